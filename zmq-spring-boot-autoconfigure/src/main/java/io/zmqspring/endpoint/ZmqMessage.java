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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * An immutable list of frames, as ZeroMQ sends and receives them. A message has at least
 * one frame to be sent; a frame may be empty.
 * <p>
 * Frames are handed over, not copied: whoever gives an array to a message, or takes one
 * from it, must not change its content afterwards.
 * <p>
 * Instances may be used from any thread.
 */
public final class ZmqMessage implements Iterable<byte[]> {

	private static final int VIEW_FRAMES = 8;

	private static final int VIEW_BYTES = 32;

	private static final byte[][] NO_FRAMES = {};

	private final byte[][] frames;

	private final int from;

	private final int to;

	private ZmqMessage(byte[][] frames) {
		this(frames, 0, frames.length);
	}

	private ZmqMessage(byte[][] frames, int from, int to) {
		this.frames = frames;
		this.from = from;
		this.to = to;
	}

	/**
	 * Build a message from its last frames to its first.
	 * @return a builder without frames
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Create a message of one frame.
	 * @param frame the frame
	 * @return the message
	 */
	public static ZmqMessage of(byte[] frame) {
		return new ZmqMessage(new byte[][] { frame });
	}

	/**
	 * Create a message from the given frames.
	 * @param frames the frames, in the order in which they are sent
	 * @return the message
	 */
	public static ZmqMessage of(byte[]... frames) {
		return new ZmqMessage(frames.clone());
	}

	/**
	 * Create a message from the given frames.
	 * @param frames the frames, in the order in which they are sent
	 * @return the message
	 */
	public static ZmqMessage of(List<byte[]> frames) {
		return new ZmqMessage(frames.toArray(NO_FRAMES));
	}

	/**
	 * Create a message whose frames are the given texts in UTF-8.
	 * @param frames the texts, in the order in which they are sent
	 * @return the message
	 */
	public static ZmqMessage ofText(String... frames) {
		byte[][] encoded = new byte[frames.length][];
		for (int i = 0; i < frames.length; i++) {
			encoded[i] = frames[i].getBytes(StandardCharsets.UTF_8);
		}
		return new ZmqMessage(encoded);
	}

	/**
	 * Return the number of frames.
	 * @return the number of frames, zero or more
	 */
	public int size() {
		return this.to - this.from;
	}

	/**
	 * Return one frame.
	 * @param index the position of the frame, from zero
	 * @return the frame itself, not a copy
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	public byte[] frame(int index) {
		return this.frames[this.from + Objects.checkIndex(index, size())];
	}

	/**
	 * Return one frame as text in UTF-8.
	 * @param index the position of the frame, from zero
	 * @return the text
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	public String text(int index) {
		return new String(frame(index), StandardCharsets.UTF_8);
	}

	/**
	 * Return all frames.
	 * @return an unmodifiable list of the frames themselves, not of copies
	 */
	public List<byte[]> frames() {
		return List.of(Arrays.copyOfRange(this.frames, this.from, this.to));
	}

	/**
	 * Return the number of bytes in all frames together.
	 * @return the number of bytes
	 */
	public long bytes() {
		long bytes = 0;
		for (int i = this.from; i < this.to; i++) {
			bytes += this.frames[i].length;
		}
		return bytes;
	}

	/**
	 * Return a message that has other frames in front of the frames of this one.
	 * @param head the frames to put in front
	 * @return the longer message
	 */
	public ZmqMessage prepend(byte[]... head) {
		byte[][] joined = Arrays.copyOf(head, head.length + size());
		System.arraycopy(this.frames, this.from, joined, head.length, size());
		return new ZmqMessage(joined);
	}

	/**
	 * Return a message with some of the frames of this one.
	 * @param from the first frame to keep, from zero
	 * @param to the first frame to leave out again
	 * @return the shorter message
	 * @throws IndexOutOfBoundsException if this is not a range of this message
	 */
	public ZmqMessage slice(int from, int to) {
		if (from < 0 || to > size() || from > to) {
			throw new IndexOutOfBoundsException("frames " + from + " to " + to + " of " + size());
		}
		return new ZmqMessage(this.frames, this.from + from, this.from + to);
	}

