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

import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.endpoint.EndpointType;
import org.jspecify.annotations.Nullable;

/**
 * Lets a task without work yield up to fifty times before it ends: while messages arrive
 * one after the other, a thread that is awake gets them sooner than one that has to be
 * woken. That is worth its cost where a peer waits for each reply.
 * <p>
 * After eight waits in a row without a message, messages are too rare, and only every
 * sixteenth task waits. May be used by several threads at once.
 */
final class IdleYields {

	private static final int YIELDS = 50;

	private static final int MISSES = 8;

	private static final int SELDOM = 16;

	private final Runnable yield;

	/**
	 * The number of waits that were asked for since the last message; from
	 * {@link #MISSES} on it is cyclic.
	 */
	private final AtomicInteger asked = new AtomicInteger();

	IdleYields() {
		this(Thread::yield);
	}

	IdleYields(Runnable yield) {
		this.yield = yield;
	}

	/**
	 * Create the yields of a listener.
	 * @param type the type of its socket
	 * @return the yields, {@code null} if no peer waits for replies
	 */
	static @Nullable IdleYields of(EndpointType type) {
		return type.replies() ? new IdleYields() : null;
	}

	/**
	 * Wait a moment for an element, if one is likely to come.
	 * @param source the queue that it is taken from
	 */
	<T> @Nullable T await(Queue<T> source) {
		int before = this.asked.getAndUpdate((count) -> (count < MISSES + SELDOM - 2) ? count + 1 : MISSES - 1);
		if (before >= MISSES) {
			return null;
		}
		for (int i = 0; i < YIELDS; i++) {
			this.yield.run();
			T found = source.poll();
			if (found != null) {
				this.asked.set(0);
				return found;
			}
		}
		return null;
	}

}
