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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
 * messages for both. Quick messages do not wake a thread each, and slow ones have all
 * their tasks after as many wake-ups. A task that finds no message may wait a moment for
 * one, see {@link IdleYields}. It does not wait if it holds the last place: no other task
 * could begin, and a new message would have to wait for the thread that yields.
 * <p>
 * A task holds its place from the moment it is given to the executor, which has to run or
 * to reject it. A rejected task gives its place back and is tried again.
 * <p>
 * No message is left behind. Whoever adds one then checks whether a task is missing; a
 * task that finds none gives its place back and then checks the queue again. While a task
 * is about to begin nobody else checks: that task does when it begins.
 */
final class Workers {

	private static final Log logger = LogFactory.getLog(Workers.class);

	/**
	 * The number of messages after which a task queues up again, so that a busy listener
	 * leaves some of a shared executor to others.
	 */
	private static final int TURN = 256;

	private final String id;

	private final int concurrency;

	private final Consumer<ZmqMessage> handler;

	private final Runnable task = this::work;

	private final Queue<ZmqMessage> queue = new ConcurrentLinkedQueue<>();

	private final AtomicInteger active = new AtomicInteger();

	/**
	 * Whether a task with a place has not begun yet.
	 */
	private final AtomicBoolean beginning = new AtomicBoolean();

	private final @Nullable IdleYields idle;

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private volatile boolean rejected;

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
		this.id = id;
		this.concurrency = concurrency;
		this.idle = idle;
		this.handler = handler;
	}

	/**
	 * Begin to work on an executor.
	 */
	void open(Executor executor) {
		this.rejected = false;
		this.spare = null;
		this.executor = executor;
		flush();
	}

	/**
	 * Handle what is left, on another executor if the first one rejects a task: one that
	 * the application provides can be shut down before the listener is stopped.
	 * @param spare runs each task, at once
	 */
	void drain(Executor spare) {
		this.spare = spare;
		flush();
	}

	/**
	 * Handle what is left on the spare executor alone: the first one may be paused. Of
	 * two tasks for the same place the one that begins first takes it, and the other one
	 * ends at once.
	 */
	void replaceExecutor() {
		this.executor = this.spare;
		if (this.beginning.get()) {
			begin();
		}
		flush();
	}

	/**
	 * Begin no more tasks, and forget the messages that no task has taken.
	 * @return the number of these messages
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
		while (this.executor != null && !this.queue.isEmpty() && !this.beginning.get()) {
			int places = this.active.get();
			if (places >= this.concurrency) {
				return;
			}
			if (this.active.compareAndSet(places, places + 1)) {
				if (this.beginning.compareAndSet(false, true)) {
					begin();
					return;
				}
				this.active.decrementAndGet();
			}
		}
	}

	/**
	 * Give a task to the executor. The place is taken before the executor is read, so
	 * that {@link #replaceExecutor()} either comes in time or sees that the place is
	 * taken.
	 */
	private void begin() {
		Executor current = this.executor;
		if (current == null) {
			giveBack();
			flush();
			return;
		}
		boolean again = this.rejected;
		this.rejected = false;
		try {
			execute(current);
		}
		catch (RuntimeException | Error ex) {
			this.rejected = true;
			giveBack();
			if (!again) {
				logger.warn("The executor of the ZeroMQ listener '" + this.id
						+ "' takes no work; its messages wait until it does", ex);
			}
		}
	}

	private void execute(Executor current) {
		try {
			current.execute(this.task);
		}
		catch (RuntimeException ex) {
			Executor other = this.spare;
			if (other == null) {
				throw ex;
			}
			other.execute(this.task);
		}
	}

	private void giveBack() {
		if (this.beginning.compareAndSet(true, false)) {
			this.active.decrementAndGet();
		}
	}

	/**
	 * Begin the task that the executor has rejected. Called from time to time.
	 */
	void retry() {
		if (this.rejected) {
			flush();
		}
	}

	private void work() {
		if (!this.beginning.compareAndSet(true, false)) {
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
	 * Return roughly how many messages wait: they are counted while others take them.
	 */
	int size() {
		return this.queue.size();
	}

	/**
	 * Return whether a thread handles a message of this listener.
	 */
	boolean contains(Thread thread) {
		return this.threads.contains(thread);
	}

}
