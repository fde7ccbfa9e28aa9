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

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.IntBinaryOperator;
import java.util.function.LongPredicate;

import io.zmqspring.patch.GuardPatch;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Bounds what one peer can send. Used on the I/O thread of its connection only.
 *
 * @see GuardPatch
 */
final class PeerGuard implements MsgAllocator, LongPredicate, IntBinaryOperator, BiConsumer<Object, @Nullable Object> {

	/**
	 * How large a frame may be before the handshake is complete. The commands of a
	 * handshake are much smaller.
	 */
	static final int MAX_HANDSHAKE_FRAME = 4096;

	/**
	 * A frame of this size is allocated without a look at the rest of its message: it may
	 * be a heartbeat in between.
	 */
	private static final int SMALL = 512;

	/**
	 * About the memory of a frame of a message, beside its content.
	 */
	private static final int FRAME_COST = 128;

	private static final int MECHANISM_START = 12;

	private static final int MECHANISM_END = 32;

	private final Object channel;

	private final BoundedAllocator allocator;

	private final long maxSize;

	private final int maxFrames;

	private final IncompleteMessages incomplete;

	private final PeerEvents events;

	private boolean ready;

	private int frames;

	private long bytes;

	private long held;

	PeerGuard(Object channel, BoundedAllocator allocator, int maxFrames, IncompleteMessages incomplete,
			PeerEvents events) {
		this.channel = channel;
		this.allocator = allocator;
		this.maxSize = allocator.max();
		this.maxFrames = maxFrames;
		this.incomplete = incomplete;
		this.events = events;
	}

	/**
	 * Return whether a frame of an announced size may be allocated.
	 */
	@Override
	public boolean test(long size) {
		if (!this.ready) {
			long max = Math.min(MAX_HANDSHAKE_FRAME, this.maxSize);
			return isWithin(size, max) || refuse(PeerRefusal.HANDSHAKE, "it announced a frame of "
					+ Long.toUnsignedString(size) + " bytes before its handshake was complete, which allows " + max);
		}
		if (!isWithin(size, this.maxSize) || (size > SMALL && !isWithin(this.bytes + size, this.maxSize))) {
			return refuseSize(size);
		}
		return hold(size) || refuse(PeerRefusal.MEMORY, "it announced a frame of " + size
				+ " bytes while others send large messages too, and max-incomplete-size is " + this.incomplete.max());
	}

	/**
	 * Note the memory of the message that is being received.
	 * @param size the size of the frame that is not there yet
	 * @return whether there is room for it
	 */
	private boolean hold(long size) {
		long needed = this.bytes + this.frames * (long) FRAME_COST + size;
		boolean room = this.incomplete.resize(this.held, needed);
		if (room) {
			this.held = needed;
		}
		return room;
	}

	private static boolean isWithin(long size, long max) {
		return size >= 0 && size <= max;
	}

	private boolean refuseSize(long size) {
		return refuse(PeerRefusal.MESSAGE_SIZE,
				"it sent a frame of " + Long.toUnsignedString(size) + " bytes"
						+ ((this.bytes > 0) ? " in a message of several frames" : "") + ", and max-message-size is "
						+ this.maxSize);
	}

	private boolean refuse(PeerRefusal refusal, String detail) {
		this.events.refused(this.channel, refusal, detail);
		return false;
	}

	@Override
	public Msg allocate(int size) {
		try {
			return this.allocator.allocate(size);
		}
		catch (OutOfMemoryError ex) {
			String detail = "there is no memory for its frame of " + size + " bytes (" + ex.getMessage() + ')';
			refuse(PeerRefusal.MEMORY, detail);
			throw new IllegalStateException(detail, ex);
		}
	}

	/**
	 * Count a received frame.
	 * @param size its size, or {@link GuardPatch#TAKE_BACK} or {@link GuardPatch#COMMAND}
	 * @param more 1 if more frames of the message follow
	 * @return 0 to refuse it
	 */
	@Override
	public int applyAsInt(int size, int more) {
		if (size == GuardPatch.COMMAND) {
			hold(0);
			return 1;
		}
		boolean accepted = (this.frames == 0 && more == 0) || count(size, more);
		hold(0);
		return accepted ? 1 : 0;
	}

	private boolean count(int size, int more) {
		if (size == GuardPatch.TAKE_BACK) {
			// JeroMQ never takes back but the first frame of a message.
			startMessage();
			return true;
		}
		this.frames++;
		if (this.frames > this.maxFrames) {
			return refuse(PeerRefusal.MESSAGE_FRAMES,
					"it sent a message of more than " + this.maxFrames + " frames (max-message-frames)");
		}
		if (!isWithin(this.bytes + size, this.maxSize)) {
			return refuseSize(size);
		}
		this.bytes += size;
		if (more == 0) {
			startMessage();
		}
		return true;
	}

	private void startMessage() {
		this.frames = 0;
		this.bytes = 0;
	}

	@Override
	public void accept(Object event, @Nullable Object detail) {
		if (GuardPatch.READY.equals(event)) {
			this.ready = true;
			this.events.ready(this.channel);
		}
		else if (GuardPatch.OTHER_MECHANISM.equals(event) && detail instanceof ByteBuffer greeting) {
			refuse(PeerRefusal.MECHANISM,
					"it uses the security mechanism " + mechanism(greeting) + ", which this endpoint does not use");
		}
		else if (GuardPatch.FAILED.equals(event)) {
			refuse(PeerRefusal.PROTOCOL, "what it sent led to " + detail);
		}
		else if (GuardPatch.CLOSED.equals(event)) {
			startMessage();
			hold(0);
		}
	}

	/**
	 * Read the mechanism from a greeting.
	 * @see <a href="https://rfc.zeromq.org/spec/23/">23/ZMTP</a>
	 */
	private static String mechanism(ByteBuffer greeting) {
		StringBuilder name = new StringBuilder();
		for (int i = MECHANISM_START; i < MECHANISM_END && greeting.get(i) > ' '; i++) {
			name.append((char) greeting.get(i));
		}
		return name.isEmpty() ? "?" : name.toString();
	}

}
