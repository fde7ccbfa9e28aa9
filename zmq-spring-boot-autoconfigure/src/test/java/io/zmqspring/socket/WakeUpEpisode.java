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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Consumer;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqInterruptedException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.endpoint.ZmqStoppedException;
import io.zmqspring.interop.FreePort;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * Some sockets and some traffic, drawn by lot, that has to come to its end by itself:
 * each request is answered, each sender gets on, and all that was sent is handled.
 */
final class WakeUpEpisode implements AutoCloseable {

	private static final Duration STALL = UnservicedSockets.STALL;

	private final Random random;

	private final ExecutorService threads;

	private final List<ZmqEndpoint> endpoints = new ArrayList<>();

	private final List<Runnable> connections = new ArrayList<>();

	private final List<Callable<String>> tasks = new ArrayList<>();

	private final List<Runnable> checks = new ArrayList<>();

	private final List<NarrowReader> readers = new ArrayList<>();

	private final List<ExecutorService> workers = new ArrayList<>();

	private final List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());

	private final UnservicedSockets sockets;

	private final long length;

	private volatile long end;

	private final AtomicInteger exchanges = new AtomicInteger();

	private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);

	WakeUpEpisode(long seed, ExecutorService threads) {
		this.random = new Random(seed);
		this.threads = threads;
		int links = 1 + this.random.nextInt(3);
		for (int i = 0; i < links; i++) {
			switch (this.random.nextInt(5)) {
				case 0, 1 -> requests(i);
				case 2 -> pipes(i, EndpointType.PUSH, EndpointType.PULL, false);
				case 3 -> {
					EndpointType type = this.random.nextBoolean() ? EndpointType.PAIR : EndpointType.DEALER;
					pipes(i, type, type, true);
				}
				default -> topics(i);
			}
		}
		if (this.random.nextInt(12) == 0) {
			comingAndGoing();
		}
		this.length = TimeUnit.MILLISECONDS.toNanos(20 + this.random.nextInt(100));
		int batch = this.random.nextBoolean() ? 256 : 1 + this.random.nextInt(3);
		this.sockets = new UnservicedSockets(1 + this.random.nextInt(3), batch, this.random, this.endpoints);
	}

	/**
	 * Run the episode.
	 * @return the number of messages and requests that were exchanged
	 */
	int run() throws Exception {
		this.connections.forEach(Runnable::run);
		for (ManagedSocket socket : this.sockets.sockets().all()) {
			if (!socket.awaitPeers(1, STALL)) {
				throw stall(socket.name() + " was not connected");
			}
		}
		this.end = System.nanoTime() + this.length;
		List<Future<String>> ended = new ArrayList<>();
		for (Callable<String> task : this.tasks) {
			ended.add(this.threads.submit(task));
		}
		for (Future<String> task : ended) {
			String stalled = task.get(6 * STALL.toSeconds(), TimeUnit.SECONDS);
			if (!stalled.isEmpty()) {
				throw stall(stalled);
			}
		}
		this.readers.forEach(NarrowReader::open);
		try {
			this.checks.forEach(Runnable::run);
		}
		catch (ConditionTimeoutException ex) {
			throw stall(ex.getMessage());
		}
		if (!this.wrong.isEmpty()) {
			throw new AssertionError("A handler failed", this.wrong.get(0));
		}
		return this.exchanges.get();
	}

	private AssertionError stall(String what) {
		return new AssertionError(what + "; " + this.readers + this.sockets.report());
	}

	/**
	 * Return how long the slowest exchange took.
	 * @return milliseconds
	 */
	long slowest() {
		return TimeUnit.NANOSECONDS.toMillis(this.slowest.get());
	}

	private void exchanged(long begun) {
		this.slowest.accumulate(System.nanoTime() - begun);
		this.exchanges.incrementAndGet();
	}

	private boolean goesOn() {
		return System.nanoTime() - this.end < 0;
	}

	/**
	 * Threads send requests, each the next one when it has its reply; so input and sends
	 * meet on both sockets.
	 */
	private void requests(int link) {
		// The many are more than fit into both directions: each side waits for the other
		// one to read.
		boolean many = this.random.nextInt(4) == 0;
		int callers = many ? 16 : 1 + this.random.nextInt(4);
		boolean onPoller = !many && this.random.nextInt(3) == 0;
		// A poller never waits to send.
		int hwm = (onPoller || this.random.nextBoolean()) ? 1000 : 1 + this.random.nextInt(4);
		hwm = many ? 1 : hwm;
		connect(link, EndpointType.DEALER, EndpointType.ROUTER, hwm, hwm);
		List<Semaphore> replies = new ArrayList<>();
		this.connections.add(() -> {
			ManagedSocket server = this.sockets.get("b" + link);
			reader(server, onPoller ? 0 : 1 + this.random.nextInt(2), (message) -> server.send(message, STALL));
			reader(this.sockets.get("a" + link), this.random.nextInt(2),
					(message) -> replies.get(message.frame(0)[0]).release());
		});
		for (int i = 0; i < callers; i++) {
			byte[][] frames = new byte[1 + this.random.nextInt(3)][8];
			frames[0] = new byte[] { (byte) i };
			Semaphore reply = new Semaphore(0);
			replies.add(reply);
			task((shifts) -> {
				ManagedSocket client = this.sockets.get("a" + link);
				while (goesOn()) {
					long begun = System.nanoTime();
					if (!sendInTime(client, ZmqMessage.of(frames))) {
						return "a caller of a" + link + " was not woken";
					}
					if (!reply.tryAcquire(STALL.toSeconds(), TimeUnit.SECONDS)) {
						return "a request of a" + link + " was not answered";
					}
					exchanged(begun);
					UnservicedSockets.shift(shifts);
				}
				return "";
			});
		}
	}

	/**
	 * Senders that have to wait for a receiver that is often full.
	 */
	private void pipes(int link, EndpointType from, EndpointType to, boolean both) {
		connect(link, from, to, 1 + this.random.nextInt(6), 1 + this.random.nextInt(3));
		pipe("a" + link, "b" + link);
		if (both) {
			pipe("b" + link, "a" + link);
		}
	}

	private void pipe(String from, String to) {
		AtomicInteger accepted = new AtomicInteger();
		ConcurrentLinkedQueue<Thread> senders = new ConcurrentLinkedQueue<>();
		this.connections.add(() -> {
			NarrowReader reader = reader(this.sockets.get(to), this.random.nextInt(3), (message) -> {
			});
			this.checks.add(() -> await("all messages from " + from + " to " + to).pollInterval(Duration.ofMillis(1))
				.atMost(STALL)
				.until(() -> reader.handled() == accepted.get()));
			task((shifts) -> shutAndOpen(reader, shifts));
		});
		int count = 1 + this.random.nextInt(4);
		for (int i = 0; i < count; i++) {
			boolean impatient = this.random.nextInt(4) == 0;
			task((shifts) -> {
				senders.add(Thread.currentThread());
				try {
					return send(this.sockets.get(from), impatient, accepted, shifts);
				}
				finally {
					synchronized (senders) {
						senders.remove(Thread.currentThread());
					}
					Thread.interrupted();
				}
			});
		}
		if (this.random.nextInt(3) == 0) {
			task((shifts) -> {
				while (goesOn()) {
					UnservicedSockets.shift(shifts);
					synchronized (senders) {
						senders.stream().skip(shifts.nextInt(count)).findFirst().ifPresent(Thread::interrupt);
					}
				}
				return "";
			});
		}
	}

	private String send(ManagedSocket socket, boolean impatient, AtomicInteger accepted, Random shifts) {
		while (goesOn()) {
			long begun = System.nanoTime();
			try {
				boolean inTime = true;
				if (impatient && shifts.nextBoolean()) {
					socket.send(ZmqMessage.of(new byte[8]), Duration.ofNanos(shifts.nextInt(300_000)));
				}
				else {
					inTime = sendInTime(socket, ZmqMessage.of(new byte[8]));
				}
				if (!inTime) {
					return "a sender of " + socket.name() + " was not woken";
				}
				accepted.incrementAndGet();
				exchanged(begun);
			}
			catch (ZmqInterruptedException ex) {
				Thread.interrupted();
			}
			catch (ZmqSendTimeoutException ex) {
				// It was impatient.
			}
			UnservicedSockets.shift(shifts);
		}
		return "";
	}

	/**
	 * Send, and do not believe a success in the end: a sender that nobody has woken tries
	 * once more when its time is up.
	 */
	private boolean sendInTime(ManagedSocket socket, ZmqMessage message) {
		long begun = System.nanoTime();
		try {
			socket.send(message, STALL);
		}
		catch (ZmqSendTimeoutException ex) {
			return false;
		}
		return System.nanoTime() - begun < STALL.toNanos();
	}

	private String shutAndOpen(NarrowReader reader, Random shifts) {
		while (goesOn()) {
			UnservicedSockets.shift(shifts);
			reader.shut();
			UnservicedSockets.shift(shifts);
			reader.open();
		}
		return "";
	}

	/**
	 * News that come one by one to a subscriber that changes its subscriptions meanwhile.
	 */
	private void topics(int link) {
		connect(link, EndpointType.XSUB, EndpointType.XPUB, 1000, 1000);
		Semaphore news = new Semaphore(0);
		this.connections.add(() -> {
			reader(this.sockets.get("a" + link), this.random.nextInt(2), (message) -> news.release());
			this.sockets.get("a" + link).subscribe("t");
		});
		task((shifts) -> {
			ManagedSocket publisher = this.sockets.get("b" + link);
			if (!publisher.awaitSubscribers("t".getBytes(StandardCharsets.UTF_8), 1, STALL)) {
				return "a subscription to b" + link + " did not arrive";
			}
			while (goesOn()) {
				long begun = System.nanoTime();
				publisher.send(ZmqMessage.ofText("t"), STALL);
				if (!news.tryAcquire(STALL.toSeconds(), TimeUnit.SECONDS)) {
					return "a message from b" + link + " was not handled";
				}
				exchanged(begun);
				UnservicedSockets.shift(shifts);
			}
			return "";
		});
		task((shifts) -> {
			while (goesOn()) {
				this.sockets.get("a" + link).subscribe("other");
				UnservicedSockets.shift(shifts);
				this.sockets.get("a" + link).unsubscribe("other");
				UnservicedSockets.shift(shifts);
			}
			return "";
		});
	}

	/**
	 * Two sockets that break again and again, so that sockets are closed, opened and
	 * registered with the pollers of the others. In the end they find each other.
	 */
	private void comingAndGoing() {
		connect(99, EndpointType.PUSH, EndpointType.PULL, 10, 10);
		AtomicBoolean arrived = new AtomicBoolean();
		this.connections.add(() -> {
			reader(this.sockets.get("b99"), 1, (message) -> {
				if ("last".equals(message.text(0))) {
					arrived.set(true);
				}
			});
			this.checks.add(() -> await("a message from a99, which was broken before, to b99")
				.pollInterval(Duration.ofMillis(1))
				.atMost(STALL)
				.until(() -> {
					offer("last");
					return arrived.get();
				}));
		});
		task((shifts) -> {
			while (goesOn()) {
				offer("news");
				UnservicedSockets.shift(shifts);
				if (shifts.nextInt(20) == 0) {
					this.sockets.get(shifts.nextBoolean() ? "a99" : "b99").lifecycle().abandon();
				}
			}
			return "";
		});
	}

	private void offer(String text) {
		try {
			this.sockets.get("a99").send(ZmqMessage.ofText(text), Duration.ZERO);
		}
		catch (ZmqSendTimeoutException | ZmqStoppedException ex) {
			// It is broken or full now.
		}
	}

	private void connect(int link, EndpointType from, EndpointType to, int sendHwm, int receiveHwm) {
		String address = this.random.nextBoolean() ? "inproc://" + link : FreePort.address();
		boolean fromBinds = this.random.nextInt(3) == 0;
		SocketOptions options = SocketOptions.NONE.with("sendHwm", sendHwm)
			.with("receiveHwm", receiveHwm)
			.with("linger", Duration.ZERO);
		for (String side : this.random.nextBoolean() ? List.of("a", "b") : List.of("b", "a")) {
			boolean binds = "a".equals(side) == fromBinds;
			this.endpoints.add(
					ZmqEndpoint
						.of(side + link, "a".equals(side) ? from : to, binds ? List.of(address) : List.of(),
								binds ? List.of() : List.of(address))
						.withOptions(options));
		}
	}

	private NarrowReader reader(ManagedSocket socket, int workers, Consumer<ZmqMessage> handler) {
		Executor executor = Runnable::run;
		if (workers > 0) {
			ExecutorService pool = Executors.newFixedThreadPool(workers);
			this.workers.add(pool);
			executor = pool;
		}
		NarrowReader reader = new NarrowReader(socket, 1 + this.random.nextInt(3), executor,
				new Random(this.random.nextLong()), (message) -> {
					try {
						handler.accept(message);
					}
					catch (RuntimeException | Error ex) {
						this.wrong.add(ex);
					}
				});
		this.readers.add(reader);
		return reader;
	}

	private void task(Traffic traffic) {
		Random shifts = new Random(this.random.nextLong());
		this.tasks.add(() -> traffic.run(shifts));
	}

	@Override
	public void close() {
		this.sockets.close();
		this.workers.forEach(ExecutorService::shutdown);
	}

	/**
	 * What a thread does in an episode.
	 */
	private interface Traffic {

		/**
		 * Do it until the episode is over.
		 * @param shifts decides about pauses
		 * @return what stands still, or nothing
		 */
		String run(Random shifts) throws Exception;

	}

}
