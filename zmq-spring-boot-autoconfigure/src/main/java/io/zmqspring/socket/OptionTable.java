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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import io.zmqspring.endpoint.Address;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqInvalidEndpointException;
import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.ZMQ;

import org.springframework.util.unit.DataSize;

/**
 * Each option of {@link SocketOptions}: the number that JeroMQ knows it by, the types
 * that it fits, and how its value is checked and written.
 */
final class OptionTable {

	private static final Set<EndpointType> ALL = EnumSet.allOf(EndpointType.class);

	private static final Set<EndpointType> ROUTERS = EnumSet.of(EndpointType.ROUTER, EndpointType.REP);

	private static final Set<EndpointType> PUBLISHERS = EnumSet.of(EndpointType.PUB, EndpointType.XPUB);

	/**
	 * Not rep, although JeroMQ would take it: a libzmq REQ that is probed ends its
	 * connection.
	 */
	private static final Set<EndpointType> PROBERS = EnumSet.of(EndpointType.ROUTER, EndpointType.DEALER,
			EndpointType.REQ);

	private static final Set<EndpointType> GREETERS = EnumSet.of(EndpointType.ROUTER, EndpointType.REP,
			EndpointType.DEALER, EndpointType.REQ);

	/**
	 * The number of an option that JeroMQ does not have.
	 */
	private static final int NOT_JEROMQS = -1;

	private static final int MAX_IDENTITY = 255;

	private static final int MAX_HEARTBEAT_CONTEXT = 16;

