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

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TextCodecTests {

	private final TextCodec codec = new TextCodec();

	@Test
	void whenTypeIsTextThenItIsSupported() {
		assertThat(this.codec.name()).isEqualTo("text");
		assertThat(this.codec.supports(String.class)).isTrue();
		assertThat(this.codec.supports(CharSequence.class)).isTrue();
		assertThat(this.codec.supports(StringBuilder.class)).isTrue();
		assertThat(this.codec.supports(Object.class)).isFalse();
		assertThat(this.codec.supports(char[].class)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "grün", "\0\n", "\uFFFD", "\uD83D\uDE00" })
	void whenTextIsEncodedThenItComesBack(String text) throws Exception {
		byte[] bytes = this.codec.encode(text, Object.class);
		assertThat(bytes).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
		assertThat(this.codec.decode(bytes, String.class)).isEqualTo(text);
		assertThat(this.codec.decode(bytes, CharSequence.class)).isEqualTo(text);
		assertThat(this.codec.decode(bytes, Object.class)).isEqualTo(text);
	}

	@Test
	void whenTextIsNoStringThenItsTextIsEncoded() {
		assertThat(this.codec.encode(new StringBuilder("built"), Object.class))
			.isEqualTo("built".getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@MethodSource("noUtf8")
	void whenBytesAreNoUtf8ThenItIsAnError(byte[] bytes) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.decode(bytes, String.class))
			.withMessage("not UTF-8");
	}

	/**
	 * Latin-1, a character cut short, an overlong zero, half a surrogate pair.
	 */
	static byte[][] noUtf8() {
		return new byte[][] { { 'g', 'r', (byte) 0xFC, 'n' }, { 'a', (byte) 0xC3 }, { (byte) 0xC0, (byte) 0x80 },
				{ (byte) 0xED, (byte) 0xA0, (byte) 0x80 } };
	}

	@Test
	void whenTypeIsAnotherThenItIsAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.decode(new byte[0], StringBuilder.class))
			.withMessageContaining("java.lang.StringBuilder");
	}

}
