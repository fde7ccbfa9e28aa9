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

package io.zmqspring.benchmarks.oneway;

import java.util.concurrent.atomic.LongAdder;

import io.zmqspring.benchmarks.run.Side;
import org.zeromq.ZContext;

/**
 * A hand-written receive loop on a thread of its own.
 */
abstract class RawReceiver implements Side {

	/** How long the loop waits for a message before it looks whether to end, in ms. */
	static final int WAIT = 100;

	private final ZContext context = new ZContext();

	private final LongAdder received = new LongAdder();

	private final Thread thread = new Thread(this::loop, "receive-loop");

	private volatile boolean running = true;

	/**
	 * Return the context in which to make sockets.
	 */
	final ZContext context() {
		return this.context;
	}

	/**
	 * Start the loop, when all sockets are there.
	 */
	final void start() {
		this.thread.start();
	}

	/**
	 * Wait for messages no longer than {@link #WAIT}, and receive them.
	 */
	abstract void receive();

	/**
	 * Count a message.
	 */
	final void received() {
		this.received.increment();
	}

	@Override
	public final long operations() {
		return this.received.sum();
	}

	@Override
	public final void close() {
		this.running = false;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.context.close();
	}

	private void loop() {
		while (this.running) {
			receive();
		}
	}

}
