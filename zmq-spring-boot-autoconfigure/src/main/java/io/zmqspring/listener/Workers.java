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

package io.zmqspring.listener;

import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.zmqspring.endpoint.ZmqMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a listener has taken over, and the tasks that handle them: up to
 * {@code concurrency} at once, each taking one message after the other. How many messages
 * there may be is the container's concern.
 * <p>
 * Tasks begin one after the other: the next one when the last one has begun and there are
 * messages for both. So quick messages do not wake a thread each, and slow ones have all
 * their tasks after as many wake-ups. A task that finds no message any more may wait a
 * moment for one, see {@link IdleYields}. It does not begin to wait if it holds the last
 * place: no other task could begin, and a message would wait until this one has its turn
 * again.
 * <p>
 * A task that its executor has not begun within a second is not waited for: the next one
 * takes its place over, and if that does not begin either, another one after twice the
 * time, up to half a minute. So an executor that discards tasks without a word costs no
 * place for ever. A task that comes late after all takes a free place, or ends at once.
 * <p>
 * No message is left behind: whoever adds one looks afterwards whether a task is missing;
 * a task that finds none gives its place up first and then looks into the queue again.
 * While a task is about to begin nobody else looks, so it does when it has begun: whether
 * there is a message besides the one that it takes itself.
 */
final class Workers {

	private static final Log logger = LogFactory.getLog(Workers.class);

	/**
	 * After so many messages a task queues up again, so that a busy listener leaves some
	 * of a shared executor to others.
	 */
	private static final int TURN = 256;

	private static final long RETRY_MILLIS = 100;

	/**
	 * A task that its executor has not begun after so long is not waited for.
	 */
	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

	private static final int MAX_DOUBLINGS = 5;

	/**
	 * No task is about to begin. Times are odd.
	 */
	private static final long NOBODY = 0;

	/**
	 * A task is about to be given to the executor, if there is a place for it.
	 */
	private static final long CLAIMED = 2;

	private final String id;

	private final int concurrency;

	private final Consumer<ZmqMessage> handler;

	private final long patience;

	private final Runnable task = this::work;

	private final Queue<ZmqMessage> queue = new ConcurrentLinkedQueue<>();

	private final AtomicInteger active = new AtomicInteger();

	private final AtomicLong beginning = new AtomicLong(NOBODY);

	private final @Nullable IdleYields idle;

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean retrying = new AtomicBoolean();

	private final AtomicBoolean watching = new AtomicBoolean();

	private volatile boolean rejected;

	/**
	 * How many tasks in a row did not begin in time. Written by who has set the time.
	 */
	private volatile int lost;

	private volatile @Nullable Executor executor;

	private volatile @Nullable Executor spare;

	/**
	 * Create workers.
	 * @param id the id of the listener
	 * @param concurrency how many tasks may run at once
	 * @param idle what a task that does not hold the last place does before it ends;
	 * null: nothing
	 * @param handler handles a message; must not throw
	 */
	Workers(String id, int concurrency, @Nullable IdleYields idle, Consumer<ZmqMessage> handler) {
		this(id, concurrency, idle, handler, PATIENCE);
	}

	/**
	 * Create workers with another patience, in nanoseconds.
	 */
	Workers(String id, int concurrency, @Nullable IdleYields idle, Consumer<ZmqMessage> handler, long patience) {
		this.id = id;
		this.concurrency = concurrency;
		this.idle = idle;
		this.handler = handler;
		this.patience = patience;
	}

	/**
	 * Begin to work on an executor.
	 */
	void open(Executor executor) {
		this.rejected = false;
		this.lost = 0;
		this.spare = null;
		this.executor = executor;
		flush();
		watch();
	}

	/**
	 * Handle what is left, on another executor if the first one takes no more tasks: one
	 * that the application provides can be shut down before the listener is stopped.
	 * @param spare runs each task, at once
	 */
	void drain(Executor spare) {
		this.spare = spare;
		this.lost = 0;
		flush();
	}

	/**
	 * Begin no task any more, and forget the messages that no task has taken.
	 * @return how many there were
	 */
	int close() {
		this.executor = null;
		int left = 0;
		while (this.queue.poll() != null) {
			left++;
		}
		return left;
	}

