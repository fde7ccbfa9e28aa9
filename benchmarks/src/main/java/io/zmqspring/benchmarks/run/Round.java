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

import java.util.List;

/**
 * One turn of all contenders.
 *
 * @param number the round's number, from 1
 * @param start after which start of the contenders it was, from 1
 * @param disturbed whether others used the machine meanwhile or an operation failed, so
 * that the round does not count
 * @param windows what each contender did, in the order in which they ran
 */
public record Round(int number, int start, boolean disturbed, List<Window> windows) {

	public Round {
		windows = List.copyOf(windows);
	}

	/**
	 * Return the contenders of which operations failed.
	 * @return the contenders' names
	 */
	public List<String> failed() {
		return this.windows.stream().filter((window) -> window.failures() > 0).map(Window::contender).toList();
	}

	/**
	 * Return a figure of a contender.
	 * @param figure the figure
	 * @param contender the contender's name
	 * @return the figure, not a number if the contender did not take part
	 */
	public double figure(Figure figure, String contender) {
		for (Window window : this.windows) {
			if (window.contender().equals(contender)) {
				return figure.of(window);
			}
		}
		return Double.NaN;
	}

}
