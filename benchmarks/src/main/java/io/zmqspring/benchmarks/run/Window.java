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

/**
 * What one contender did in one window of measurement.
 *
 * @param contender the contender's name
 * @param seconds the length of the window
 * @param operations the operations that were completed in it
 * @param failures the operations that failed in it, or in the same round before or after
 * it; one more if load was to be made and no operation was completed
 * @param cpuSeconds the CPU time that both sides used in it
 * @param foreign the part of the machine that others used in it, 0 to 1
 * @param figures further figures by name
 */
public record Window(String contender, double seconds, long operations, long failures, double cpuSeconds,
		double foreign, Map<String, Double> figures) {

	/**
	 * Return the operations a second.
	 * @return the rate
	 */
	public double rate() {
		return this.operations / this.seconds;
	}

	/**
	 * Return a further figure.
	 * @param name the figure's name
	 * @return the figure, not a number if there is none
	 */
	public double figure(String name) {
		return this.figures.getOrDefault(name, Double.NaN);
	}

}
