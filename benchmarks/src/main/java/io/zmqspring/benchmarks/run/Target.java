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
 * How a figure of one contender should stand to that of another.
 *
 * @param subject the name of the contender that is judged
 * @param others the names of the contenders beside it; the best of them is the one to
 * compare with
 * @param figure the figure of both
 * @param bound whether the ratio is to be at least or at most the limit, or only to be
 * shown
 * @param limit the ratio to reach
 */
public record Target(String subject, List<String> others, Figure figure, Bound bound, double limit) {

	public Target {
		others = List.copyOf(others);
	}

	/**
	 * Create a target beside one contender.
	 * @param subject the name of the contender that is judged
	 * @param other the name of the contender beside it
	 * @param figure the figure of both
	 * @param bound whether the ratio is to be at least or at most the limit
	 * @param limit the ratio to reach
	 */
	public Target(String subject, String other, Figure figure, Bound bound, double limit) {
		this(subject, List.of(other), figure, bound, limit);
	}

	/**
	 * Create a comparison that is only to be shown.
	 * @param subject the name of the contender
	 * @param other the name of the contender beside it
	 * @param figure the figure of both
	 * @return the comparison
	 */
	public static Target none(String subject, String other, Figure figure) {
		return new Target(subject, other, figure, Bound.NONE, 0);
	}

	/**
	 * Return whether a ratio reaches this target.
	 * @param ratio the subject's figure divided by that of the other
	 * @return {@code true} if it does, or there is nothing to reach
	 */
	public boolean reached(double ratio) {
		return switch (this.bound) {
			case AT_LEAST -> ratio >= this.limit;
			case AT_MOST -> ratio <= this.limit;
			case NONE -> true;
		};
	}

	/**
	 * The side of the limit to be on.
	 */
	public enum Bound {

		/** The ratio is to be the limit or more. */
		AT_LEAST,

		/** The ratio is to be the limit or less. */
		AT_MOST,

		/** There is no limit. */
		NONE

	}

}
