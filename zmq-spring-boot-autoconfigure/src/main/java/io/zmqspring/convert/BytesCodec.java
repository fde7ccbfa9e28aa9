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

package io.zmqspring.convert;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;

/**
 * The bytes themselves, as {@code byte[]} or {@link ByteBuffer}.
 */
public final class BytesCodec implements ZmqCodec {

	/**
	 * The name of the codec.
	 */
	public static final String NAME = "bytes";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public boolean supports(Type type) {
		return type == byte[].class || (type instanceof Class<?> raw && ByteBuffer.class.isAssignableFrom(raw));
	}

	@Override
	public byte[] encode(Object payload, Type type) {
		if (payload instanceof byte[] bytes) {
			return bytes;
		}
		if (payload instanceof ByteBuffer buffer) {
			byte[] bytes = new byte[buffer.remaining()];
			buffer.duplicate().get(bytes);
			return bytes;
		}
		throw new IllegalArgumentException(payload.getClass().getName() + " is neither byte[] nor ByteBuffer");
	}

	@Override
	public Object decode(byte[] bytes, Type type) {
		if (type == ByteBuffer.class) {
			return ByteBuffer.wrap(bytes);
		}
		if (type == byte[].class || type == Object.class) {
			return bytes;
		}
		throw new IllegalArgumentException(type.getTypeName() + " is neither byte[] nor ByteBuffer");
	}

}
