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
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Threads that each make one call after the other and time it.
 */
public final class Callers {

	private static final long LONGEST = 60_000_000_000L;

	private final List<Call> calls;

	private final Recorder recorder = new Recorder(LONGEST, 3);

	private final LongAdder completed = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean running;

	/**
	 * Create callers that are at rest.
	 * @param calls what each thread calls, one for each
	 */
	public Callers(List<Call> calls) {
		this.calls = List.copyOf(calls);
	}

	/**
	 * Start the threads.
	 */
	public void begin() {
		this.running = true;
		for (Call call : this.calls) {
			Thread thread = new Thread(() -> callOn(call), "caller-" + this.threads.size());
			this.threads.add(thread);
			thread.start();
		}
	}

	/**
	 * Let each thread finish its call, and wait for that.
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
	 * Return the number of calls that have returned.
	 * @return the number of calls
	 */
	public long completed() {
		return this.completed.sum();
	}

	/**
	 * Return the number of calls that have thrown. The first one's stack trace goes to
	 * the error stream.
	 * @return the number of calls
	 */
	public long failed() {
		return this.failed.sum();
	}

	/**
	 * Return the times of the calls since this method was called before.
	 * @return the times in nanoseconds
	 */
	public Histogram times() {
		return this.recorder.getIntervalHistogram();
	}

	private void callOn(Call call) {
		while (this.running) {
			long start = System.nanoTime();
			try {
				call.call();
				this.recorder.recordValue(Math.min(System.nanoTime() - start, LONGEST));
				this.completed.increment();
			}
			catch (Throwable ex) {
				this.failed.increment();
				if (this.firstFailure.compareAndSet(null, ex)) {
					ex.printStackTrace();
				}
			}
		}
	}

	/**
	 * One call.
	 */
	@FunctionalInterface
	public interface Call {

		/**
		 * Make the call and wait for its result.
		 * @throws Exception if the call fails
		 */
		void call() throws Exception;

	}

}
