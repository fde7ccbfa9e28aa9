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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text in UTF-8. Bytes that are not UTF-8 are an error, not question marks.
 */
public final class TextCodec implements ZmqCodec {

	/**
	 * The name of the codec.
	 */
	public static final String NAME = "text";

	private static final char REPLACEMENT = '\uFFFD';

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public boolean supports(Type type) {
		return type instanceof Class<?> raw && CharSequence.class.isAssignableFrom(raw);
	}

	@Override
	public byte[] encode(Object payload, Type type) {
		return payload.toString().getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public Object decode(byte[] bytes, Type type) {
		if (type != String.class && type != CharSequence.class && type != Object.class) {
			throw new IllegalArgumentException(type.getTypeName() + " is not String");
		}
		String text = new String(bytes, StandardCharsets.UTF_8);
		return (text.indexOf(REPLACEMENT) < 0) ? text : decodeStrictly(bytes);
	}

	/**
	 * Decode text with a replacement character, which either was sent or stands for bytes
	 * that are no text.
	 */
	private static String decodeStrictly(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("not UTF-8", ex);
		}
	}

}
