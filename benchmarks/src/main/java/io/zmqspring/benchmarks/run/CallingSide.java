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

import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * A side whose threads each make one call after the other. It counts and times them.
 */
public abstract class CallingSide extends DrivingSide {

	private static final long LONGEST = 60_000_000_000L;

	private final Recorder recorder = new Recorder(LONGEST, 3);

	private final LongAdder completed = new LongAdder();

	/**
	 * Create a side that is at rest.
	 * @param callers the number of threads
	 */
	protected CallingSide(int callers) {
		super(callers);
	}

	/**
	 * Make a call and wait for its result.
	 * @param caller which of the threads calls, from 0
	 * @throws Exception if the call fails
	 */
	protected abstract void call(int caller) throws Exception;

	@Override
	protected final void step(int caller) throws Exception {
		long start = System.nanoTime();
		call(caller);
		this.recorder.recordValue(Math.min(System.nanoTime() - start, LONGEST));
		this.completed.increment();
	}

	@Override
	public final long operations() {
		return this.completed.sum();
	}

	@Override
	public final Histogram times() {
		return this.recorder.getIntervalHistogram();
	}

}
