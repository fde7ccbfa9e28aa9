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

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.zmqspring.endpoint.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Counts the messages that a listener has taken over and not yet handled, and so has room
 * for more. When there is no room the socket is not read until half of it is free again,
 * or no message waits for a worker.
 * <p>
 * May be used by any thread. A poller that finds no room first notes that the listener is
 * full and then checks again, so that a message that is handled in between is not
 * overlooked.
 */
final class Prefetch {

	private final int limit;

	private final ListenerInvoker invoker;

	private final BooleanSupplier noneWaits;

	private final Runnable resume;

	private final Runnable emptied;

	private final Consumer<@Nullable Throwable> release = this::release;

	private final AtomicInteger pending = new AtomicInteger();

	private final LongAdder handled = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private volatile boolean full;

	/**
	 * Create a prefetch without messages.
	 * @param limit how many messages the listener takes over at most
	 * @param invoker handles the messages
	 * @param noneWaits tells whether no message waits for a worker
	 * @param resume has the socket read again
	 * @param emptied called when the last message is handled
	 */
	Prefetch(int limit, ListenerInvoker invoker, BooleanSupplier noneWaits, Runnable resume, Runnable emptied) {
		this.limit = limit;
		this.invoker = invoker;
		this.noneWaits = noneWaits;
		this.resume = resume;
		this.emptied = emptied;
	}

	/**
	 * Return how many messages the listener can take over now. After a zero the socket is
	 * read again once there is room.
	 */
	int room() {
		int room = this.limit - this.pending.get();
		if (room <= 0) {
			this.full = true;
			room = this.limit - this.pending.get();
		}
		return Math.max(0, room);
	}

	/**
	 * Count a message that the listener takes over.
	 */
	void add() {
		this.pending.incrementAndGet();
	}

	/**
	 * Handle a message that was added.
	 */
	void handle(ZmqMessage message) {
		this.invoker.handle(message, this.release);
		resumeIfRoom();
		// An interrupt was meant for this message, not for the next one, nor for a
		// poller.
		Thread.interrupted();
	}

	private void release(@Nullable Throwable error) {
		this.handled.increment();
		if (error != null) {
			this.failed.increment();
		}
		int left = this.pending.decrementAndGet();
		resumeIfRoom();
		if (left == 0) {
			this.emptied.run();
		}
	}

	/**
	 * Forget messages that were added and are dropped.
	 * @return the number of messages that are still being handled
	 */
	int drop(int count) {
		return this.pending.addAndGet(-count);
	}

	/**
	 * Return how many messages the listener has taken over and not yet handled.
	 */
	int pending() {
		return this.pending.get();
	}

	long handled() {
		return this.handled.sum();
	}

	long failed() {
		return this.failed.sum();
	}

	/**
	 * Have the socket read again when half of the room is free, or all of it that can be:
	 * no message waits for a worker, and asynchronous replies may be long in coming.
	 */
	private void resumeIfRoom() {
		if (this.full) {
			int left = this.pending.get();
			if (left <= this.limit / 2 || (left < this.limit && this.noneWaits.getAsBoolean())) {
				this.full = false;
				this.resume.run();
			}
		}
	}

}
