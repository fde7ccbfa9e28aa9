/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The ZeroMQ pattern that an endpoint plays, and what the pattern lets it do.
 */
public enum EndpointType {

	/**
	 * Sends requests and receives their replies.
	 */
	REQ,

	/**
	 * Receives requests and replies to each of them.
	 */
	REP,

	/**
	 * Distributes messages among its peers.
	 */
	PUSH,

	/**
	 * Receives the messages of push endpoints.
	 */
	PULL,

	/**
	 * Publishes messages under topics.
	 */
	PUB,

	/**
	 * Receives the messages under the topics that it subscribes to.
	 */
	SUB,

	/**
	 * Exchanges messages with its peers in turn, and can make requests.
	 */
	DEALER,

	/**
	 * Exchanges messages with the peers that it names, and can reply to requests.
	 */
	ROUTER,

	/**
	 * Publishes messages and receives the subscriptions to them.
	 */
	XPUB,

	/**
	 * Receives published messages and sends its subscriptions as messages.
	 */
	XSUB,

	/**
	 * Exchanges messages with a single peer.
	 */
	PAIR;

	/**
	 * Return whether the application can send messages that belong to no request.
	 * @return whether it can
	 */
	public boolean canSend() {
		return switch (this) {
			case PUSH, PUB, DEALER, ROUTER, XPUB, XSUB, PAIR -> true;
			case REQ, REP, PULL, SUB -> false;
		};
	}

	/**
	 * Return whether listeners can receive its messages.
	 * @return whether they can
	 */
	public boolean canListen() {
		return switch (this) {
			case REP, PULL, SUB, DEALER, ROUTER, XPUB, XSUB, PAIR -> true;
			case REQ, PUSH, PUB -> false;
		};
	}

	/**
	 * Return whether the application can make requests and wait for their replies.
	 * @return whether it can
	 */
	public boolean canRequest() {
		return this == REQ || this == DEALER;
	}

	/**
	 * Return whether what a listener returns goes back to the peer that sent the message.
	 * @return whether it does
	 */
	public boolean replies() {
		return this == REP || this == ROUTER;
	}

	/**
	 * Return whether its messages go to the subscribers of their topic.
	 * @return whether they do
	 */
	public boolean publishes() {
		return this == PUB || this == XPUB;
	}

	/**
	 * Return whether it subscribes to topics.
	 * @return whether it does
	 */
	public boolean subscribes() {
		return this == SUB || this == XSUB;
	}

	/**
	 * Return whether the application names the peer that a message goes to.
	 * @return whether it does
	 */
	public boolean routes() {
		return this == ROUTER;
	}

	/**
	 * Return the type as the configuration spells it.
	 * @return the name in lower case
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return all types as the configuration spells them.
	 * @return the labels
	 */
	public static List<String> labels() {
		return Arrays.stream(values()).map(EndpointType::label).toList();
	}

	/**
	 * Return the types that can do something, for a message to the user.
	 * @param capability tells which can
	 * @return their labels, such as "pub or xpub"
	 */
	public static String labels(Predicate<EndpointType> capability) {
		String labels = Arrays.stream(values())
			.filter(capability)
			.map(EndpointType::label)
			.collect(Collectors.joining(", "));
		int last = labels.lastIndexOf(", ");
		return (last < 0) ? labels : labels.substring(0, last) + " or " + labels.substring(last + 2);
	}

}
