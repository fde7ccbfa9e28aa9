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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import io.zmqspring.endpoint.Address;
import io.zmqspring.endpoint.ZmqEndpoint;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one socket, as JeroMQ's event hook and the socket's guard tell, see
 * {@link ConnectionEvents}. Whoever reads them touches no socket.
 * <p>
 * JeroMQ gives up a connection permanently after a protocol error or a refused handshake.
 * The sign is a disconnect with no retry soon after; such an address is handed to the
 * supervisor as {@linkplain #due(long) due}.
 */
final class Connections extends Signal {

	/**
	 * How many addresses of peers are shown at most.
	 */
	private static final int MAX_ADDRESSES = 100;

	private static final Log logger = LogFactory.getLog(Connections.class);

	private final List<Connection> all = new ArrayList<>();

	private final PeerTable peers = new PeerTable();

	private final Set<Object> listening = new HashSet<>();

	private final Map<Address, Integer> inprocPeers = new HashMap<>();

	private final ConnectionNews news = new ConnectionNews();

	private final LongSupplier clock;

	private final Connection.Backoff backoff;

	private final ConnectionEvents events;

	private int generation;

	private volatile int fewest = Integer.MAX_VALUE;

	Connections(ZmqEndpoint endpoint) {
		this(endpoint, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble(), ConnectionEvents.HANDOVER);
	}

	/**
	 * Create the connections of an endpoint.
	 * @param endpoint the endpoint
	 * @param clock the time in nanoseconds
	 * @param random gives numbers from 0 to 1
	 * @param handover how long the I/O thread waits at most, in nanoseconds
	 */
	Connections(ZmqEndpoint endpoint, LongSupplier clock, DoubleSupplier random, long handover) {
		this.clock = clock;
		endpoint.bind().forEach((address) -> this.all.add(new Connection(address, true)));
		endpoint.connect().forEach((address) -> this.all.add(new Connection(address, false)));
		long min = nanos(endpoint.options().reconnectInterval(), TimeUnit.MILLISECONDS.toNanos(100));
		long max = Math.max(min, nanos(endpoint.options().reconnectIntervalMax(), min));
		this.backoff = new Connection.Backoff(min, max, random);
		this.events = new ConnectionEvents(this.all, this.peers, this.news, this.backoff, this, this.listening::add,
				this::noteFewest, clock, handover);
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
		return new SocketWatch(this, this.events, () -> watched == this.generation);
	}

	/**
	 * Note that a socket, also one that is closed, has let a port go.
	 */
	synchronized void unbound(Object channel) {
		this.listening.remove(channel);
		changed();
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
		this.events.starting(connection);
		this.peers.forget(connection.channel());
		connection.connecting();
	}

	/**
	 * Note that a connect has returned.
	 */
	synchronized void connecting(Connection connection, @Nullable String actual) {
		this.events.started();
		connection.resolved(actual);
		changed();
	}

	/**
	 * Note that an address could not be bound or connected.
	 * @return how often this has happened in a row
	 */
	synchronized long failed(Connection connection, String error) {
		this.events.started();
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
		this.events.started();
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
	 * Return the network addresses of peers, at most 100 of them.
	 */
	synchronized List<String> addresses() {
		return this.peers.addresses(MAX_ADDRESSES);
	}

	/**
	 * Return what is known of the peers at one moment.
	 */
	synchronized Peers status() {
		return new Peers(snapshot(), peers(), this.all.stream().mapToLong(Connection::reconnects).sum(),
				this.peers.refusals(), this.peers.last());
	}

	synchronized List<ConnectionSnapshot> snapshot() {
		return this.all.stream().map(Connection::snapshot).toList();
	}

	/**
	 * The peers at one moment.
	 *
	 * @param connections the endpoint's addresses
	 * @param count the number of peers
	 * @param reconnects how often a peer was connected again after it was lost
	 * @param refusals the number of peers whose connections were closed, by reason
	 * @param lastRefusal the address of the last one and what it did, or null
	 */
	record Peers(List<ConnectionSnapshot> connections, int count, long reconnects, Map<PeerRefusal, Long> refusals,
			@Nullable String lastRefusal) {

	}

}