	static final List<Option<?>> OPTIONS = List.of(
			new Option<>("linger", ZMQ.ZMQ_LINGER, ALL, SocketOptions::linger, OptionTable::millis),
			new Option<>("send-timeout", ZMQ.ZMQ_SNDTIMEO, ALL, SocketOptions::sendTimeout, OptionTable::millis),
			new Option<>("receive-timeout", ZMQ.ZMQ_RCVTIMEO, ALL, SocketOptions::receiveTimeout, OptionTable::millis),
			new Option<>("max-message-size", ZMQ.ZMQ_MAXMSGSIZE, ALL, SocketOptions::maxMessageSize,
					(size) -> (long) intBytes(size)),
			new Option<>("max-message-frames", NOT_JEROMQS, ALL, SocketOptions::maxMessageFrames,
					OptionTable::positive),
			new Option<>("backlog", ZMQ.ZMQ_BACKLOG, ALL, SocketOptions::backlog, OptionTable::positive),
			new Option<>("affinity", ZMQ.ZMQ_AFFINITY, ALL, SocketOptions::affinity, (mask) -> mask),
			new Option<>("identity", ZMQ.ZMQ_IDENTITY, ALL, SocketOptions::identity, OptionTable::identity),
			new Option<>("conflate", ZMQ.ZMQ_CONFLATE,
					EnumSet.of(EndpointType.PUSH, EndpointType.PULL, EndpointType.SUB, EndpointType.DEALER),
					SocketOptions::conflate, (on) -> on),
			new Option<>("ipv6", ZMQ.ZMQ_IPV6, ALL, SocketOptions::ipv6, (on) -> on),
			// JeroMQ's flag says "queue before connected", the inverse of ZeroMQ's.
			new Option<>("immediate", ZMQ.ZMQ_IMMEDIATE, ALL, SocketOptions::immediate, (on) -> !on),
			new Option<>("send-hwm", ZMQ.ZMQ_SNDHWM, ALL, SocketOptions::sendHwm, OptionTable::notNegative),
			new Option<>("receive-hwm", ZMQ.ZMQ_RCVHWM, ALL, SocketOptions::receiveHwm, OptionTable::notNegative),
			new Option<>("reconnect-interval", ZMQ.ZMQ_RECONNECT_IVL, ALL, SocketOptions::reconnectInterval,
					(interval) -> positive(millis(interval))),
			new Option<>("reconnect-interval-max", ZMQ.ZMQ_RECONNECT_IVL_MAX, ALL, SocketOptions::reconnectIntervalMax,
					OptionTable::millis),
			new Option<>("handshake-interval", ZMQ.ZMQ_HANDSHAKE_IVL, ALL, SocketOptions::handshakeInterval,
					OptionTable::millis),
			new Option<>("heartbeat-interval", ZMQ.ZMQ_HEARTBEAT_IVL, ALL, SocketOptions::heartbeatInterval,
					OptionTable::millis),
			new Option<>("heartbeat-timeout", ZMQ.ZMQ_HEARTBEAT_TIMEOUT, ALL, SocketOptions::heartbeatTimeout,
					OptionTable::millis),
			new Option<>("heartbeat-context", ZMQ.ZMQ_HEARTBEAT_CONTEXT, ALL, SocketOptions::heartbeatContext,
					(text) -> bytes(text, 0, MAX_HEARTBEAT_CONTEXT)),
			new Option<>("tcp-keepalive", ZMQ.ZMQ_TCP_KEEPALIVE, ALL, SocketOptions::tcpKeepalive, (on) -> on ? 1 : 0),
			new Option<>("tcp-keepalive-count", ZMQ.ZMQ_TCP_KEEPALIVE_CNT, ALL, SocketOptions::tcpKeepaliveCount,
					OptionTable::positive),
			new Option<>("tcp-keepalive-idle", ZMQ.ZMQ_TCP_KEEPALIVE_IDLE, ALL, SocketOptions::tcpKeepaliveIdle,
					OptionTable::seconds),
			new Option<>("tcp-keepalive-interval", ZMQ.ZMQ_TCP_KEEPALIVE_INTVL, ALL,
					SocketOptions::tcpKeepaliveInterval, OptionTable::seconds),
			new Option<>("send-buffer", ZMQ.ZMQ_SNDBUF, ALL, SocketOptions::sendBuffer, OptionTable::intBytes),
			new Option<>("receive-buffer", ZMQ.ZMQ_RCVBUF, ALL, SocketOptions::receiveBuffer, OptionTable::intBytes),
			new Option<>("router-mandatory", ZMQ.ZMQ_ROUTER_MANDATORY, ROUTERS, SocketOptions::routerMandatory,
					(on) -> on),
			new Option<>("router-handover", ZMQ.ZMQ_ROUTER_HANDOVER, ROUTERS, SocketOptions::routerHandover,
					(on) -> on),
			new Option<>("probe-router", ZMQ.ZMQ_PROBE_ROUTER, PROBERS, SocketOptions::probeRouter, (on) -> on),
			new Option<>("connect-routing-id", ZMQ.ZMQ_CONNECT_RID, ROUTERS, SocketOptions::connectRoutingId,
					(id) -> new String(identity(id), StandardCharsets.UTF_8)),
			new Option<>("xpub-verbose", ZMQ.ZMQ_XPUB_VERBOSE, EnumSet.of(EndpointType.XPUB),
					SocketOptions::xpubVerbose, (on) -> on),
			new Option<>("xpub-verboser", ZMQ.ZMQ_XPUB_VERBOSER, EnumSet.of(EndpointType.XPUB),
					SocketOptions::xpubVerboser, OptionTable::onlyOn),
			new Option<>("xpub-no-drop", ZMQ.ZMQ_XPUB_NODROP, PUBLISHERS, SocketOptions::xpubNoDrop, (on) -> on),
			new Option<>("hello-message", ZMQ.ZMQ_HELLO_MSG, GREETERS, SocketOptions::helloMessage,
					(text) -> bytes(text, 1, Integer.MAX_VALUE)),
			new Option<>("disconnect-message", ZMQ.ZMQ_DISCONNECT_MSG, ROUTERS, SocketOptions::disconnectMessage,
					(text) -> bytes(text, 1, Integer.MAX_VALUE)),
			new Option<>("hiccup-message", ZMQ.ZMQ_HICCUP_MSG, EnumSet.of(EndpointType.DEALER),
					SocketOptions::hiccupMessage, (text) -> bytes(text, 1, Integer.MAX_VALUE)),
			new Option<>("allocation-heap-threshold", ZMQ.ZMQ_MSG_ALLOCATION_HEAP_THRESHOLD, ALL,
					SocketOptions::allocationHeapThreshold, OptionTable::intBytes),
			new Option<>("self-address-property-name", ZMQ.ZMQ_SELFADDR_PROPERTY_NAME, ALL,
					SocketOptions::selfAddressPropertyName, (name) -> name));

