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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.endpoint.ZmqEndpoint;
import org.zeromq.ZMQ;

/**
 * Sockets whose pollers look at nothing unless something wakes them: what the service
 * interval would otherwise hide for a second or two stands still for good.
 */
public final class UnservicedSockets implements AutoCloseable {

	/**
	 * After so much time without an answer a wake-up was lost.
	 */
	public static final Duration STALL = Duration.ofSeconds(10);

	private static final long NEVER = TimeUnit.DAYS.toNanos(1);

	private final Map<String, ZMQ.Socket> raw = new ConcurrentHashMap<>();

	private final ZmqSockets sockets;

	/**
	 * Start endpoints.
	 * @param pollers how many pollers share them
	 * @param batch how many messages a socket may hand over in its turn
	 * @param random decides how long the pollers and those who wake them pause in between
	 * @param endpoints the endpoints
	 */
	public UnservicedSockets(int pollers, int batch, Random random, List<ZmqEndpoint> endpoints) {
		SocketLayerSettings settings = new SocketLayerSettings(pollers, batch, Duration.ofSeconds(5), Set.of(),
				Map.of());
		this.sockets = new ZmqSockets(settings, endpoints, Map.of(), List.of(), List.of(this.raw::put),
				(name) -> new SocketPoller(name, batch, NEVER, new ShiftingQueue(new Random(random.nextLong())),
						System::nanoTime));
		this.sockets.start();
	}

	/**
	 * Return the sockets.
	 * @return the sockets
	 */
	public ZmqSockets sockets() {
		return this.sockets;
	}

	/**
	 * Return the socket of an endpoint.
	 * @param name the name of the endpoint
	 * @return its socket
	 */
	public ManagedSocket get(String name) {
		return this.sockets.get(name);
	}

	/**
	 * Tell the state of each socket, and what happens when it is woken by hand: the one
	 * that slept through something then moves. Of use only when all stands still.
	 * @return a line for each socket
	 */
	public String report() {
		StringBuilder report = new StringBuilder();
		for (ManagedSocket socket : this.sockets.all()) {
			ZMQ.Socket jeromq = this.raw.get(socket.name());
			report.append("\n  ").append(counts(socket)).append(" queued ").append(socket.queued);
			if (socket.snapshot().state() == EndpointSnapshot.State.OPEN && jeromq != null) {
				report.append(", events ").append(jeromq.getEvents());
			}
			socket.resumeReading();
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
			report.append("; woken by hand: ").append(counts(socket));
		}
		return report.append("\n  pollers ").append(this.sockets.pollers()).toString();
	}

	private static String counts(ManagedSocket socket) {
		EndpointSnapshot snapshot = socket.snapshot();
		return socket.name() + ' ' + snapshot.state() + ", " + snapshot.peers() + " peers, sent " + snapshot.sent()
				+ ", received " + snapshot.received() + ", " + snapshot.waitingSenders() + " waiting,";
	}

	/**
	 * Let a little time pass, or none: so much that threads meet at other points each
	 * time.
	 * @param random decides how much
	 */
	public static void shift(Random random) {
		switch (random.nextInt(16)) {
			case 0, 1, 2, 3 -> spin(random.nextInt(100));
			case 4, 5 -> spin(random.nextInt(1000));
			case 6 -> Thread.yield();
			case 7 -> LockSupport.parkNanos(1 + random.nextInt(50_000));
			default -> {
			}
		}
	}

	static void spin(int times) {
		for (int i = 0; i < times; i++) {
			Thread.onSpinWait();
		}
	}

	@Override
	public void close() {
		this.sockets.stop();
	}

	/**
	 * The queue of a poller, through which all who wake it have to go: there they and the
	 * poller pause.
	 */
	private static final class ShiftingQueue extends ConcurrentLinkedQueue<ManagedSocket> {

		private static final long serialVersionUID = 1L;

		private final transient Random random;

		private ShiftingQueue(Random random) {
			this.random = random;
		}

		@Override
		public boolean add(ManagedSocket socket) {
			shift(this.random);
			boolean added = super.add(socket);
			shift(this.random);
			return added;
		}

		@Override
		public boolean isEmpty() {
			shift(this.random);
			boolean empty = super.isEmpty();
			shift(this.random);
			return empty;
		}

	}

}
