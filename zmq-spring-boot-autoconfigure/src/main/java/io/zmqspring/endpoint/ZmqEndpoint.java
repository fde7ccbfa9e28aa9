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

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One named socket, as {@code zmq.endpoints.<name>} describes it. Immutable.
 *
 * @param name the name by which listeners and the template refer to it
 * @param type the ZeroMQ pattern that it plays
 * @param context the name of the context that it lives in
 * @param bind the addresses to listen on
 * @param connect the addresses to connect to
 * @param topics the topic prefixes that a sub or xsub endpoint subscribes to
 * @param options the socket's options, defaults included
 * @param codec the name of the codec for its payloads, or null to choose by type
 * @param requestTimeout how long a request waits for its reply
 * @param maxPendingRequests how many requests may wait for a reply at once
 * @param maxRememberedTopics how many topics that peers subscribed to a pub or xpub
 * endpoint are remembered; subscriptions to more work, but are neither shown nor waited
 * for
 * @param failFast whether the application fails to start when the endpoint cannot be
 * bound; otherwise it is tried again until it can
 */
public record ZmqEndpoint(String name, EndpointType type, String context, List<String> bind, List<String> connect,
		List<String> topics, SocketOptions options, @Nullable String codec, Duration requestTimeout,
		int maxPendingRequests, int maxRememberedTopics, boolean failFast) {

	/**
	 * The name of the context that is used unless an endpoint names another one.
	 */
	public static final String DEFAULT_CONTEXT = "default";

	/**
	 * How long a request waits for its reply unless the endpoint says otherwise.
	 */
	public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * How many requests may wait for a reply at once unless the endpoint says otherwise.
	 */
	public static final int DEFAULT_MAX_PENDING_REQUESTS = 65_536;

	/**
	 * How many topics of subscribers are remembered unless the endpoint says otherwise.
	 */
	public static final int DEFAULT_MAX_REMEMBERED_TOPICS = 10_000;

	public ZmqEndpoint {
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(type, "type");
		bind = List.copyOf(bind);
		connect = List.copyOf(connect);
		topics = List.copyOf(topics);
	}

	/**
	 * Create an endpoint with the defaults for all but its name, type and addresses.
	 * @param name the name of the endpoint
	 * @param type the type of the endpoint
	 * @param bind the addresses to listen on
	 * @param connect the addresses to connect to
	 * @return the endpoint
	 */
	public static ZmqEndpoint of(String name, EndpointType type, List<String> bind, List<String> connect) {
		return new ZmqEndpoint(name, type, DEFAULT_CONTEXT, bind, connect, List.of(), SocketOptions.SAFE_DEFAULTS, null,
				DEFAULT_REQUEST_TIMEOUT, DEFAULT_MAX_PENDING_REQUESTS, DEFAULT_MAX_REMEMBERED_TOPICS, true);
	}

	/**
	 * Return this endpoint with other options.
	 * @param options the options that win where they are set
	 * @return the changed endpoint
	 */
	public ZmqEndpoint withOptions(SocketOptions options) {
		return new ZmqEndpoint(this.name, this.type, this.context, this.bind, this.connect, this.topics,
				this.options.overlaidBy(options), this.codec, this.requestTimeout, this.maxPendingRequests,
				this.maxRememberedTopics, this.failFast);
	}

	/**
	 * Return this endpoint with other topics.
	 * @param topics the topic prefixes to subscribe to
	 * @return the changed endpoint
	 */
	public ZmqEndpoint withTopics(String... topics) {
		return new ZmqEndpoint(this.name, this.type, this.context, this.bind, this.connect, List.of(topics),
				this.options, this.codec, this.requestTimeout, this.maxPendingRequests, this.maxRememberedTopics,
				this.failFast);
	}

}
