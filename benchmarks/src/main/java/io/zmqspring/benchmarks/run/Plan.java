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
 * @param starts how often the JVMs are started anew: the rounds are divided among the
 * starts
 * @param warmUp how long each contender works after each start
 * @param runIn how long a contender works in each round before the window
 * @param window the length of a window
 * @param foreign the part of the machine, 0 to 1, that others may use in a window
 * @param jvmArguments the arguments of each side's JVM
 */
public record Plan(int rounds, int starts, Duration warmUp, Duration runIn, Duration window, double foreign,
		List<String> jvmArguments) {

	public Plan {
		if (rounds < 1) {
			throw new IllegalArgumentException("There must be one round at least, not " + rounds);
		}
		if (starts < 1 || starts > rounds) {
			throw new IllegalArgumentException(
					"There must be one start at least and no more than rounds, not " + starts);
		}
		jvmArguments = List.copyOf(jvmArguments);
	}

	/**
	 * Return the same plan with one start.
	 * @return the plan
	 */
	public Plan withOneStart() {
		return new Plan(this.rounds, 1, this.warmUp, this.runIn, this.window, this.foreign, this.jvmArguments);
	}

	/**
	 * Return how many undisturbed rounds to run after a start.
	 * @param start which of the starts, from 1
	 * @return the number of rounds
	 */
	public int rounds(int start) {
		return this.rounds * start / this.starts - this.rounds * (start - 1) / this.starts;
	}

	/**
	 * Return how many rounds to run after a start at most, with those that do not count.
	 * @param start which of the starts, from 1
	 * @return the number of rounds
	 */
	public int mostRounds(int start) {
		return rounds(start) * 3;
	}

}
