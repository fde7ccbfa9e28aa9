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

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The options of a ZeroMQ socket, under ZeroMQ's own names. An option that is null is not
 * set, so that the next layer decides: an endpoint's options lie over
 * {@code zmq.defaults}, and those over {@link #SAFE_DEFAULTS}.
 *
 * @param linger How long a closed socket goes on trying to deliver what it has accepted,
 * zero or more (ZMQ_LINGER). Never endless: a stop would hang.
 * @param sendTimeout How long a send waits while the socket is at its high-water mark or
 * has no peer, before it fails (ZMQ_SNDTIMEO). Zero: do not wait.
 * @param receiveTimeout The time that a blocking receive would wait (ZMQ_RCVTIMEO).
 * Listeners never block in a receive; only a customizer's own code can see it.
 * @param maxMessageSize The largest message that is accepted from a peer, all its frames
 * together; a larger one closes its connection (ZMQ_MAXMSGSIZE). What a pub or xpub
 * endpoint receives is subscriptions: pub accepts at most 1024 bytes, xpub too unless
 * another size than the default is set. JeroMQ does not survive subscriptions of a few
 * thousand bytes.
 * @param maxMessageFrames The number of frames that a message from a peer may have, at
 * least 1; one with more closes the connection.
 * @param backlog The number of TCP connections that may wait to be accepted; the
 * operating system may allow fewer, Linux net.core.somaxconn (ZMQ_BACKLOG).
 * @param affinity Which I/O threads of the context may serve the socket, as a bit mask;
 * zero is any (ZMQ_AFFINITY).
 * @param identity The routing id that a ROUTER peer sees, 1 to 255 bytes in UTF-8
 * (ZMQ_ROUTING_ID). Without it the peer picks one.
 * @param conflate Keep only the newest message, whatever the high-water marks say; for
 * messages of one frame on push, pull, sub and dealer (ZMQ_CONFLATE).
 * @param ipv6 Use IPv6 as well as IPv4 (ZMQ_IPV6).
 * @param immediate Queue messages only for connections that are complete, with ZeroMQ's
 * own meaning (ZMQ_IMMEDIATE).
 * @param sendHwm The number of messages that may wait to be sent to one peer, zero is no
 * limit (ZMQ_SNDHWM).
 * @param receiveHwm The number of messages from one peer that may wait to be received,
 * zero is no limit (ZMQ_RCVHWM).
 * @param reconnectInterval The pause before a broken connection is tried again, at least
 * 1ms (ZMQ_RECONNECT_IVL).
 * @param reconnectIntervalMax The pause doubles up to this one; zero: it does not double
 * (ZMQ_RECONNECT_IVL_MAX).
 * @param handshakeInterval How long the handshake of a new connection may take; zero is
 * for ever (ZMQ_HANDSHAKE_IVL).
 * @param heartbeatInterval The time between two pings; zero switches heartbeats off
 * (ZMQ_HEARTBEAT_IVL).
 * @param heartbeatTimeout The time after a ping in which the peer must have answered,
 * shorter than the interval (ZMQ_HEARTBEAT_TIMEOUT).
 * @param heartbeatContext A text of at most 16 bytes that each ping carries.
 * @param tcpKeepalive Whether TCP itself probes idle connections (ZMQ_TCP_KEEPALIVE).
 * @param tcpKeepaliveCount The number of unanswered TCP probes that end a connection
 * (ZMQ_TCP_KEEPALIVE_CNT).
 * @param tcpKeepaliveIdle The idle time before the first TCP probe, in whole seconds
 * (ZMQ_TCP_KEEPALIVE_IDLE).
 * @param tcpKeepaliveInterval The time between two TCP probes, in whole seconds
 * (ZMQ_TCP_KEEPALIVE_INTVL).
 * @param sendBuffer The size of the kernel's send buffer, for endpoints that do not
 * listen on tcp; zero leaves it to the operating system (ZMQ_SNDBUF).
 * @param receiveBuffer The size of the kernel's receive buffer; zero leaves it to the
 * operating system (ZMQ_RCVBUF).
 * @param routerMandatory Fail a send to an unknown routing id instead of dropping it
 * (ZMQ_ROUTER_MANDATORY).
 * @param routerHandover Let a new connection take over the routing id of an older one
 * (ZMQ_ROUTER_HANDOVER).
 * @param probeRouter Send an empty message to each new peer, so that a ROUTER learns of
 * it; for router, dealer and req (ZMQ_PROBE_ROUTER).
 * @param connectRoutingId The routing id under which a router endpoint knows the peer
 * that it connects to; for one connect address (ZMQ_CONNECT_ROUTING_ID).
 * @param xpubVerbose Hand every subscription to the listener of an xpub endpoint, not
 * only the first for a topic (ZMQ_XPUB_VERBOSE).
 * @param xpubVerboser As xpub-verbose, and every unsubscription too (ZMQ_XPUB_VERBOSER).
 * @param xpubNoDrop Let a publish wait for a subscriber at its high-water mark instead of
 * dropping the message for it; nobody gets the message before all can (ZMQ_XPUB_NODROP).
 * @param helloMessage A message that every new peer gets first (ZMQ_HELLO_MSG).
 * @param disconnectMessage A message that is received when a peer has gone
 * (ZMQ_DISCONNECT_MSG).
 * @param hiccupMessage A message that is received when an own connection broke
 * (ZMQ_HICCUP_MSG).
 * @param allocationHeapThreshold Received frames above this size use direct memory; zero:
 * none does.
 * @param selfAddressPropertyName The name under which the own address of a connection is
 * kept in the metadata of its messages.
 */
public record SocketOptions(@Nullable Duration linger, @Nullable Duration sendTimeout,
		@Nullable Duration receiveTimeout, @Nullable DataSize maxMessageSize, @Nullable Integer maxMessageFrames,
		@Nullable Integer backlog, @Nullable Long affinity, @Nullable String identity, @Nullable Boolean conflate,
		@Nullable Boolean ipv6, @Nullable Boolean immediate, @Nullable Integer sendHwm, @Nullable Integer receiveHwm,
		@Nullable Duration reconnectInterval, @Nullable Duration reconnectIntervalMax,
		@Nullable Duration handshakeInterval, @Nullable Duration heartbeatInterval, @Nullable Duration heartbeatTimeout,
		@Nullable String heartbeatContext, @Nullable Boolean tcpKeepalive, @Nullable Integer tcpKeepaliveCount,
		@Nullable Duration tcpKeepaliveIdle, @Nullable Duration tcpKeepaliveInterval, @Nullable DataSize sendBuffer,
		@Nullable DataSize receiveBuffer, @Nullable Boolean routerMandatory, @Nullable Boolean routerHandover,
		@Nullable Boolean probeRouter, @Nullable String connectRoutingId, @Nullable Boolean xpubVerbose,
		@Nullable Boolean xpubVerboser, @Nullable Boolean xpubNoDrop, @Nullable String helloMessage,
		@Nullable String disconnectMessage, @Nullable String hiccupMessage, @Nullable DataSize allocationHeapThreshold,
		@Nullable String selfAddressPropertyName) {

	/**
	 * No option set.
	 */
	public static final SocketOptions NONE = create(new Object[SocketOptions.class.getRecordComponents().length]);

	/**
	 * The defaults that keep an application safe. All that is null here is left to
	 * ZeroMQ.
	 */
	public static final SocketOptions SAFE_DEFAULTS = NONE.with("linger", Duration.ofSeconds(1))
		.with("sendTimeout", Duration.ofSeconds(5))
		.with("maxMessageSize", DataSize.ofMegabytes(16))
		.with("maxMessageFrames", 1000)
		.with("backlog", 4096)
		.with("sendHwm", 1000)
		.with("receiveHwm", 1000)
		.with("reconnectInterval", Duration.ofMillis(100))
		.with("reconnectIntervalMax", Duration.ofSeconds(10))
		.with("handshakeInterval", Duration.ofSeconds(5))
		.with("heartbeatInterval", Duration.ofSeconds(5))
		.with("heartbeatTimeout", Duration.ofSeconds(4))
		.with("tcpKeepalive", true)
		.with("routerMandatory", true);

	/**
	 * Return these options with others laid over them.
	 * @param upper the options that win where they are set
	 * @return the merged options
	 */
	public SocketOptions overlaidBy(SocketOptions upper) {
		Object[] merged = values(this);
		Object[] wins = values(upper);
		for (int i = 0; i < merged.length; i++) {
			merged[i] = (wins[i] != null) ? wins[i] : merged[i];
		}
		return create(merged);
	}

	/**
	 * Return these options with one of them set.
	 * @param name the name of the record component, for example {@code sendHwm}
	 * @param value the value, of the type of that component
	 * @return the changed options
	 * @throws IllegalArgumentException if there is no such option, or the value does not
	 * fit it
	 */
	public SocketOptions with(String name, @Nullable Object value) {
		RecordComponent[] components = SocketOptions.class.getRecordComponents();
		Object[] values = values(this);
		for (int i = 0; i < components.length; i++) {
			if (components[i].getName().equals(name)) {
				values[i] = value;
				return create(values);
			}
		}
		throw new IllegalArgumentException("There is no socket option named '" + name + "'");
	}

	private static @Nullable Object[] values(SocketOptions options) {
		return Arrays.stream(SocketOptions.class.getRecordComponents()).map((component) -> {
			try {
				return component.getAccessor().invoke(options);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}).toArray();
	}

	private static SocketOptions create(@Nullable Object[] values) {
		try {
			@SuppressWarnings("unchecked")
			Constructor<SocketOptions> constructor = (Constructor<SocketOptions>) SocketOptions.class
				.getDeclaredConstructors()[0];
			return constructor.newInstance(values);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
