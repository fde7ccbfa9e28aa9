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

/**
 * How a ZeroMQ context is made.
 *
 * @param ioThreads the number of threads that do its network input and output, 1 or more
 * @param maxSockets the number of sockets that it may have at once, 1 or more
 * @param maxIncompleteSize how many bytes the messages may have together that its peers
 * have begun to send, 1 or more
 */
public record ContextSettings(int ioThreads, int maxSockets, long maxIncompleteSize) {

	/**
	 * ZeroMQ's own defaults, and a quarter of the maximum heap.
	 */
	public static final ContextSettings DEFAULTS = new ContextSettings(1, 1024, Runtime.getRuntime().maxMemory() / 4);

}