	void add(ZmqMessage message) {
		this.queue.add(message);
	}

	/**
	 * Begin a task if messages wait that no other one will take.
	 */
	void flush() {
		Executor open = this.executor;
		while (open != null && !this.queue.isEmpty()) {
			long since = this.beginning.get();
			if (since == NOBODY) {
				if (this.active.get() >= this.concurrency || !this.beginning.compareAndSet(NOBODY, CLAIMED)) {
					return;
				}
				if (this.active.incrementAndGet() <= this.concurrency) {
					long now = now();
					this.beginning.set(now);
					begin(open, now);
					return;
				}
				this.active.decrementAndGet();
				this.beginning.set(NOBODY);
			}
			else {
				long now = now();
				if (since != CLAIMED && now - since > this.patience << Math.min(this.lost, MAX_DOUBLINGS)
						&& this.beginning.compareAndSet(since, now)) {
					this.lost++;
					Executor other = this.spare;
					begin((other != null) ? other : open, now);
				}
				return;
			}
		}
	}

	private static long now() {
		return System.nanoTime() | 1;
	}

	private void begin(Executor open, long since) {
		try {
			execute(open);
			this.rejected = false;
			watch();
		}
		catch (RuntimeException | Error ex) {
			if (this.beginning.compareAndSet(since, NOBODY)) {
				this.active.decrementAndGet();
			}
			retry(ex);
		}
	}

	private void execute(Executor open) {
		try {
			open.execute(this.task);
		}
		catch (RuntimeException ex) {
			Executor other = this.spare;
			if (other == null) {
				throw ex;
			}
			other.execute(this.task);
		}
	}

	/**
	 * Look again later if a task has still not begun, as long as there is one.
	 */
	private void watch() {
		if (this.beginning.get() != NOBODY && this.executor != null && this.watching.compareAndSet(false, true)) {
			CompletableFuture.delayedExecutor(this.patience, TimeUnit.NANOSECONDS).execute(() -> {
				this.watching.set(false);
				flush();
				watch();
			});
		}
	}

	private void retry(Throwable cause) {
		if (!this.rejected) {
			this.rejected = true;
			logger.warn("The executor of the ZeroMQ listener '" + this.id
					+ "' takes no work; its messages wait and it is tried again", cause);
		}
		if (this.retrying.compareAndSet(false, true)) {
			CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
				this.retrying.set(false);
				flush();
			});
		}
	}

	private void work() {
		if (!takePlace()) {
			flush();
			return;
		}
		Thread thread = Thread.currentThread();
		// An executor may run a task within another one.
		boolean first = this.threads.add(thread);
		try {
			if (severalWait()) {
				flush();
			}
			ZmqMessage message;
			for (int i = 0; i < TURN && (message = next()) != null; i++) {
				this.handler.accept(message);
			}
		}
		finally {
			if (first) {
				this.threads.remove(thread);
			}
			this.active.decrementAndGet();
			flush();
		}
	}

	/**
	 * Take the place of the task that is about to begin, or one that is free.
	 */
	private boolean takePlace() {
		long since = this.beginning.get();
		while (since != NOBODY && since != CLAIMED) {
			if (this.beginning.compareAndSet(since, NOBODY)) {
				this.lost = 0;
				return true;
			}
			since = this.beginning.get();
		}
		if (this.active.incrementAndGet() <= this.concurrency) {
			return true;
		}
		this.active.decrementAndGet();
		return false;
	}

	private boolean severalWait() {
		Iterator<ZmqMessage> waiting = this.queue.iterator();
		if (waiting.hasNext()) {
			waiting.next();
		}
		return waiting.hasNext();
	}

	private @Nullable ZmqMessage next() {
		ZmqMessage message = this.queue.poll();
		if (message == null && this.idle != null && this.active.get() < this.concurrency) {
			return this.idle.await(this.queue);
		}
		return message;
	}

	boolean isEmpty() {
		return this.queue.isEmpty();
	}

	/**
	 * Return about how many messages wait: it walks through them while they are taken.
	 */
	int size() {
		return this.queue.size();
	}

	/**
	 * Return whether a thread is at work here.
	 */
	boolean contains(Thread thread) {
		return this.threads.contains(thread);
	}

}
