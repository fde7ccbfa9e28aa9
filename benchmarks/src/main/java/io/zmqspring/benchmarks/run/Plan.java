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
import java.util.List;

/**
 * How long and how often to measure.
 *
 * @param rounds the number of undisturbed rounds
 * @param warmUp how long each contender works before the first round
 * @param runIn how long a contender works in each round before the window
 * @param window the length of a window
 * @param foreign the part of the machine, 0 to 1, that others may use in a window
 * @param jvmArguments the arguments of each side's JVM
 */
public record Plan(int rounds, Duration warmUp, Duration runIn, Duration window, double foreign,
		List<String> jvmArguments) {

	public Plan {
		if (rounds < 1) {
			throw new IllegalArgumentException("There must be one round at least, not " + rounds);
		}
		jvmArguments = List.copyOf(jvmArguments);
	}

	/**
	 * Return how many rounds to run at most, with those that do not count.
	 * @return the number of rounds
	 */
	public int mostRounds() {
		return this.rounds * 3;
	}

}
