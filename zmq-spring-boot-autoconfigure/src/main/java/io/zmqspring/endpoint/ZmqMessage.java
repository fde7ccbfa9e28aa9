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

	private ZmqMessage(byte[][] frames) {
		this.frames = frames;
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
		return this.frames.length;
	}

	/**
	 * Return one frame.
	 * @param index the position of the frame, from zero
	 * @return the frame itself, not a copy
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	public byte[] frame(int index) {
		return this.frames[index];
	}

	/**
	 * Return one frame as text in UTF-8.
	 * @param index the position of the frame, from zero
	 * @return the text
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	public String text(int index) {
		return new String(this.frames[index], StandardCharsets.UTF_8);
	}

	/**
	 * Return all frames.
	 * @return an unmodifiable list of the frames themselves, not of copies
	 */
	public List<byte[]> frames() {
		return List.of(this.frames);
	}

	/**
	 * Return the number of bytes in all frames together.
	 * @return the number of bytes
	 */
	public long bytes() {
		long bytes = 0;
		for (byte[] frame : this.frames) {
			bytes += frame.length;
		}
		return bytes;
	}

	/**
	 * Return a message that has the frames of another one in front of the frames of this
	 * one.
	 * @param head the message whose frames to put in front
	 * @return the longer message
	 */
	public ZmqMessage prepend(ZmqMessage head) {
		return prepend(head.frames);
	}

	/**
	 * Return a message that has other frames in front of the frames of this one.
	 * @param head the frames to put in front
	 * @return the longer message
	 */
	public ZmqMessage prepend(byte[]... head) {
		byte[][] joined = Arrays.copyOf(head, head.length + this.frames.length);
		System.arraycopy(this.frames, 0, joined, head.length, this.frames.length);
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
		if (from < 0 || to > this.frames.length || from > to) {
			throw new IndexOutOfBoundsException("frames " + from + " to " + to + " of " + this.frames.length);
		}
		return new ZmqMessage(Arrays.copyOfRange(this.frames, from, to));
	}

	@Override
	public Iterator<byte[]> iterator() {
		return new Iterator<>() {

			private int next;

			@Override
			public boolean hasNext() {
				return this.next < ZmqMessage.this.frames.length;
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
		return other instanceof ZmqMessage message && Arrays.deepEquals(this.frames, message.frames);
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(this.frames);
	}

	/**
	 * Return a short view for logs: the first frames, each cut after a few bytes; text
	 * where a frame is printable, hexadecimal where it is not.
	 */
	@Override
	public String toString() {
		StringBuilder view = new StringBuilder("[");
		for (int i = 0; i < Math.min(this.frames.length, VIEW_FRAMES); i++) {
			view.append((i > 0) ? ", " : "");
			appendView(view, this.frames[i]);
		}
		if (this.frames.length > VIEW_FRAMES) {
			view.append(", ... ").append(this.frames.length).append(" frames");
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

}