	@Override
	public Iterator<byte[]> iterator() {
		return new Iterator<>() {

			private int next = ZmqMessage.this.from;

			@Override
			public boolean hasNext() {
				return this.next < ZmqMessage.this.to;
			}

			@Override
			public byte[] next() {
				if (!hasNext()) {
					throw new NoSuchElementException();
				}
				return ZmqMessage.this.frames[this.next++];
			}

		};
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ZmqMessage message && Arrays.equals(this.frames, this.from, this.to, message.frames,
				message.from, message.to, Arrays::compare);
	}

	@Override
	public int hashCode() {
		int hash = 1;
		for (byte[] frame : this) {
			hash = 31 * hash + Arrays.hashCode(frame);
		}
		return hash;
	}

	/**
	 * Return a short view for logs: the first frames, each cut after a few bytes; text
	 * where a frame is printable, hexadecimal where it is not.
	 */
	@Override
	public String toString() {
		StringBuilder view = new StringBuilder("[");
		for (int i = 0; i < Math.min(size(), VIEW_FRAMES); i++) {
			view.append((i > 0) ? ", " : "");
			appendView(view, frame(i));
		}
		if (size() > VIEW_FRAMES) {
			view.append(", ... ").append(size()).append(" frames");
		}
		return view.append(']').toString();
	}

	private static void appendView(StringBuilder view, byte[] frame) {
		int shown = Math.min(frame.length, VIEW_BYTES);
		boolean printable = true;
		for (int i = 0; i < shown; i++) {
			printable &= frame[i] >= ' ' && frame[i] <= '~';
		}
		if (printable) {
			view.append('\'').append(new String(frame, 0, shown, StandardCharsets.US_ASCII)).append('\'');
		}
		else {
			view.append("0x");
			for (int i = 0; i < shown; i++) {
				view.append(Character.forDigit((frame[i] >> 4) & 0xF, 16))
					.append(Character.forDigit(frame[i] & 0xF, 16));
			}
		}
		if (shown < frame.length) {
			view.append("... ").append(frame.length).append(" bytes");
		}
	}

	/**
	 * Builds a message from its last frames to its first: first the payload is appended,
	 * and then put in front of it what the pattern asks for, for which there is room.
	 * Used by one thread, and for one message.
	 */
	public static final class Builder {

		private static final int HEAD = 3;

		private byte[][] frames = new byte[HEAD + 1][];

		private int from = HEAD;

		private int to = HEAD;

		private Builder() {
		}

		/**
		 * Return the number of frames so far.
		 * @return the number of frames
		 */
		public int size() {
			return this.to - this.from;
		}

		/**
		 * Append a frame.
		 * @param frame the frame
		 * @return this builder
		 */
		public Builder append(byte[] frame) {
			makeRoom(0, 1);
			this.frames[this.to++] = frame;
			return this;
		}

		/**
		 * Append all frames of a message.
		 * @param message the message
		 * @return this builder
		 */
		public Builder append(ZmqMessage message) {
			makeRoom(0, message.size());
			System.arraycopy(message.frames, message.from, this.frames, this.to, message.size());
			this.to += message.size();
			return this;
		}

		/**
		 * Put a frame in front.
		 * @param frame the frame
		 * @return this builder
		 */
		public Builder prepend(byte[] frame) {
			makeRoom(1, 0);
			this.frames[--this.from] = frame;
			return this;
		}

		/**
		 * Put all frames of a message in front.
		 * @param message the message
		 * @return this builder
		 */
		public Builder prepend(ZmqMessage message) {
			makeRoom(message.size(), 0);
			this.from -= message.size();
			System.arraycopy(message.frames, message.from, this.frames, this.from, message.size());
			return this;
		}

		private void makeRoom(int before, int after) {
			if (before <= this.from && after <= this.frames.length - this.to) {
				return;
			}
			byte[][] larger = new byte[HEAD + before + size() + after][];
			System.arraycopy(this.frames, this.from, larger, HEAD + before, size());
			this.to = HEAD + before + size();
			this.from = HEAD + before;
			this.frames = larger;
		}

		/**
		 * Return the message. The builder must not be used any more.
		 * @return the message
		 */
		public ZmqMessage build() {
			return new ZmqMessage(this.frames, this.from, this.to);
		}

	}

}
