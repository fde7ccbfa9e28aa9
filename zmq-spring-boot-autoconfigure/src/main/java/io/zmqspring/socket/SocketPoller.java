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
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.zmqspring.endpoint.ZmqMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sockets that were assigned to it, with a selector over their descriptors.
 * Sockets are served in turn, one batch each.
 * <p>
 * A descriptor reports a change only once. The poller therefore serves a socket whose
 * batch was full until it is empty, and a thread that uses a socket elsewhere and finds
 * it readable calls {@link #ready(ManagedSocket)}.
 * <p>
 * The wake-up: {@code ready} enqueues the socket and then checks whether the poller is
 * asleep; the poller marks itself asleep and then checks the queue. At least one of them
 * sees the other.
 */
final class SocketPoller {

	/**
	 * The poller services every socket this often even if nothing happens. Otherwise the
	 * mailbox of an idle socket fills up and stops its context's I/O thread.
	 */
	static final long SERVICE_INTERVAL = TimeUnit.SECONDS.toNanos(2);

	private static final long FAILURE_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

	private static final Log logger = LogFactory.getLog(SocketPoller.class);

	private final String name;

	private final int batchSize;

	private final long serviceInterval;

	private final List<ManagedSocket> sockets = new CopyOnWriteArrayList<>();

	private final Queue<ManagedSocket> ready;

	private final LongSupplier clock;

	private final Deque<ManagedSocket> turn = new ArrayDeque<>();

	private final List<ZmqMessage> batch = new ArrayList<>();

	private final Consumer<SelectionKey> selected = (key) -> takeInTurn((ManagedSocket) key.attachment());

	private volatile boolean sleeping;

	private volatile boolean running;

	private volatile @Nullable Selector selector;

	private volatile @Nullable Thread thread;

	private long servicedAt;

	SocketPoller(String name, int batchSize) {
		this(name, batchSize, SERVICE_INTERVAL, new ConcurrentLinkedQueue<>(), System::nanoTime);
	}

	/**
	 * Create a poller that does not run yet.
	 * @param name the name of its thread
	 * @param batchSize how many messages a socket may hand over in its turn
	 * @param serviceInterval after how many nanoseconds every socket is looked at
	 * @param ready a queue without a bound, for any number of threads
	 * @param clock tells the time in nanoseconds
	 */
	SocketPoller(String name, int batchSize, long serviceInterval, Queue<ManagedSocket> ready, LongSupplier clock) {
		this.name = name;
		this.batchSize = batchSize;
		this.serviceInterval = serviceInterval;
		this.ready = ready;
		this.clock = clock;
		this.servicedAt = clock.getAsLong();
	}

	String name() {
		return this.name;
	}

	/**
	 * Give a socket to this poller, for life.
	 */
	void assign(ManagedSocket socket) {
		this.sockets.add(socket);
	}

	/**
	 * Have a socket looked at soon. May be called from any thread.
	 */
	void ready(ManagedSocket socket) {
		if (socket.queued.compareAndSet(false, true)) {
			this.ready.add(socket);
			if (this.sleeping) {
				wakeup();
			}
		}
	}

	/**
	 * End the poller's sleep, so that a cancelled key is removed. May be called from any
	 * thread.
	 */
	void wakeup() {
		Selector open = this.selector;
		if (open != null) {
			open.wakeup();
		}
	}

	boolean isAlive() {
		Thread current = this.thread;
		return current != null && current.isAlive();
	}

	static boolean isPollerThread() {
		return Thread.currentThread() instanceof PollerThread;
	}

	void open() {
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void start() {
		Thread last = this.thread;
		if (last != null && last.isAlive()) {
			throw new IllegalStateException(
					this.name + " has not stopped yet: a listener that runs on it has not returned");
		}
		open();
		this.running = true;
		Thread started = new PollerThread(this::run, this.name);
		this.thread = started;
		started.start();
	}

	/**
	 * Stop the thread, which ends its current step first.
	 * @param millis how long to wait for it
	 */
	void stop(long millis) {
		this.running = false;
		wakeup();
		Thread stopping = this.thread;
		if (stopping == null) {
			closeSelector();
			return;
		}
		if (stopping == Thread.currentThread()) {
			return;
		}
		boolean interrupted = Thread.interrupted();
		try {
			stopping.join(Math.max(1, millis));
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
		if (stopping.isAlive()) {
			logger.warn(this.name + " has not stopped within " + millis + " ms");
		}
	}

	private void run() {
		while (this.running) {
			try {
				doWork(this.serviceInterval);
			}
			catch (IOException | RuntimeException | Error ex) {
				logger.error(this.name + " continues after an error", ex);
				LockSupport.parkNanos(FAILURE_PAUSE);
				renewSelector();
			}
		}
		closeSelector();
	}

	/**
	 * Do one step: wait for sockets, then serve each that is ready with one batch.
	 * @param maxWait how long to wait if there is nothing to do, in nanoseconds
	 * @return the number of sockets that were looked at
	 */
	int doWork(long maxWait) throws IOException {
		Selector open = this.selector;
		if (open == null) {
			throw new IllegalStateException("There is no selector");
		}
		// A handler may have left its interrupt flag set, and no select would wait.
		Thread.interrupted();
		select(open, maxWait);
		ManagedSocket next;
		while ((next = this.ready.poll()) != null) {
			next.queued.set(false);
			takeInTurn(next);
		}
		long now = this.clock.getAsLong();
		if (now - this.servicedAt >= this.serviceInterval) {
			this.servicedAt = now;
			this.sockets.forEach(this::takeInTurn);
		}
		int served = this.turn.size();
		for (int i = 0; i < served; i++) {
			serve(this.turn.remove(), open);
		}
		return served;
	}

	private void select(Selector open, long maxWait) throws IOException {
		long due = this.servicedAt + this.serviceInterval - this.clock.getAsLong();
		long wait = TimeUnit.NANOSECONDS.toMillis(Math.min(maxWait, due));
		this.sleeping = true;
		try {
			if (wait <= 0 || !this.turn.isEmpty() || !this.ready.isEmpty()) {
				open.selectNow(this.selected);
			}
			else {
				open.select(this.selected, wait);
			}
		}
		finally {
			this.sleeping = false;
		}
	}

	private void takeInTurn(ManagedSocket socket) {
		if (!socket.inTurn) {
			socket.inTurn = true;
			this.turn.add(socket);
		}
	}

	private void serve(ManagedSocket socket, Selector open) {
		socket.inTurn = false;
		try {
			if (socket.service(open, this.batch, this.batchSize)) {
				takeInTurn(socket);
			}
		}
		catch (RuntimeException | Error ex) {
			logger.error(this.name + ": ZeroMQ endpoint '" + socket.name() + "' failed while it was read", ex);
		}
		finally {
			this.batch.clear();
		}
	}

	private void renewSelector() {
		closeSelector();
		this.sockets.forEach((socket) -> socket.lifecycle().unregister());
		try {
			open();
			this.sockets.forEach(this::ready);
		}
		catch (UncheckedIOException ex) {
			logger.error(this.name + " has no selector", ex);
		}
	}

	private void closeSelector() {
		Selector closing = this.selector;
		this.selector = null;
		try {
			if (closing != null) {
				closing.close();
			}
		}
		catch (IOException ex) {
			logger.debug(this.name + ": its selector did not close cleanly", ex);
		}
	}

	/**
	 * A thread on which no send may wait, because it is the one that ends the waiting.
	 */
	private static final class PollerThread extends Thread {

		PollerThread(Runnable task, String name) {
			super(task, name);
			setDaemon(true);
		}

	}

}
