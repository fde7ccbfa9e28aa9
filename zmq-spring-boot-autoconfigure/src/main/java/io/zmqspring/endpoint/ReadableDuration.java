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

package io.zmqspring.endpoint;

import java.time.Duration;

/**
 * Writes durations in messages the way they are written in properties: {@code 700ms}
 * rather than {@code PT0.7S}.
 */
public final class ReadableDuration {

	private static final long NANOS_PER_MICRO = 1_000;

	private static final long NANOS_PER_MILLI = 1_000_000;

	private ReadableDuration() {
	}

	/**
	 * Return a duration as text.
	 * @param duration the duration
	 * @return a number with the largest unit, up to seconds, in which it is whole
	 */
	public static String of(Duration duration) {
		if (duration.isZero()) {
			return "0ms";
		}
		if (duration.getNano() == 0) {
			return duration.getSeconds() + "s";
		}
		if (duration.getNano() % NANOS_PER_MILLI == 0) {
			return duration.toMillis() + "ms";
		}
		return (duration.getNano() % NANOS_PER_MICRO == 0) ? duration.toNanos() / NANOS_PER_MICRO + "us"
				: duration.toNanos() + "ns";
	}

}
