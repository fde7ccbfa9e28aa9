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

import java.util.function.Function;

import io.zmqspring.patch.GuardPatch;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * The allocator of a socket whose JeroMQ is patched: has a {@link PeerGuard} for each
 * connection.
 *
 * @see GuardPatch
 */
final class SocketGuard implements MsgAllocator, Function<Object, Object> {

	private final BoundedAllocator allocator;

	private final int maxFrames;

	private final IncompleteMessages incomplete;

	private final PeerEvents events;

	/**
	 * Create a guard.
	 * @param allocator allocates frames, and knows how large a message may be
	 * @param maxFrames how many frames a message may have
	 * @param incomplete bounds the messages that all peers have begun to send
	 * @param events receives what happens
	 */
	SocketGuard(BoundedAllocator allocator, int maxFrames, IncompleteMessages incomplete, PeerEvents events) {
		this.allocator = allocator;
		this.maxFrames = maxFrames;
		this.incomplete = incomplete;
		this.events = events;
	}

	@Override
	public Msg allocate(int size) {
		return this.allocator.allocate(size);
	}

	@Override
	public Object apply(Object channel) {
		this.events.greeted(channel);
		return new PeerGuard(channel, this.allocator, this.maxFrames, this.incomplete, this.events);
	}

}
