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
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.zmqspring.endpoint.Address;
import io.zmqspring.endpoint.ZmqEndpoint;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.ZMQ;

/**
 * The connections of one socket, followed through JeroMQ's event hook and the socket's
 * guard. Both run on I/O threads: they change state in constant time and never throw.
 * They wait for one thing only, that a connect that has just led to an event returns.
 * <p>
 * JeroMQ gives a connection up for good after a protocol error or a refused handshake.
 * The sign is a disconnect with no retry soon after; such an address is handed to the
 * supervisor as {@linkplain #due(long) due}.
 */
final class Connections extends Signal {

	private static final Log logger = LogFactory.getLog(Connections.class);

	/**
	 * How long the I/O thread waits at most for a connect to return, which has nothing
	 * left to do but to hand its session over.
	 */
	private static final long HANDOVER = TimeUnit.SECONDS.toNanos(1);

	private final List<Connection> all = new ArrayList<>();

	private final PeerTable peers = new PeerTable();

	private final Set<Object> listening = new HashSet<>();

	private final Map<Address, Integer> inprocPeers = new HashMap<>();

	private final ConnectionNews news = new ConnectionNews();

	private final LongSupplier clock;

	private final long handover;

	private final Connection.Backoff backoff;

	private @Nullable Connection starting;

	private int generation;

	private volatile int fewest = Integer.MAX_VALUE;

	Connections(ZmqEndpoint endpoint) {
		this(endpoint, System::nanoTime, HANDOVER);
	}

	/**
	 * Create the connections of an endpoint.
	 * @param endpoint the endpoint
	 * @param clock the time in nanoseconds
	 * @param handover how long the I/O thread waits at most, in nanoseconds
	 */
	Connections(ZmqEndpoint endpoint, LongSupplier clock, long handover) {
		this.clock = clock;
		this.handover = handover;
		endpoint.bind().forEach((address) -> this.all.add(new Connection(address, true)));
		endpoint.connect().forEach((address) -> this.all.add(new Connection(address, false)));
		long min = nanos(endpoint.options().reconnectInterval(), TimeUnit.MILLISECONDS.toNanos(100));
		long max = Math.max(min, nanos(endpoint.options().reconnectIntervalMax(), min));
		this.backoff = new Connection.Backoff(min, max);
	}

	private static long nanos(@Nullable Duration duration, long fallback) {
		return (duration != null) ? duration.toNanos() : fallback;
	}

	List<Connection> all() {
		return this.all;
	}

	/**
	 * Return what watches a new socket.
	 * @param guarded whether its guard tells which peers are ready
	 */
	synchronized SocketWatch watch(boolean guarded) {
		this.peers.reset(guarded);
		int watched = ++this.generation;
		return new SocketWatch(this, () -> watched == this.generation);
	}

	/**
	 * Note an event of JeroMQ. Called with the monitor held, as are the next four.
	 */
	void on(ZMQ.Event event) {
		switch (event.event) {
			case ZMQ.ZMQ_EVENT_LISTENING -> this.listening.add(event.arg);
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

	/**
	 * Note that a socket, also one that is closed, has let a port go.
	 */
	void onUnbound(Object channel) {
		this.listening.remove(channel);
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
		changed();
		try {
			if (!await(() -> connection != this.starting, this.handover)) {
				this.starting = null;
				logger.debug("A connect to " + connection.address() + " takes long; its connection goes on");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void onDisconnected(Object channel) {
		boolean wasReady = this.peers.isReady(channel);
		PeerTable.Refused reason = this.peers.ended(channel);
		noteFewest();
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

	/**
	 * Return the addresses that the supervisor has to bind or connect again, and forget
	 * what went wrong with connections that have lasted since.
	 */
	synchronized List<Connection> due(long now) {
		this.all.forEach((connection) -> connection.settle(now));
		return this.all.stream().filter((connection) -> connection.takeDue(now)).toList();
	}

	/**
	 * Return whether JeroMQ may have lost sight of a connection, see
	 * {@link ManagedContext#nudge()}.
	 */
	synchronized boolean mayHaveLostOne(long now) {
		boolean lost = false;
		for (Connection connection : this.all) {
			lost |= connection.takeNudge(now);
		}
		return lost;
	}

	/**
	 * Return what the log should say of the time since the last call.
	 */
	synchronized List<ConnectionNews.Item> takeNews() {
		this.all.stream().filter(Connection::takeRefusal).forEach(this.news::refused);
		return this.news.take();
	}

	/**
	 * Return the address to bind to now.
	 */
	synchronized Address bindAddress(Connection connection) {
		return connection.bindAddress();
	}

	/**
	 * Return whether the address was bound before, by this socket or an earlier one.
	 */
	synchronized boolean wasBound(Connection connection) {
		return connection.wasBound();
	}

	synchronized void bound(Connection connection, @Nullable String actual) {
		connection.bound(actual);
	}

	/**
	 * Note that a connect is about to be made.
	 */
	synchronized void connecting(Connection connection) {
		this.starting = connection;
		this.peers.forget(connection.channel());
		connection.connecting();
	}

	/**
	 * Note that a connect has returned.
	 */
	synchronized void connecting(Connection connection, @Nullable String actual) {
		this.starting = null;
		connection.resolved(actual);
		changed();
	}

	/**
	 * Note that an address could not be bound or connected.
	 * @return how often this has happened in a row
	 */
	synchronized long failed(Connection connection, String error) {
		this.starting = null;
		long failures = connection.failed(error, this.clock.getAsLong(), this.backoff);
		changed();
		return failures;
	}

	synchronized void inprocLost(Connection connection) {
		connection.inprocLost(this.clock.getAsLong());
	}

	synchronized void inprocPeers(Connection connection, int peers) {
		this.inprocPeers.put(connection.address(), peers);
		noteFewest();
		connection.inprocPeers(peers);
		changed();
	}

	/**
	 * Close the channels of an I/O thread that has died, so that peers notice and the
	 * ports become free.
	 */
	synchronized void closeChannels() {
		List<Object> channels = new ArrayList<>(this.listening);
		channels.addAll(this.peers.accepted());
		this.all.forEach((connection) -> channels.add(connection.channel()));
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

	/**
	 * Forget everything: the socket is closed.
	 */
	synchronized void closed() {
		this.generation++;
		this.peers.reset(this.peers.isGuarded());
		this.inprocPeers.clear();
		this.starting = null;
		this.all.forEach(Connection::reset);
		changed();
	}

	/**
	 * Forget ports that were picked at random: the endpoint is stopped.
	 */
	synchronized void forgetPorts() {
		this.all.forEach(Connection::forgetPort);
	}

	/**
	 * Wait until the ports of a closed socket are free again.
	 */
	void awaitUnbound(long nanos) {
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
		int count = this.peers.count();
		if (!this.peers.isGuarded()) {
			count += (int) this.all.stream().filter((one) -> one.hasChannel() && one.isGreeted()).count();
		}
		return count + this.inprocPeers.values().stream().mapToInt(Integer::intValue).sum();
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

	synchronized List<ConnectionSnapshot> snapshot() {
		return this.all.stream().map(Connection::snapshot).toList();
	}

}
