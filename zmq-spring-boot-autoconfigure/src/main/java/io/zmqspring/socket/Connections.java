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

import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.zmqspring.endpoint.Address;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.socket.ConnectionSnapshot.State;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.ZMQ;

/**
 * Follows the connections of one socket through JeroMQ's event hook. The hook runs on the
 * I/O thread: it changes state in constant time and never throws. It waits for one thing
 * only, that a connect that has just led to an event returns.
 * <p>
 * JeroMQ gives a connection up for good after a protocol error or a refused handshake.
 * The sign is a disconnect with no retry soon after; such an address is handed to the
 * supervisor as {@linkplain #due(long) due}.
 */
final class Connections {

	private static final Log logger = LogFactory.getLog(Connections.class);

	/**
	 * How soon after a disconnect JeroMQ says that it retries, if it does.
	 */
	private static final long RETRY_SIGN = TimeUnit.MILLISECONDS.toNanos(500);

	/**
	 * How long a connection has to last before an earlier refusal is forgotten.
	 */
	private static final long PROBATION = TimeUnit.SECONDS.toNanos(1);

	/**
	 * How long the I/O thread waits at most for a connect to return, which has nothing
	 * left to do but to hand its session over.
	 */
	private static final long HANDOVER = TimeUnit.SECONDS.toNanos(1);

	private final List<Connection> connections = new ArrayList<>();

	private final PeerTable peers = new PeerTable();

	private final Set<Object> listening = new HashSet<>();

	private final Map<Address, Integer> inprocPeers = new HashMap<>();

	private final long handover;

	private final long retryMin;

	private final long retryMax;

	private @Nullable Connection starting;

	private int generation;

	private volatile int fewest = Integer.MAX_VALUE;

	Connections(ZmqEndpoint endpoint) {
		this(endpoint, HANDOVER);
	}

	/**
	 * Create a connections that lets the I/O thread wait for so many nanoseconds at most.
	 */
	Connections(ZmqEndpoint endpoint, long handover) {
		this.handover = handover;
		endpoint.bind().forEach((address) -> this.connections.add(new Connection(address, true)));
		endpoint.connect().forEach((address) -> this.connections.add(new Connection(address, false)));
		this.retryMin = nanos(endpoint.options().reconnectInterval(), TimeUnit.MILLISECONDS.toNanos(100));
		this.retryMax = Math.max(this.retryMin, nanos(endpoint.options().reconnectIntervalMax(), this.retryMin));
	}

	private static long nanos(@Nullable Duration duration, long fallback) {
		return (duration != null) ? duration.toNanos() : fallback;
	}

	List<Connection> all() {
		return this.connections;
	}

	/**
	 * Return what watches a new socket.
	 * @param guarded whether its guard tells which peers are ready
	 */
	synchronized Watch watch(boolean guarded) {
		this.peers.reset(guarded);
		return new Watch(++this.generation);
	}

	/**
	 * Note an event. Of a socket that is closed only one thing counts, that it lets its
	 * ports go.
	 */
	private synchronized void consume(ZMQ.Event event, int hooked) {
		if (event.event == ZMQ.ZMQ_EVENT_CLOSED) {
			this.listening.remove(event.arg);
		}
		else if (hooked == this.generation) {
			note(event);
		}
		notifyAll();
	}

	private void note(ZMQ.Event event) {
		switch (event.event) {
			case ZMQ.ZMQ_EVENT_LISTENING -> this.listening.add(event.arg);
			case ZMQ.ZMQ_EVENT_ACCEPTED -> this.peers.accepted(event.arg);
			case ZMQ.ZMQ_EVENT_CONNECT_DELAYED -> onConnectDelayed(connect(event.addr));
			case ZMQ.ZMQ_EVENT_CONNECTED -> onConnected(connect(event.addr), event.arg);
			case ZMQ.ZMQ_EVENT_CONNECT_RETRIED -> onRetried(connect(event.addr));
			case ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL -> onGreeted(event.addr);
			case ZMQ.ZMQ_EVENT_DISCONNECTED -> onDisconnected(event.arg);
			case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL -> onRefused(event, "the handshake failed: protocol error");
			case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH -> onRefused(event, "the handshake failed: not authenticated");
			default -> {
				// Says nothing about the state of a connection.
			}
		}
	}

	private void onConnectDelayed(@Nullable Connection connection) {
		if (connection != null && connection.state != State.RETRYING && connection.state != State.REFUSED) {
			connection.state = State.CONNECTING;
		}
		awaitReturn(connection);
	}

	private void onConnected(@Nullable Connection connection, Object channel) {
		if (connection != null) {
			connection.state = this.peers.isReady(channel) ? State.CONNECTED : State.CONNECTING;
			connection.channel = channel;
			connection.greeted = this.peers.isReady(channel);
			connection.refusal = null;
			connection.nudges = 0;
			connection.changedAt = System.nanoTime();
			connection.dueAt = 0;
		}
		awaitReturn(connection);
	}

