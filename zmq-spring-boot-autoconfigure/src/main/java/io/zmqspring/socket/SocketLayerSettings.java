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

package io.zmqspring.socket;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.zmqspring.patch.JeroMqPatch;

/**
 * How the socket layer works as a whole.
 *
 * @param pollerThreads the number of threads that read the sockets, 1 or more
 * @param batchSize how many messages one socket may hand over before the poller looks at
 * the next one, 1 or more
 * @param shutdownTimeout how long a stop waits for a context to end, beyond the longest
 * linger of its sockets
 * @param excludedPatches the changes of JeroMQ that are not applied
 * @param contexts the contexts by name
 */
public record SocketLayerSettings(int pollerThreads, int batchSize, Duration shutdownTimeout,
		Set<JeroMqPatch> excludedPatches, Map<String, ContextSettings> contexts) {

	/**
	 * The defaults.
	 */
	public static final SocketLayerSettings DEFAULTS = new SocketLayerSettings(1, 256, Duration.ofSeconds(5), Set.of(),
			Map.of());

}
