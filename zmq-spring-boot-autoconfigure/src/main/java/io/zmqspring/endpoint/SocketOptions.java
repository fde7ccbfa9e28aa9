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
 * The options of a ZeroMQ socket, under ZeroMQ's own names. A null option is not set. An
 * endpoint's options override {@code zmq.defaults}, which override
 * {@link #SAFE_DEFAULTS}.
 *
 * @param linger How long a closed socket continues to deliver the messages that it has
 * accepted, zero or more (ZMQ_LINGER). It cannot be infinite, because a stop would hang.
 * @param sendTimeout How long a send waits while the socket is at its high-water mark or
 * has no peer, before it fails (ZMQ_SNDTIMEO). Zero does not wait.
 * @param receiveTimeout How long a blocking receive waits (ZMQ_RCVTIMEO). Listeners never
 * block in a receive, so this option only affects the code of a customizer.
 * @param maxMessageSize The largest message that a peer may send, all frames together. A
 * larger message closes the peer's connection (ZMQ_MAXMSGSIZE). A pub endpoint accepts
 * subscriptions of at most 1024 bytes, and so does an xpub endpoint unless this option
 * differs from its default, because JeroMQ does not survive subscriptions of a few
 * thousand bytes.
 * @param maxMessageFrames The number of frames that a message from a peer may have, at
 * least 1. A message with more frames closes the peer's connection.
 * @param backlog The number of TCP connections that may wait to be accepted
 * (ZMQ_BACKLOG). The operating system may allow fewer, on Linux net.core.somaxconn.
 * @param affinity The I/O threads of the context that may serve the socket, as a bit
 * mask. Zero allows all of them (ZMQ_AFFINITY).
 * @param identity The routing ID that a ROUTER peer sees, 1 to 255 bytes in UTF-8
 * (ZMQ_ROUTING_ID). By default the peer chooses one.
 * @param conflate Whether to keep only the newest message, regardless of the high-water
 * marks (ZMQ_CONFLATE). For messages of one frame on push, pull, sub and dealer
 * endpoints.
 * @param ipv6 Whether to use IPv6 as well as IPv4 (ZMQ_IPV6).
 * @param immediate Whether to queue messages only for completed connections, as ZeroMQ
 * defines it (ZMQ_IMMEDIATE).
 * @param sendHwm The number of messages that may wait to be sent to one peer. Zero means
 * no limit (ZMQ_SNDHWM).
 * @param receiveHwm The number of messages from one peer that may wait to be received.
 * Zero means no limit (ZMQ_RCVHWM).
 * @param reconnectInterval The pause before the first attempt to restore a broken
 * connection, at least 1ms (ZMQ_RECONNECT_IVL).
 * @param reconnectIntervalMax The limit up to which the pause doubles with each attempt.
 * Each pause varies at random by up to reconnect-interval. Zero means that it does not
 * double (ZMQ_RECONNECT_IVL_MAX).
 * @param handshakeInterval How long the handshake of a new connection may take. Zero
 * means no limit (ZMQ_HANDSHAKE_IVL).
 * @param heartbeatInterval The time between two pings (ZMQ_HEARTBEAT_IVL). Zero turns
 * heartbeats off, which peers with JeroMQ 0.4.3 need.
 * @param heartbeatTimeout How long a peer may take to answer a ping, shorter than the
 * interval (ZMQ_HEARTBEAT_TIMEOUT).
 * @param heartbeatContext A text of at most 16 bytes that each ping carries.
 * @param tcpKeepalive Whether TCP probes idle connections (ZMQ_TCP_KEEPALIVE).
 * @param tcpKeepaliveCount The number of unanswered TCP probes that end a connection
 * (ZMQ_TCP_KEEPALIVE_CNT).
 * @param tcpKeepaliveIdle The idle time before the first TCP probe, in whole seconds
 * (ZMQ_TCP_KEEPALIVE_IDLE).
 * @param tcpKeepaliveInterval The time between two TCP probes, in whole seconds
 * (ZMQ_TCP_KEEPALIVE_INTVL).
 * @param sendBuffer The size of the kernel's send buffer, for endpoints that do not
 * listen on TCP. Zero leaves it to the operating system (ZMQ_SNDBUF).
 * @param receiveBuffer The size of the kernel's receive buffer. Zero leaves it to the
 * operating system (ZMQ_RCVBUF).
 * @param routerMandatory Whether a send to an unknown routing ID fails instead of
 * dropping the message (ZMQ_ROUTER_MANDATORY).
 * @param routerHandover Whether a new connection takes over the routing ID of an older
 * one (ZMQ_ROUTER_HANDOVER).
 * @param probeRouter Whether to send an empty message to each new peer, so that a ROUTER
 * learns about it. For router, dealer and req endpoints (ZMQ_PROBE_ROUTER).
 * @param connectRoutingId The routing ID under which a router endpoint knows the peer
 * that it connects to. For one connect address (ZMQ_CONNECT_ROUTING_ID).
 * @param xpubVerbose Whether the listener of an xpub endpoint receives every
 * subscription, not only the first one for a topic (ZMQ_XPUB_VERBOSE).
 * @param xpubVerboser Whether the listener of an xpub endpoint receives every
 * subscription and every unsubscription (ZMQ_XPUB_VERBOSER).
 * @param xpubNoDrop Whether a publish waits for a subscriber at its high-water mark
 * instead of dropping the message for that subscriber (ZMQ_XPUB_NODROP). No subscriber
 * gets the message before all of them can.
 * @param helloMessage The first message that every new peer receives (ZMQ_HELLO_MSG).
 * @param disconnectMessage The message that the endpoint receives when a peer has
 * disconnected (ZMQ_DISCONNECT_MSG).
 * @param hiccupMessage The message that the endpoint receives when a connection that it
 * made has broken (ZMQ_HICCUP_MSG).
 * @param allocationHeapThreshold The size above which received frames use direct memory.
 * Zero means that no frame does.
 * @param selfAddressPropertyName The name under which the metadata of a message holds the
 * local address of its connection.
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
	 * The defaults that keep an application safe. A null option has ZeroMQ's own default.
	 */
	public static final SocketOptions SAFE_DEFAULTS = NONE.with("linger", Duration.ofSeconds(1))
		.with("sendTimeout", Duration.ofSeconds(5))
		.with("maxMessageSize", DataSize.ofMegabytes(16))
		.with("maxMessageFrames", 1000)
		.with("backlog", 4096)
		.with("sendHwm", 1000)
		.with("receiveHwm", 1000)
		.with("reconnectInterval", Duration.ofMillis(100))
		.with("reconnectIntervalMax", Duration.ofSeconds(1))
		.with("handshakeInterval", Duration.ofSeconds(5))
		.with("heartbeatInterval", Duration.ofSeconds(5))
		.with("heartbeatTimeout", Duration.ofSeconds(4))
		.with("tcpKeepalive", true)
		.with("routerMandatory", true);

	/**
	 * Return these options, overridden by others.
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
	 * @throws IllegalArgumentException if there is no such option, or the value has the
	 * wrong type
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
