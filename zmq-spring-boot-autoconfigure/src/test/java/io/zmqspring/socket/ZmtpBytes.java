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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Builds what a peer sends, byte for byte, after https://rfc.zeromq.org/spec/23/.
 */
final class ZmtpBytes {

	static final int GREETING_LENGTH = 64;

	static final int MORE = 1;

	static final int LONG = 2;

	static final int COMMAND = 4;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	ZmtpBytes greeting() {
		return greeting(3, "NULL");
	}

	ZmtpBytes greeting(int version, String mechanism) {
		raw(0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, version, 0);
		byte[] name = new byte[20];
		byte[] given = mechanism.getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(given, 0, name, 0, Math.min(given.length, name.length));
		this.bytes.writeBytes(name);
		this.bytes.writeBytes(new byte[32]);
		return this;
	}

	/**
	 * The greeting of a ZMTP 2.0 peer, a PUSH.
	 */
	ZmtpBytes oldGreeting() {
		return raw(0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 1, 8);
	}

	ZmtpBytes ready(String socketType) {
		ZmtpBytes body = new ZmtpBytes().property("Socket-Type", socketType).property("Identity", "");
		return command("READY", body.toByteArray());
	}

	ZmtpBytes property(String name, String value) {
		raw(name.length());
		text(name);
		this.bytes.writeBytes(ByteBuffer.allocate(4).putInt(value.length()).array());
		return text(value);
	}

	ZmtpBytes command(String name, byte[] body) {
		byte[] content = new ZmtpBytes().raw(name.length()).text(name).append(body).toByteArray();
		return frame(COMMAND, content);
	}

	ZmtpBytes frame(int flags, byte[] content) {
		if (content.length > 255) {
			return header(flags, content.length).append(content);
		}
		return raw(flags, content.length).append(content);
	}

	/**
	 * The header of a long frame, which may promise any length.
	 */
	ZmtpBytes header(int flags, long length) {
		raw(flags | LONG);
		this.bytes.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
		return this;
	}

	ZmtpBytes text(String text) {
		return append(text.getBytes(StandardCharsets.UTF_8));
	}

	ZmtpBytes append(byte[] more) {
		this.bytes.writeBytes(more);
		return this;
	}

	ZmtpBytes raw(int... values) {
		for (int value : values) {
			this.bytes.write(value);
		}
		return this;
	}

	byte[] toByteArray() {
		return this.bytes.toByteArray();
	}

}