	/**
	 * Keep a new connection from going on while the connect that made it has not
	 * returned. JeroMQ starts a session before the socket is told that it owns it, and
	 * ignores the end of a session that the socket does not own: what is sent to its pipe
	 * afterwards would be lost. The connection's engine begins on the I/O thread that
	 * waits here, or reports its end through JeroMQ's lock for events, which this thread
	 * holds and no connect needs.
	 */
	private void awaitReturn(@Nullable Connection connection) {
		if (connection == null || connection != this.starting) {
			return;
		}
		notifyAll();
		try {
			if (!await(() -> connection != this.starting, this.handover)) {
				this.starting = null;
				logger.debug("A connect to " + connection.address + " takes long; its connection goes on");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void onRetried(@Nullable Connection connection) {
		if (connection != null) {
			connection.attempts++;
			connection.dueAt = 0;
			connection.retried();
		}
	}

	private void onDisconnected(Object channel) {
		PeerTable.Refused reason = this.peers.ended(channel);
		noteFewest();
		for (Connection connection : this.connections) {
			if (connection.channel == channel) {
				long now = System.nanoTime();
				connection.settle(now, PROBATION);
				connection.channel = null;
				if (reason != null && reason.refusal() != PeerRefusal.HANDSHAKE) {
					connection.refusal = reason.detail();
				}
				connection.broke(now - connection.changedAt, PROBATION);
				connection.changedAt = now;
				connection.dueAt = now + Math.max(RETRY_SIGN, connection.backoff(this.retryMin, this.retryMax));
			}
		}
	}

	/**
	 * Only what has sent a greeting is a peer: a port can be open and mute.
	 */
	private void onGreeted(@Nullable String address) {
		for (Connection connection : this.connections) {
			if (connection.channel != null && connection.connectsTo(address)) {
				connection.greeted = true;
				if (!this.peers.isGuarded()) {
					connection.state = State.CONNECTED;
				}
			}
		}
	}

	private void onReady(Object channel) {
		this.peers.ready(channel);
		for (Connection connection : this.connections) {
			if (connection.channel == channel) {
				connection.greeted = true;
				connection.state = State.CONNECTED;
			}
		}
	}

	private void onRefused(ZMQ.Event event, String error) {
		if (!this.peers.isGuarded()) {
			this.peers.countRefused(PeerRefusal.HANDSHAKE);
		}
		for (Connection connection : this.connections) {
			if (connection.connectsTo(event.addr)) {
				connection.refused = true;
				connection.refusal = error;
				connection.lastError = error;
			}
		}
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
		for (Connection connection : this.connections) {
			if (connection.connectsTo(actual)) {
				return connection;
			}
			if (connection.mayConnectTo(actual)
					&& (connection == this.starting || (candidate == null && connection.channel == null))) {
				candidate = connection;
			}
		}
		if (candidate != null) {
			candidate.actual = actual;
		}
		return candidate;
	}

	/**
	 * Return the addresses that the supervisor has to bind or connect again.
	 */
	synchronized List<Connection> due(long now) {
		List<Connection> due = new ArrayList<>();
		for (Connection connection : this.connections) {
			if (connection.dueAt != 0 && now - connection.dueAt >= 0) {
				connection.dueAt = 0;
				connection.givenUp();
				due.add(connection);
			}
		}
		return due;
	}

	/**
	 * Return the addresses that have come to be refused since the last call.
	 */
	synchronized List<Connection> newlyRefused() {
		List<Connection> refused = new ArrayList<>();
		for (Connection connection : this.connections) {
			if (connection.refused && !connection.reported) {
				connection.reported = true;
				refused.add(connection);
			}
		}
		return refused;
	}

	/**
	 * Return whether JeroMQ may have lost sight of a connection, see
	 * {@link ManagedContext#nudge()}.
	 */
	synchronized boolean mayHaveLostOne(long now) {
		return this.connections.stream().filter((connection) -> connection.mayBeLost(now)).count() > 0;
	}

	synchronized void bound(Connection connection, @Nullable String actual) {
		connection.state = State.BOUND;
		connection.lastBound = actual;
		connection.actual = actual;
		connection.attempts = 0;
		connection.lastError = null;
	}

	/**
	 * Note that a connect is about to be made.
	 */
	synchronized void connecting(Connection connection) {
		this.starting = connection;
		this.peers.forget(connection.channel);
		connection.channel = null;
		connection.actual = null;
		if (connection.state == State.IDLE || connection.state == State.FAILED) {
			connection.state = State.CONNECTING;
		}
	}

	synchronized void connecting(Connection connection, @Nullable String actual) {
		this.starting = null;
		connection.actual = actual;
		notifyAll();
	}

	/**
	 * Note that an address could not be bound or connected.
	 * @return how often this has happened in a row
	 */
	synchronized long failed(Connection connection, String error) {
		this.starting = null;
		connection.state = State.FAILED;
		connection.lastError = error;
		connection.attempts++;
		connection.dueAt = System.nanoTime() + Math.max(RETRY_SIGN, connection.backoff(this.retryMin, this.retryMax));
		notifyAll();
		return connection.attempts;
	}

	/**
	 * Note that the socket behind an inproc name has gone; JeroMQ does not come back to
	 * its successor by itself.
	 */
	synchronized void inprocLost(Connection connection) {
		connection.dueAt = System.nanoTime();
	}

	synchronized void inprocPeers(Connection connection, int peers) {
		this.inprocPeers.put(connection.address, peers);
		noteFewest();
		if (!connection.bind) {
			connection.state = (peers > 0) ? State.CONNECTED : State.CONNECTING;
		}
		notifyAll();
	}

	/**
	 * Close the channels of an I/O thread that has died, so that peers notice and the
	 * ports become free.
	 */
	synchronized void closeChannels() {
		List<Object> channels = new ArrayList<>(this.listening);
		channels.addAll(this.peers.accepted());
		this.connections.forEach((connection) -> channels.add(connection.channel));
		this.listening.clear();
		for (Object channel : channels) {
			try {
				if (channel instanceof Channel open) {
					open.close();
				}
			}
			catch (IOException ex) {
				logger.debug("A channel of a dead I/O thread did not close cleanly", ex);
			}
		}
	}

	synchronized void closed() {
		this.generation++;
		this.peers.reset(this.peers.isGuarded());
		this.inprocPeers.clear();
		this.starting = null;
		this.connections.forEach(Connection::reset);
		notifyAll();
	}

	/**
	 * Wait until the ports of a closed socket are free again.
	 */
	synchronized void awaitUnbound(long nanos) {
		boolean interrupted = Thread.interrupted();
		try {
			await(this.listening::isEmpty, nanos);
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void noteFewest() {
		this.fewest = Math.min(this.fewest, peers());
	}

	/**
	 * Return the smallest number of peers that were left when one went since the last
	 * call, or the largest number that there is if none went.
	 */
	int takeFewest() {
		if (this.fewest == Integer.MAX_VALUE) {
			return Integer.MAX_VALUE;
		}
		synchronized (this) {
			int taken = this.fewest;
			this.fewest = Integer.MAX_VALUE;
			return taken;
		}
	}

	synchronized int peers() {
		int peers = this.peers.count();
		if (!this.peers.isGuarded()) {
			for (Connection connection : this.connections) {
				peers += (connection.channel != null && connection.greeted) ? 1 : 0;
			}
		}
		for (int count : this.inprocPeers.values()) {
			peers += count;
		}
		return peers;
	}

	/**
	 * Return how many connections were closed, by reason.
	 */
	synchronized Map<PeerRefusal, Long> refusals() {
		return this.peers.refusals();
	}

	/**
	 * Return how many connections were closed for a reason.
	 */
	synchronized long refusals(PeerRefusal refusal) {
		return this.peers.refusals(refusal);
	}

	/**
	 * Return what the peer did whose connection was closed last.
	 */
	synchronized @Nullable String lastRefusal() {
		return this.peers.last();
	}

	/**
	 * Return the connections that were closed since the last call, one for each reason.
	 */
	synchronized List<PeerTable.Refused> takeRefused() {
		return this.peers.takeUnreported();
	}

	synchronized List<ConnectionSnapshot> snapshot() {
		return this.connections.stream().map((a) -> a.snapshot(System.nanoTime(), PROBATION)).toList();
	}

	synchronized void changed() {
		notifyAll();
	}

	/**
	 * Wait until a condition holds. May be called from any thread that holds no socket's
	 * lock.
	 * @return whether it holds
	 */
	synchronized boolean await(BooleanSupplier condition, long nanos) throws InterruptedException {
		long deadline = System.nanoTime() + nanos;
		while (!condition.getAsBoolean()) {
			long remaining = deadline - System.nanoTime();
			if (remaining <= 0) {
				return false;
			}
			TimeUnit.NANOSECONDS.timedWait(this, Math.max(remaining, TimeUnit.MILLISECONDS.toNanos(1)));
		}
		return true;
	}

	/**
	 * Watches one socket: JeroMQ's events, and what its guard tells.
	 */
	final class Watch implements ZMQ.EventConsummer, PeerEvents {

		private final int watched;

		private Watch(int watched) {
			this.watched = watched;
		}

		@Override
		public void consume(ZMQ.Event event) {
			Connections.this.consume(event, this.watched);
		}

		@Override
		public void close() {
			// Nothing is held; the owner of the socket calls closed().
		}

		@Override
		public void greeted(Object channel) {
			change(() -> Connections.this.peers.greeted(channel));
		}

		@Override
		public void ready(Object channel) {
			change(() -> onReady(channel));
		}

		@Override
		public void refused(Object channel, PeerRefusal refusal, String detail) {
			change(() -> Connections.this.peers.refused(channel, refusal, detail));
		}

		private void change(Runnable change) {
			synchronized (Connections.this) {
				if (this.watched == Connections.this.generation) {
					change.run();
					Connections.this.notifyAll();
				}
			}
		}

	}

}
