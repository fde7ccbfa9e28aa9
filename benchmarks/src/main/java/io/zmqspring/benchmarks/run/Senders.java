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

package io.zmqspring.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Threads that send as fast as they are let.
 */
public final class Senders {

	private final int number;

	private final Send send;

	private final LongAdder failed = new LongAdder();

	private final AtomicBoolean shown = new AtomicBoolean();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean running;

	/**
	 * Create senders that are at rest.
	 * @param number the number of threads
	 * @param send sends one message
	 */
	public Senders(int number, Send send) {
		this.number = number;
		this.send = send;
	}

	/**
	 * Start the threads.
	 */
	public void begin() {
		this.running = true;
		for (int i = 0; i < this.number; i++) {
			Thread thread = new Thread(this::send, "sender-" + i);
			this.threads.add(thread);
			thread.start();
		}
	}

	/**
	 * Let each thread finish its send, and wait for that.
	 */
	public void end() {
		this.running = false;
		try {
			for (Thread thread : this.threads) {
				thread.join();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.threads.clear();
	}

	/**
	 * Return the number of sends that have failed. The first one's stack trace goes to
	 * the error stream.
	 * @return the number of sends
	 */
	public long failed() {
		return this.failed.sum();
	}

	private void send() {
		while (this.running) {
			try {
				if (!this.send.send()) {
					this.failed.increment();
				}
			}
			catch (Throwable ex) {
				this.failed.increment();
				if (this.shown.compareAndSet(false, true)) {
					ex.printStackTrace();
				}
			}
		}
	}

	/**
	 * One send.
	 */
	@FunctionalInterface
	public interface Send {

		/**
		 * Send a message, and wait for a limited time while it cannot be sent.
		 * @return whether it was sent
		 * @throws Exception if it cannot be sent
		 */
		boolean send() throws Exception;

	}

}
