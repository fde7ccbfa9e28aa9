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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ReadableDuration;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqInvalidEndpointException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mistakes in an endpoint that would only show, or would not show at all, once
 * its socket is used.
 */
public final class EndpointValidator {

	private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

	private static final Pattern ADDRESS = Pattern.compile("([a-z0-9]+)://(.+)");

	private static final Pattern TCP = Pattern.compile("(\\[[^\\]]+\\]|[^:\\[\\];]+):(\\d{1,5}|\\*)");

	private static final int MAX_PORT = 65_535;

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
		Set<String> seen = new HashSet<>();
		validateAddresses(endpoint, "bind", endpoint.bind(), seen);
		validateAddresses(endpoint, "connect", endpoint.connect(), seen);
	}

	private static void validateAddresses(ZmqEndpoint endpoint, String property, List<String> addresses,
			Set<String> seen) {
		for (String address : addresses) {
			String mistake = mistake(address, "bind".equals(property));
			if (mistake == null && !seen.add(property + address) && !isAnyPort(address)) {
				mistake = "is there twice";
			}
			if (mistake != null) {
				throw new ZmqInvalidEndpointException(endpoint.name(), property,
						"has \"" + address + "\", which " + mistake,
						"Addresses look like \"tcp://host:5555\", \"tcp://[::1]:5555\", \"inproc://name\""
								+ ("bind".equals(property)
										? ", and to bind also \"tcp://*:5555\" or \"tcp://127.0.0.1:0\"." : "."),
						null);
			}
		}
	}

	private static @Nullable String mistake(String address, boolean bind) {
		Matcher parts = ADDRESS.matcher(address);
		if (!parts.matches()) {
			return "is not an address";
		}
		return switch (parts.group(1)) {
			case "inproc", "ipc" -> null;
			case "tcp" -> tcpMistake(parts.group(2), bind);
			default -> "has the transport " + parts.group(1) + ", which JeroMQ does not have";
		};
	}

	private static @Nullable String tcpMistake(String hostAndPort, boolean bind) {
		Matcher parts = TCP.matcher(hostAndPort);
		if (!parts.matches()) {
			return "has no host and port";
		}
		String port = parts.group(2);
		int number = "*".equals(port) ? 0 : Integer.parseInt(port);
		if (number > MAX_PORT) {
			return "has a port above " + MAX_PORT;
		}
		if (!bind && number == 0) {
			return "has no port to connect to";
		}
		return (!bind && "*".equals(parts.group(1))) ? "has no host to connect to" : null;
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

	static boolean isAnyPort(String address) {
		return address.startsWith("tcp://") && (address.endsWith(":0") || address.endsWith(":*"));
	}

	private static boolean isNotPositive(Duration duration) {
		return duration.isZero() || duration.isNegative();
	}

}
