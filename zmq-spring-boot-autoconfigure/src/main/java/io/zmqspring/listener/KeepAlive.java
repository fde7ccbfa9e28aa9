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

import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the virtual machine running while there are listeners. All threads that do the
 * work are daemons, so a program that only sends ends with its {@code main} method.
 */
final class KeepAlive {

	static final String THREAD = "zmq-keep-alive";

	private @Nullable CountDownLatch released;

	/**
	 * Keep the virtual machine running, or let it end. May be called from any thread.
	 */
	synchronized void set(boolean alive) {
		if (alive && this.released == null) {
			CountDownLatch latch = new CountDownLatch(1);
			this.released = latch;
			Thread thread = new Thread(() -> await(latch), THREAD);
			thread.setDaemon(false);
			thread.start();
		}
		else if (!alive && this.released != null) {
			this.released.countDown();
			this.released = null;
		}
	}

	private static void await(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// Only a release ends the wait.
			}
		}
	}

}