	private OptionTable() {
	}

	/**
	 * Check what an endpoint itself sets; defaults that do not fit its type are passed
	 * over, its own options are not.
	 */
	static void check(ZmqEndpoint endpoint, SocketOptions own) {
		for (Option<?> option : OPTIONS) {
			if (option.getter().apply(own) != null && !option.types().contains(endpoint.type())) {
				throw new ZmqInvalidEndpointException(endpoint.name(), "options." + option.name(),
						"does not fit the type " + endpoint.type().label(),
						"Remove it, or use a " + EndpointType.labels(option.types()::contains) + " endpoint.", null);
			}
			if (option.code() == ZMQ.ZMQ_SNDBUF && own.sendBuffer() != null && listens(endpoint)) {
				throw new ZmqInvalidEndpointException(endpoint.name(), "options." + option.name(),
						"does not fit an endpoint that listens on tcp: JeroMQ sets it on the listening socket, "
								+ "which Java refuses",
						"Remove it, or set it on the endpoint that connects.", null);
			}
			convert(endpoint, option);
		}
	}

	private static boolean listens(ZmqEndpoint endpoint) {
		return endpoint.bind().stream().anyMatch(Address::isTcp);
	}

	static void apply(ZmqEndpoint endpoint, SocketBase socket) {
		applyOwn(socket);
		for (Option<?> option : OPTIONS) {
			Object value = convert(endpoint, option);
			// The routing id counts for the next connect only, see Connector.
			boolean settable = option.code() != NOT_JEROMQS && option.code() != ZMQ.ZMQ_CONNECT_RID;
			if (value != null && settable && !socket.setSocketOpt(option.code(), value)) {
				throw invalid(endpoint, option, "was not accepted by JeroMQ (error " + socket.errno() + ")", null);
			}
		}
		if (endpoint.type().publishes()) {
			// Without dropping it says that a subscriber is full, see FrameWriter.
			socket.setSocketOpt(ZMQ.ZMQ_XPUB_NODROP, true);
			limitSubscriptions(endpoint, socket);
		}
		if (endpoint.type() == EndpointType.PUB) {
			socket.setSocketOpt(ZMQ.ZMQ_XPUB_VERBOSE, true);
		}
	}

	/**
	 * Return how many frames a message of a peer may have.
	 */
	static int maxMessageFrames(ZmqEndpoint endpoint) {
		Integer chosen = endpoint.options().maxMessageFrames();
		return (chosen != null) ? chosen : Objects.requireNonNull(SocketOptions.SAFE_DEFAULTS.maxMessageFrames());
	}

	/**
	 * Return the routing id that an endpoint gives the peer that it connects to, or null
	 * if it does not route.
	 */
	static @Nullable String connectRoutingId(ZmqEndpoint endpoint) {
		return ROUTERS.contains(endpoint.type()) ? endpoint.options().connectRoutingId() : null;
	}

	/**
	 * Only for an xpub endpoint another size can be chosen: its peers may send it
	 * messages too.
	 */
	private static void limitSubscriptions(ZmqEndpoint endpoint, SocketBase socket) {
		DataSize chosen = endpoint.options().maxMessageSize();
		boolean usual = chosen == null || chosen.equals(SocketOptions.SAFE_DEFAULTS.maxMessageSize());
		if (endpoint.type() == EndpointType.PUB || usual) {
			long max = (long) socket.getSocketOptx(ZMQ.ZMQ_MAXMSGSIZE);
			socket.setSocketOpt(ZMQ.ZMQ_MAXMSGSIZE, Math.min(max, PeerSubscriptions.MAX_LENGTH));
		}
	}

