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

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.ZMQ;

/**
 * What JeroMQ's events, and what a socket's guard tells, change in the connections of an
 * endpoint. All methods are called with the monitor of the {@link Connections} held, on
 * I/O threads or while a connect is made.
 */
final class ConnectionEvents {

	private static final Log logger = LogFactory.getLog(ConnectionEvents.class);

	/**
	 * How long the I/O thread waits at most for a connect to return, which has nothing
	 * left to do but to hand its session over.
	 */
	static final long HANDOVER = TimeUnit.SECONDS.toNanos(1);

	private final List<Connection> all;

	private final PeerTable peers;

	private final ConnectionNews news;

	private final Connection.Backoff backoff;

	private final Signal signal;

	private final Consumer<Object> listening;

	private final Runnable lost;

	private final LongSupplier clock;

	private final long handover;

	private @Nullable Connection starting;

	/**
	 * Create the events of an endpoint.
	 * @param all its connections
	 * @param peers its peers
	 * @param news what is to be logged
	 * @param backoff the pauses between attempts to connect
	 * @param signal whose monitor is held
	 * @param listening receives each channel that listens
	 * @param lost called when a peer has gone
	 * @param clock the time in nanoseconds
	 * @param handover how long the I/O thread waits at most, in nanoseconds
	 */
	ConnectionEvents(List<Connection> all, PeerTable peers, ConnectionNews news, Connection.Backoff backoff,
			Signal signal, Consumer<Object> listening, Runnable lost, LongSupplier clock, long handover) {
		this.all = all;
		this.peers = peers;
		this.news = news;
		this.backoff = backoff;
		this.signal = signal;
		this.listening = listening;
		this.lost = lost;
		this.clock = clock;
		this.handover = handover;
	}

	/**
	 * Note that a connect is about to be made. Its connection waits until
	 * {@link #started()}.
	 */
	void starting(Connection connection) {
		this.starting = connection;
	}

	/**
	 * Note that the connect has returned or failed.
	 */
	void started() {
		this.starting = null;
	}

	/**
	 * Note an event of JeroMQ.
	 */
	void on(ZMQ.Event event) {
		switch (event.event) {
			case ZMQ.ZMQ_EVENT_LISTENING -> this.listening.accept(event.arg);
			case ZMQ.ZMQ_EVENT_ACCEPTED -> this.peers.accepted(event.arg);
			case ZMQ.ZMQ_EVENT_CONNECT_DELAYED -> onConnectDelayed(connect(event.addr));
			case ZMQ.ZMQ_EVENT_CONNECTED -> onConnected(connect(event.addr), event.arg);
			case ZMQ.ZMQ_EVENT_CONNECT_RETRIED -> with(connect(event.addr), Connection::retried);
			case ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL -> onGreeted(event.addr);
			case ZMQ.ZMQ_EVENT_DISCONNECTED -> onDisconnected(event.arg);
			case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL -> onRefused(event, "the handshake failed: protocol error");
			case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH -> onRefused(event, "the handshake failed: not authenticated");
			default -> {
				// Says nothing about the state of a connection.
			}
		}
	}

	void onGuarded(Object channel) {
		this.peers.greeted(channel);
	}

	void onReady(Object channel) {
		this.peers.ready(channel);
		Connection connection = of(channel);
		if (connection != null) {
			connection.ready();
			this.news.connected(connection);
		}
		else {
			this.news.joined(channel, this.peers.count());
		}
	}

	void onRefusing(Object channel, PeerRefusal refusal, String detail) {
		this.peers.refused(channel, refusal, detail);
	}

	private static void with(@Nullable Connection connection, Consumer<Connection> change) {
		if (connection != null) {
			change.accept(connection);
		}
	}

	private @Nullable Connection of(Object channel) {
		return this.all.stream().filter((connection) -> connection.hasChannel(channel)).findFirst().orElse(null);
	}

	private void onConnectDelayed(@Nullable Connection connection) {
		with(connection, Connection::delayed);
		awaitReturn(connection);
	}

	private void onConnected(@Nullable Connection connection, Object channel) {
		if (connection != null) {
			connection.connected(channel, this.clock.getAsLong());
			if (this.peers.isReady(channel)) {
				connection.ready();
			}
		}
		awaitReturn(connection);
	}

	/**
	 * Hold a new connection until the connect call that created it has returned. JeroMQ
	 * starts a session before the socket knows that it owns the session, and ignores the
	 * end of a session that the socket does not own: what is sent to its pipe afterwards
	 * would be lost. The connection's engine begins on the I/O thread that waits here, or
	 * reports its end through JeroMQ's lock for events, which this thread holds and no
	 * connect needs.
	 */
	private void awaitReturn(@Nullable Connection connection) {
		if (connection == null || connection != this.starting) {
			return;
		}
		this.signal.changed();
		try {
			if (!this.signal.await(() -> connection != this.starting, this.handover)) {
				this.starting = null;
				logger.debug("A connect to " + connection.address() + " takes long; its connection continues");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void onDisconnected(Object channel) {
		boolean wasReady = this.peers.isReady(channel);
		PeerTable.Refused reason = this.peers.ended(channel);
		this.lost.run();
		Connection connection = of(channel);
		if (connection != null) {
			if (reason != null && reason.refusal() != PeerRefusal.HANDSHAKE) {
				connection.ending(reason.detail());
			}
			connection.disconnected(this.clock.getAsLong(), this.backoff);
			if (wasReady) {
				this.news.lost(connection);
			}
		}
		else if (reason != null) {
			this.news.refused(reason);
		}
		else if (wasReady) {
			this.news.left(channel, this.peers.count());
		}
	}

	/**
	 * Without a guard, what has sent a greeting counts as a peer: a port can be open and
	 * mute.
	 */
	private void onGreeted(@Nullable String address) {
		for (Connection connection : this.all) {
			if (connection.hasChannel() && connection.connectsTo(address)) {
				connection.greeted();
				if (!this.peers.isGuarded()) {
					connection.ready();
				}
			}
		}
	}

	private void onRefused(ZMQ.Event event, String error) {
		if (!this.peers.isGuarded()) {
			this.peers.countRefused(PeerRefusal.HANDSHAKE);
		}
		this.all.stream()
			.filter((connection) -> connection.connectsTo(event.addr))
			.forEach((connection) -> connection.refused(error));
	}

	/**
	 * Find the connect address that an event is about. The event has the address that a
	 * name was resolved to. That can change, and the first event can come before the
	 * connect that caused it has returned.
	 */
	private @Nullable Connection connect(@Nullable String actual) {
		if (actual == null) {
			return null;
		}
		Connection candidate = null;
		for (Connection connection : this.all) {
			if (connection.connectsTo(actual)) {
				return connection;
			}
			if (connection.mayConnectTo(actual)
					&& (connection == this.starting || (candidate == null && !connection.hasChannel()))) {
				candidate = connection;
			}
		}
		if (candidate != null) {
			candidate.resolved(actual);
		}
		return candidate;
	}

}
