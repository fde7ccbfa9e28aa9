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

package io.zmqspring.listener;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * The settings of all listeners.
 *
 * @param prefetch how many messages one listener takes over at most: those that wait for
 * a worker, those that are being handled and those whose asynchronous reply is
 * outstanding; 1 or more. Beyond that ZeroMQ's own high-water mark holds the senders back
 * @param stopTimeout how long a stop waits for messages that were taken over to be
 * handled, zero or more
 * @param virtualThreads whether workers are virtual threads; ignored before Java 21
 */
public record ListenerSettings(int prefetch, Duration stopTimeout, boolean virtualThreads) {

	/**
	 * The defaults.
	 */
	public static final ListenerSettings DEFAULTS = new ListenerSettings(256, Duration.ofSeconds(8), false);

	public ListenerSettings {
		Assert.isTrue(prefetch > 0, "prefetch must be 1 or more");
		Assert.isTrue(!stopTimeout.isNegative(), "stopTimeout must not be negative");
	}

}
