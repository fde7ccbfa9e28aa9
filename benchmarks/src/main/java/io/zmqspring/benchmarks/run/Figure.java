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

import java.util.function.ToDoubleFunction;

/**
 * What is read off a window of measurement.
 */
public enum Figure {

	/** Operations a second. */
	RATE("operations/s", Window::rate),

	/** Median time of an operation. */
	P50("p50, µs", (window) -> window.figure("p50")),

	/** Time that 99 of 100 operations stay below. */
	P99("p99, µs", (window) -> window.figure("p99")),

	/** CPU time of both sides for 100,000 operations. */
	CPU("CPU s for 100,000", (window) -> window.cpuSeconds() * 100_000 / window.operations()),

	/** Time from the start of the JVM until the application is ready. */
	START("start, ms", (window) -> window.figure("start")),

	/** Time that the application itself says its context took. */
	CONTEXT("context, ms", (window) -> window.figure("context")),

	/** Heap after a collection. */
	HEAP("heap, kB", (window) -> window.figure("heap")),

	/** Live threads. */
	THREADS("threads", (window) -> window.figure("threads")),

	/** Open file descriptors. */
	DESCRIPTORS("descriptors", (window) -> window.figure("descriptors"));

	private final String title;

	private final ToDoubleFunction<Window> reader;

	Figure(String title, ToDoubleFunction<Window> reader) {
		this.title = title;
		this.reader = reader;
	}

	/**
	 * Return the heading of a column of this figure.
	 * @return name and unit
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Return whether less is better: all figures but the rate are a time or a cost.
	 * @return {@code false} if more is better
	 */
	public boolean lessIsBetter() {
		return this != RATE;
	}

	/**
	 * Read this figure.
	 * @param window the window
	 * @return the figure, not a number if the window has none
	 */
	public double of(Window window) {
		return this.reader.applyAsDouble(window);
	}

}
