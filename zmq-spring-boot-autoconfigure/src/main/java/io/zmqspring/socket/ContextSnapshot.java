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

import org.jspecify.annotations.Nullable;

/**
 * What is known of a ZeroMQ context at one moment.
 *
 * @param name its name
 * @param ioThreads the number of its I/O threads
 * @param open whether it is open
 * @param rebuilds how often it was rebuilt because one of its threads died
 * @param ioErrors the number of exceptions that its threads survived
 * @param incompleteBytes the memory of large messages that its peers have begun to send
 * @param lastError what went wrong last, or null
 */
public record ContextSnapshot(String name, int ioThreads, boolean open, int rebuilds, long ioErrors,
		long incompleteBytes, @Nullable String lastError) {

}
