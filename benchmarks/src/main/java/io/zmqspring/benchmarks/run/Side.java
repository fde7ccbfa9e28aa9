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

import java.util.Map;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One side of a contender, the only one in its JVM: it serves, or it makes the load. A
 * class that implements it has a public constructor with one {@link Settings} parameter,
 * and is ready to work when that returns. The methods are called by one thread.
 */
public interface Side extends AutoCloseable {

	/**
	 * Return where the other side connects to.
	 * @return the address, empty for a side that connects itself
	 */
	default String address() {
		return "";
	}

	/**
	 * Begin to make load.
	 */
	default void begin() {
	}

	/**
	 * Stop making load, and return when all of its threads have.
	 */
	default void end() {
	}

	/**
	 * Return how many operations this side has completed since it was made.
	 * @return the number of operations, 0 for a side that does not count
	 */
	default long operations() {
		return 0;
	}

	/**
	 * Return how many operations have failed since this side was made.
	 * @return the number of failures
	 */
	default long failures() {
		return 0;
	}

	/**
	 * Return the times of the operations since the last call, in nanoseconds.
	 * @return the times, {@code null} for a side that does not time operations
	 */
	default @Nullable Histogram times() {
		return null;
	}

	/**
	 * Return further figures of this side at this moment.
	 * @return figures by name
	 */
	default Map<String, Double> figures() {
		return Map.of();
	}

	@Override
	void close();

}