	/**
	 * Set what must not be left to JeroMQ even where no default of ours is used.
	 */
	private static void applyOwn(SocketBase socket) {
		socket.setSocketOpt(ZMQ.ZMQ_LINGER, millis(Objects.requireNonNull(SocketOptions.SAFE_DEFAULTS.linger())));
		socket.setSocketOpt(ZMQ.ZMQ_MAXMSGSIZE,
				Objects.requireNonNull(SocketOptions.SAFE_DEFAULTS.maxMessageSize()).toBytes());
	}

	private static <T> @Nullable Object convert(ZmqEndpoint endpoint, Option<T> option) {
		T value = option.getter().apply(endpoint.options());
		if (value == null || !option.types().contains(endpoint.type())
				|| (option.code() == ZMQ.ZMQ_SNDBUF && listens(endpoint))) {
			return null;
		}
		try {
			return option.converter().apply(value);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw invalid(endpoint, option, "is " + value + ", but " + ex.getMessage(), ex);
		}
	}

	private static ZmqInvalidEndpointException invalid(ZmqEndpoint endpoint, Option<?> option, String reason,
			@Nullable Throwable cause) {
		return new ZmqInvalidEndpointException(endpoint.name(), "options." + option.name(), reason,
				"Change it there, or in zmq.defaults." + option.name() + '.', cause);
	}

	/**
	 * To switch it off would switch xpub-verbose off as well.
	 */
	private static @Nullable Object onlyOn(boolean on) {
		return on ? true : null;
	}

	private static int millis(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("it must not be negative");
		}
		try {
			return Math.toIntExact(duration.toMillis());
		}
		catch (ArithmeticException ex) {
			throw new IllegalArgumentException("it must be less than 24 days", ex);
		}
	}

	private static int seconds(Duration duration) {
		long seconds = duration.toSeconds();
		if (seconds < 1 || seconds > Integer.MAX_VALUE) {
			throw new IllegalArgumentException("it must be between 1 and " + Integer.MAX_VALUE + " seconds");
		}
		return (int) seconds;
	}

	private static int positive(int value) {
		if (value < 1) {
			throw new IllegalArgumentException("it must be 1 or more");
		}
		return value;
	}

	private static int notNegative(int value) {
		if (value < 0) {
			throw new IllegalArgumentException("it must not be negative");
		}
		return value;
	}

	private static int intBytes(DataSize size) {
		if (size.isNegative() || size.toBytes() > Integer.MAX_VALUE) {
			throw new IllegalArgumentException("it must be between 0 and " + Integer.MAX_VALUE + " bytes");
		}
		return (int) size.toBytes();
	}

	private static byte[] identity(String text) {
		byte[] bytes = bytes(text, 1, MAX_IDENTITY);
		if (bytes[0] == 0) {
			throw new IllegalArgumentException("it must not begin with a zero byte, which ZeroMQ keeps for itself");
		}
		return bytes;
	}

	private static byte[] bytes(String text, int min, int max) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		if (bytes.length < min || bytes.length > max) {
			throw new IllegalArgumentException((max == Integer.MAX_VALUE) ? "it must not be empty"
					: "it must have " + min + " to " + max + " bytes in UTF-8");
		}
		return bytes;
	}

	/**
	 * One option.
	 *
	 * @param <T> the type of its property
	 * @param name its name as a property
	 * @param code JeroMQ's number for it
	 * @param types the types that it fits
	 * @param getter reads it
	 * @param converter checks its value and turns it into what JeroMQ takes
	 */
	record Option<T>(String name, int code, Set<EndpointType> types, Function<SocketOptions, @Nullable T> getter,
			Function<T, @Nullable Object> converter) {

	}

}
