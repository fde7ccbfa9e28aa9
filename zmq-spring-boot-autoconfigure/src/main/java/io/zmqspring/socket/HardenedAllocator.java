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
import zmq.msg.MsgAllocatorThreshold;

/**
 * An allocator that survives a frame whose length does not fit an int. JeroMQ 0.6.0 reads
 * an announced length of 2^63 or more as negative, lets it pass below any maximum, and
 * its I/O thread then fails on it again and again (jeromq issue 1005).
 */
final class HardenedAllocator implements MsgAllocator {

	private final MsgAllocator allocator;

	HardenedAllocator(int heapThreshold) {
		this.allocator = new MsgAllocatorThreshold(heapThreshold);
	}

	@Override
	public Msg allocate(int size) {
		if (size >= 0) {
			return this.allocator.allocate(size);
		}
		// A command that no mechanism knows is dropped; the other peers live on.
		Msg dropped = new Msg(0);
		dropped.setFlags(Msg.COMMAND);
		return dropped;
	}

}
