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

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Allocates no frame that is larger than a message may be.
 * <p>
 * JeroMQ 0.6.0 reads an announced length of 2^63 or more as a negative one, which passes
 * any maximum, and casts it to an {@code int} of any value (jeromq issue 1005). Such a
 * frame becomes an empty command, which JeroMQ drops.
 */
final class BoundedAllocator implements MsgAllocator {

	private final MsgAllocator allocator;

	private final long max;

	/**
	 * Create an allocator.
	 * @param allocator allocates what is allowed
	 * @param max the size of the largest frame in bytes; negative: any size
	 */
	BoundedAllocator(MsgAllocator allocator, long max) {
		this.allocator = allocator;
		this.max = (max >= 0) ? max : Integer.MAX_VALUE;
	}

	long max() {
		return this.max;
	}

	@Override
	public Msg allocate(int size) {
		if (size >= 0 && size <= this.max) {
			return this.allocator.allocate(size);
		}
		Msg dropped = new Msg(0);
		dropped.setFlags(Msg.COMMAND);
		return dropped;
	}

}
