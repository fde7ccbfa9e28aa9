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

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of all messages together that the peers of a context have begun to
 * send. JeroMQ allocates a frame as soon as it is announced, so that a few peers that
 * announce large frames and send no more could take all memory.
 */
final class IncompleteMessages {

	/**
	 * Smaller messages do not count: a peer that sends them is served whatever others do.
	 */
	private static final int COUNTED = 64 * 1024;

	private final long max;

	private final AtomicLong size = new AtomicLong();

	/**
	 * Create a bound.
	 * @param max how many bytes all messages together may have; a single one may have
	 * more
	 */
	IncompleteMessages(long max) {
		this.max = max;
	}

	/**
	 * Change the size of a message.
	 * @param from its size until now, zero if it is new
	 * @param to its size from now on, zero if it is complete
	 * @return whether there is room for it, otherwise its size is still the first one
	 */
	boolean resize(long from, long to) {
		long less = counted(from);
		long more = counted(to);
		if (less == more) {
			return true;
		}
		long current;
		long others;
		do {
			current = this.size.get();
			others = current - less;
			if (more > less && others > 0 && others + more > this.max) {
				return false;
			}
		}
		while (!this.size.compareAndSet(current, others + more));
		return true;
	}

	private static long counted(long size) {
		return (size > COUNTED) ? size : 0;
	}

	long size() {
		return this.size.get();
	}

	long max() {
		return this.max;
	}

}
