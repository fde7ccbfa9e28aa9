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
 * bound; otherwise the endpoint retries until it can
 */
public record ZmqEndpoint(String name, EndpointType type, String context, List<Address> bind, List<Address> connect,
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
	 * @throws ZmqInvalidEndpointException if an address is malformed
	 */
	public static ZmqEndpoint of(String name, EndpointType type, List<String> bind, List<String> connect) {
		return builder(name, type).bind(bind).connect(connect).build();
	}

	/**
	 * Return a builder that has the defaults for all but the name and the type.
	 * @param name the name of the endpoint
	 * @param type the type of the endpoint
	 * @return the builder
	 */
	public static Builder builder(String name, EndpointType type) {
		return new Builder(name, type);
	}

	/**
	 * Return a builder that begins with what this endpoint has.
	 * @return the builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Return this endpoint with other options.
	 * @param options the options that win where they are set
	 * @return the changed endpoint
	 */
	public ZmqEndpoint withOptions(SocketOptions options) {
		return toBuilder().options(this.options.overlaidBy(options)).build();
	}

	/**
	 * Return this endpoint with other topics.
	 * @param topics the topic prefixes to subscribe to
	 * @return the changed endpoint
	 */
	public ZmqEndpoint withTopics(String... topics) {
		return toBuilder().topics(List.of(topics)).build();
	}

	/**
	 * Builds an endpoint.
	 */
	public static final class Builder {

		private final String name;

		private final EndpointType type;

		private String context = DEFAULT_CONTEXT;

		private List<Address> bind = List.of();

		private List<Address> connect = List.of();

		private List<String> topics = List.of();

		private SocketOptions options = SocketOptions.SAFE_DEFAULTS;

		private @Nullable String codec;

		private Duration requestTimeout = DEFAULT_REQUEST_TIMEOUT;

		private int maxPendingRequests = DEFAULT_MAX_PENDING_REQUESTS;

		private int maxRememberedTopics = DEFAULT_MAX_REMEMBERED_TOPICS;

		private boolean failFast = true;

		private Builder(String name, EndpointType type) {
			this.name = name;
			this.type = type;
		}

		private Builder(ZmqEndpoint endpoint) {
			this(endpoint.name, endpoint.type);
			this.context = endpoint.context;
			this.bind = endpoint.bind;
			this.connect = endpoint.connect;
			this.topics = endpoint.topics;
			this.options = endpoint.options;
			this.codec = endpoint.codec;
			this.requestTimeout = endpoint.requestTimeout;
			this.maxPendingRequests = endpoint.maxPendingRequests;
			this.maxRememberedTopics = endpoint.maxRememberedTopics;
			this.failFast = endpoint.failFast;
		}

		/**
		 * Set the name of the context that the endpoint lives in.
		 * @param context the name of the context
		 * @return this builder
		 */
		public Builder context(String context) {
			this.context = context;
			return this;
		}

		/**
		 * Set the addresses to listen on.
		 * @param addresses the addresses
		 * @return this builder
		 * @throws ZmqInvalidEndpointException if one is malformed
		 */
		public Builder bind(List<String> addresses) {
			this.bind = parse("bind", addresses);
			return this;
		}

		/**
		 * Set the addresses to connect to.
		 * @param addresses the addresses
		 * @return this builder
		 * @throws ZmqInvalidEndpointException if one is malformed
		 */
		public Builder connect(List<String> addresses) {
			this.connect = parse("connect", addresses);
			return this;
		}

		private List<Address> parse(String property, List<String> addresses) {
			try {
				return addresses.stream().map(Address::parse).toList();
			}
			catch (IllegalArgumentException ex) {
				throw new ZmqInvalidEndpointException(this.name, property, "is invalid: " + ex.getMessage(),
						"Addresses look like \"tcp://host:5555\", \"tcp://[::1]:5555\" or \"inproc://name\", and to "
								+ "bind also like \"tcp://*:5555\" or \"tcp://127.0.0.1:0\".",
						ex);
			}
		}

		/**
		 * Set the topic prefixes to subscribe to.
		 * @param topics the topic prefixes
		 * @return this builder
		 */
		public Builder topics(List<String> topics) {
			this.topics = topics;
			return this;
		}

		/**
		 * Set the socket's options.
		 * @param options the options, defaults included
		 * @return this builder
		 */
		public Builder options(SocketOptions options) {
			this.options = options;
			return this;
		}

		/**
		 * Set the codec for payloads.
		 * @param codec the name of the codec, or null to choose by type
		 * @return this builder
		 */
		public Builder codec(@Nullable String codec) {
			this.codec = codec;
			return this;
		}

		/**
		 * Set how long a request waits for its reply.
		 * @param requestTimeout the timeout
		 * @return this builder
		 */
		public Builder requestTimeout(Duration requestTimeout) {
			this.requestTimeout = requestTimeout;
			return this;
		}

		/**
		 * Set how many requests may wait for a reply at once.
		 * @param maxPendingRequests the number of requests
		 * @return this builder
		 */
		public Builder maxPendingRequests(int maxPendingRequests) {
			this.maxPendingRequests = maxPendingRequests;
			return this;
		}

		/**
		 * Set how many topics that peers subscribed to are remembered.
		 * @param maxRememberedTopics the number of topics
		 * @return this builder
		 */
		public Builder maxRememberedTopics(int maxRememberedTopics) {
			this.maxRememberedTopics = maxRememberedTopics;
			return this;
		}

		/**
		 * Set whether the application fails to start when the endpoint cannot be bound.
		 * @param failFast whether it does
		 * @return this builder
		 */
		public Builder failFast(boolean failFast) {
			this.failFast = failFast;
			return this;
		}

		/**
		 * Build the endpoint.
		 * @return the endpoint
		 */
		public ZmqEndpoint build() {
			return new ZmqEndpoint(this.name, this.type, this.context, this.bind, this.connect, this.topics,
					this.options, this.codec, this.requestTimeout, this.maxPendingRequests, this.maxRememberedTopics,
					this.failFast);
		}

	}

}
