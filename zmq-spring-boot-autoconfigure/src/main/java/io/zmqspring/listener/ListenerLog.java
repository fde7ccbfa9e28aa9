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

package io.zmqspring.listener;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.socket.ManagedSocket;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs when a listener starts and stops, and what is allowed but most likely a mistake.
 */
final class ListenerLog {

	private static final Pattern WILDCARD = Pattern.compile("[*#]");

	private static final Log logger = LogFactory.getLog(ListenerLog.class);

	private ListenerLog() {
	}

	static void started(String id, ZmqEndpoint endpoint, List<String> topics, int concurrency) {
		String listener = "ZeroMQ listener '" + id + "' listens to endpoint '" + endpoint.name() + "' ("
				+ endpoint.type().label() + ") with concurrency " + concurrency;
		logger.info(topics.isEmpty() ? listener : listener + " and topics " + String.join(", ", topics));
	}

	/**
	 * Tell the result of a stop.
	 * @param finished the number of messages that were handled while it stopped
	 * @param dropped the number of messages that were taken over and not handled
	 * @param busy the number of messages that are still being handled
	 */
	static void stopped(String id, ZmqEndpoint endpoint, long finished, int dropped, int busy) {
		String listener = "ZeroMQ listener '" + id + "' of endpoint '" + endpoint.name() + "' stopped";
		if (dropped > 0 || busy > 0) {
			logger.warn(listener + " at its stop timeout (messages taken over: " + finished + " finished, " + dropped
					+ " dropped, " + busy + " still being handled)");
		}
		else {
			logger.info(listener + " (messages taken over: " + finished + " finished, none dropped)");
		}
	}

	/**
	 * Warn of endpoints that exist to be listened to and have no receiver.
	 * @param sockets the sockets of all endpoints
	 * @param heard the names of the endpoints with a listener, even if it is not started
	 */
	static void unheard(Collection<ManagedSocket> sockets, Set<String> heard) {
		for (ManagedSocket socket : sockets) {
			boolean receives = switch (socket.endpoint().type()) {
				case REP, PULL, SUB, ROUTER -> true;
				default -> false;
			};
			if (receives && !heard.contains(socket.name()) && !socket.snapshot().readerAttached()) {
				logger.warn("ZeroMQ endpoint '" + socket.name() + "' (" + socket.endpoint().type().label()
						+ ") has no listener: nothing handles the messages that it receives");
			}
		}
	}

	/**
	 * Warn of topics that look like patterns.
	 * @param owner what the topics belong to
	 */
	static void patterns(String owner, Collection<String> topics) {
		for (String topic : topics) {
			Matcher wildcard = WILDCARD.matcher(topic);
			if (wildcard.find()) {
				logger.warn(owner + " has the topic '" + topic
						+ "', but ZeroMQ matches prefixes and has no wildcards: '"
						+ topic.substring(0, wildcard.start()) + "' is the prefix of all topics that begin with it");
			}
		}
	}

}
