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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Has a task that finds nothing more to do let other threads run for a moment, up to
 * fifty times, before it ends: while messages come one after the other that costs less,
 * and takes less time, than to wake a thread for each.
 * <p>
 * Where nothing has come in such a moment eight times in a row, messages are too rare,
 * and only every sixteenth task waits for one. May be used by several threads at once.
 */
final class IdleYields {

	static final int YIELDS = 50;

	static final int MISSES = 8;

	static final int SELDOM = 16;

	private final Runnable yield;

	/**
	 * How many tasks in a row have got nothing; beyond {@link #MISSES} it goes round.
	 */
	private final AtomicInteger missed = new AtomicInteger();

	IdleYields() {
		this(Thread::yield);
	}

	IdleYields(Runnable yield) {
		this.yield = yield;
	}

	/**
	 * Wait a moment for something, if that is likely to be of use.
	 * @param source gives null while there is nothing
	 */
	<T> @Nullable T await(Supplier<@Nullable T> source) {
		int before = this.missed.getAndUpdate((count) -> (count < MISSES + SELDOM - 1) ? count + 1 : MISSES);
		if (before < MISSES || before == MISSES + SELDOM - 1) {
			for (int i = 0; i < YIELDS; i++) {
				this.yield.run();
				T found = source.get();
				if (found != null) {
					this.missed.set(0);
					return found;
				}
			}
		}
		return null;
	}

}
