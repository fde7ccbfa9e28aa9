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

package io.zmqspring.stress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A TCP connection to an endpoint that sends what it is told to and reads nothing but its
 * handshake.
 */
final class RawPeer implements AutoCloseable {

	private static final int LARGEST_SHORT_FRAME = 255;

	private final Socket socket;

	private final OutputStream out;

	RawPeer(String address) throws IOException {
		this.socket = new Socket("127.0.0.1", Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
		this.socket.setSoLinger(true, 0);
		this.out = this.socket.getOutputStream();
	}

	static byte[] greeting() {
		byte[] greeting = new byte[64];
		greeting[0] = (byte) 0xFF;
		greeting[8] = 1;
		greeting[9] = 0x7F;
		greeting[10] = 3;
		byte[] mechanism = "NULL".getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(mechanism, 0, greeting, 12, mechanism.length);
		return greeting;
	}

	RawPeer send(byte[] bytes) throws IOException {
		this.out.write(bytes);
		this.out.flush();
		return this;
	}

	/**
	 * Do the handshake, and wait for the endpoint's part of it.
	 * @param type the socket type to claim
	 */
	RawPeer shakeHands(String type) throws IOException {
		ByteArrayOutputStream ready = new ByteArrayOutputStream();
		ready.write(5);
		ready.writeBytes("READY".getBytes(StandardCharsets.US_ASCII));
		ready.write(11);
		ready.writeBytes("Socket-Type".getBytes(StandardCharsets.US_ASCII));
		ready.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(type.length()).array());
		ready.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
		send(greeting()).frame(4, ready.toByteArray());
		InputStream in = this.socket.getInputStream();
		in.readNBytes(greeting().length + 1);
		in.readNBytes(in.read());
		return this;
	}

	/**
	 * Send a message.
	 */
	RawPeer message(byte[]... frames) throws IOException {
		for (int i = 0; i < frames.length; i++) {
			frame((i < frames.length - 1) ? 1 : 0, frames[i]);
		}
		return this;
	}

	/**
	 * Wait until the endpoint has accepted the connection.
	 */
	RawPeer awaitAccepted() throws IOException {
		this.socket.getInputStream().read();
		return this;
	}

	private RawPeer frame(int flags, byte[] content) throws IOException {
		if (content.length > LARGEST_SHORT_FRAME) {
			this.out.write(flags | 2);
			this.out.write(ByteBuffer.allocate(Long.BYTES).putLong(content.length).array());
		}
		else {
			this.out.write(new byte[] { (byte) flags, (byte) content.length });
		}
		return send(content);
	}

	/**
	 * Send the first bytes of a greeting.
	 */
	RawPeer beginGreeting(int length) throws IOException {
		return send(Arrays.copyOf(greeting(), length));
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
