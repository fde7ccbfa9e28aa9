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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * A side that makes the load: threads that take one step after the other from
 * {@link #begin()} to {@link #end()}. A step that has not returned by then for twice as
 * long as {@link #LIMIT} is interrupted and counted as a failure.
 */
public abstract class DrivingSide implements Side {

	/**
	 * How long one step may wait.
	 */
	public static final Duration LIMIT = Duration.ofSeconds(5);

	private final int number;

	private final Duration patience;

	private final LongAdder failed = new LongAdder();

	private final AtomicBoolean shown = new AtomicBoolean();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean running;

	/**
	 * Create a side that is at rest.
	 * @param threads the number of threads
	 */
	protected DrivingSide(int threads) {
		this(threads, LIMIT.multipliedBy(2));
	}

	/**
	 * Create a side that is at rest.
	 * @param threads the number of threads
	 * @param patience how long to wait for a step at the end, and again after its
	 * interrupt
	 */
	DrivingSide(int threads, Duration patience) {
		this.number = threads;
		this.patience = patience;
	}

	/**
	 * Take one step, and wait no longer than {@link #LIMIT} while it cannot be taken.
	 * @param thread which of the threads takes it, from 0
	 * @throws Exception if the step fails
	 */
	protected abstract void step(int thread) throws Exception;

	/**
	 * Count a failure that a step does not throw. The first failure's stack trace goes to
	 * the error stream. Any thread may call this.
	 * @param failure what went wrong
	 */
	protected final void failed(Throwable failure) {
		this.failed.increment();
		if (this.shown.compareAndSet(false, true)) {
			failure.printStackTrace();
		}
	}

	@Override
	public final void begin() {
		this.running = true;
		for (int i = 0; i < this.number; i++) {
			int thread = i;
			this.threads.add(new Thread(() -> drive(thread), "driver-" + i));
		}
		this.threads.forEach(Thread::start);
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalStateException if a step does not even return when it is interrupted
	 */
	@Override
	public final void end() {
		this.running = false;
		awaitThreads();
		for (Thread thread : this.threads) {
			IllegalStateException failure = new IllegalStateException(thread.getName() + " did not return");
			failure.setStackTrace(thread.getStackTrace());
			failed(failure);
			thread.interrupt();
		}
		awaitThreads();
		if (!this.threads.isEmpty()) {
			throw new IllegalStateException(this.threads + " did not return when interrupted");
		}
	}

	/**
	 * Wait for the threads, and keep those that are still there after a while.
	 */
	private void awaitThreads() {
		long end = System.nanoTime() + this.patience.toNanos();
		try {
			for (Thread thread : this.threads) {
				TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.threads.removeIf((thread) -> !thread.isAlive());
	}

	@Override
	public final long failures() {
		return this.failed.sum();
	}

	private void drive(int thread) {
		while (this.running) {
			try {
				step(thread);
			}
			catch (Throwable ex) {
				failed(ex);
			}
		}
	}

}
