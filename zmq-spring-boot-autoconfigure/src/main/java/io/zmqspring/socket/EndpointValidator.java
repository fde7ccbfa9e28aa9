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

package io.zmqspring.socket;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.zmqspring.endpoint.Address;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ReadableDuration;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqInvalidEndpointException;

/**
 * Finds the mistakes in an endpoint that would only show, or would not show at all, once
 * its socket is used.
 */
public final class EndpointValidator {

	private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

	private EndpointValidator() {
	}

	/**
	 * Check an endpoint.
	 * @param endpoint the endpoint, defaults included
	 * @param own the options that were set for this endpoint alone
	 * @throws ZmqInvalidEndpointException if it cannot work; the exception names the
	 * property
	 */
	public static void validate(ZmqEndpoint endpoint, SocketOptions own) {
		if (!NAME.matcher(endpoint.name()).matches()) {
			throw new ZmqInvalidEndpointException(endpoint.name(), "type",
					"belongs to an endpoint whose name has other characters than a-z, 0-9 and '-'",
					"Rename the endpoint.", null);
		}
		validateAddresses(endpoint);
		if (!endpoint.topics().isEmpty() && !endpoint.type().subscribes()) {
			throw new ZmqInvalidEndpointException(endpoint.name(), "topics",
					"does not fit the type " + endpoint.type().label() + ", only a "
							+ EndpointType.labels(EndpointType::subscribes) + " endpoint subscribes",
					"Remove it.", null);
		}
		if (isNotPositive(endpoint.requestTimeout())) {
			throw new ZmqInvalidEndpointException(endpoint.name(), "request-timeout",
					"is " + ReadableDuration.of(endpoint.requestTimeout()) + ", but a request must wait for some time",
					"Set it to more than zero.", null);
		}
		if (endpoint.maxPendingRequests() < 1) {
			throw new ZmqInvalidEndpointException(endpoint.name(), "max-pending-requests",
					"is " + endpoint.maxPendingRequests() + ", but it must be 1 or more", "Set it to 1 or more.", null);
		}
		if (endpoint.maxRememberedTopics() < 0) {
			throw new ZmqInvalidEndpointException(endpoint.name(), "max-remembered-topics",
					"is " + endpoint.maxRememberedTopics() + ", but it must be 0 or more", "Set it to 0 or more.",
					null);
		}
		OptionTable.check(endpoint, own);
		validateHeartbeat(endpoint);
		if (OptionTable.connectRoutingId(endpoint) != null && endpoint.connect().size() != 1) {
			throw new ZmqInvalidEndpointException(endpoint.name(), "options.connect-routing-id",
					"names one peer, but there are " + endpoint.connect().size() + " connect addresses",
					"Use an endpoint with one connect address for it.", null);
		}
	}

	private static void validateAddresses(ZmqEndpoint endpoint) {
		if (endpoint.bind().isEmpty() && endpoint.connect().isEmpty()) {
			throw new ZmqInvalidEndpointException(endpoint.name(), "bind",
					"is missing, and so is connect: the endpoint has no address",
					"Add bind or connect, for example bind: \"tcp://*:5555\".", null);
		}
		validateAddresses(endpoint, "bind", endpoint.bind());
		validateAddresses(endpoint, "connect", endpoint.connect());
		validateConnect(endpoint);
	}

	private static void validateAddresses(ZmqEndpoint endpoint, String property, List<Address> addresses) {
		Set<Address> seen = new HashSet<>();
		for (Address address : addresses) {
			if (address.transport() == Address.Transport.IPC) {
				throw wrong(endpoint, property, address,
						"which is not supported: JeroMQ's ipc is a TCP port that only JeroMQ programs find",
						"Use tcp on the loopback interface, for example \"tcp://127.0.0.1:5555\", or inproc within "
								+ "an application.");
			}
			if (!seen.add(address) && !address.isAnyPort()) {
				throw wrong(endpoint, property, address, "which is there twice", "Remove one of them.");
			}
		}
	}

	private static void validateConnect(ZmqEndpoint endpoint) {
		for (Address address : endpoint.connect()) {
			if (address.isAnyHost()) {
				throw wrong(endpoint, "connect", address, "which has no host to connect to",
						"Name the host, for example \"tcp://host:5555\".");
			}
			if (address.isAnyPort()) {
				throw wrong(endpoint, "connect", address, "which has no port to connect to",
						"Name the port, for example \"tcp://host:5555\".");
			}
		}
	}

	private static ZmqInvalidEndpointException wrong(ZmqEndpoint endpoint, String property, Address address,
			String reason, String action) {
		return new ZmqInvalidEndpointException(endpoint.name(), property, "has \"" + address + "\", " + reason, action,
				null);
	}

	private static void validateHeartbeat(ZmqEndpoint endpoint) {
		Duration interval = endpoint.options().heartbeatInterval();
		Duration timeout = endpoint.options().heartbeatTimeout();
		if (interval != null && timeout != null && !interval.isZero() && timeout.compareTo(interval) >= 0) {
			throw new ZmqInvalidEndpointException(endpoint.name(), "options.heartbeat-timeout",
					"is " + ReadableDuration.of(timeout) + ", not shorter than the heartbeat-interval of "
							+ ReadableDuration.of(interval) + ": JeroMQ would never notice a dead peer",
					"Make the timeout shorter than the interval.", null);
		}
	}

	private static boolean isNotPositive(Duration duration) {
		return duration.isZero() || duration.isNegative();
	}

}
