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

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets threads wait until a condition holds that other threads bring about. Its monitor
 * guards what the condition reads.
 */
class Signal {

	/**
	 * Wait until a condition holds. May be called from any thread that holds no socket's
	 * lock.
	 * @param condition asked with the monitor held, at first and after each change
	 * @param nanos how long to wait at most
	 * @return whether it holds
	 */
	final synchronized boolean await(BooleanSupplier condition, long nanos) throws InterruptedException {
		long deadline = System.nanoTime() + nanos;
		while (!condition.getAsBoolean()) {
			long remaining = deadline - System.nanoTime();
			if (remaining <= 0) {
				return false;
			}
			TimeUnit.NANOSECONDS.timedWait(this, Math.max(remaining, TimeUnit.MILLISECONDS.toNanos(1)));
		}
		return true;
	}

	/**
	 * Have all conditions checked.
	 */
	final synchronized void changed() {
		notifyAll();
	}

}
