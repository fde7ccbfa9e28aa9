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

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BytesCodecTests {

	private static final byte[] BYTES = { 1, 2, 3, 4 };

	private final BytesCodec codec = new BytesCodec();

	@Test
	void whenTypeIsBytesOrBufferThenItIsSupported() {
		assertThat(this.codec.name()).isEqualTo("bytes");
		assertThat(this.codec.supports(byte[].class)).isTrue();
		assertThat(this.codec.supports(ByteBuffer.class)).isTrue();
		assertThat(this.codec.supports(ByteBuffer.allocateDirect(1).getClass())).isTrue();
		assertThat(this.codec.supports(String.class)).isFalse();
		assertThat(this.codec.supports(Byte[].class)).isFalse();
		assertThat(this.codec.supports(Object.class)).isFalse();
	}

	@Test
	void whenBytesThenTheyAreNotCopied() {
		assertThat(this.codec.encode(BYTES, Object.class)).isSameAs(BYTES);
		assertThat(this.codec.decode(BYTES, byte[].class)).isSameAs(BYTES);
		assertThat(this.codec.decode(BYTES, Object.class)).isSameAs(BYTES);
	}

	@Test
	void whenBufferIsEncodedThenOnlyWhatRemainsIsAndItStaysAsItWas() {
		ByteBuffer buffer = ByteBuffer.wrap(BYTES).position(1).limit(3);
		assertThat(this.codec.encode(buffer, Object.class)).containsExactly(2, 3);
		assertThat(buffer.position()).isEqualTo(1);
		assertThat(buffer.remaining()).isEqualTo(2);
	}

	@Test
	void whenBufferIsDirectOrReadOnlyThenItIsEncodedAllTheSame() {
		assertThat(this.codec.encode(ByteBuffer.allocateDirect(4).put(BYTES).flip(), Object.class)).containsExactly(1,
				2, 3, 4);
		assertThat(this.codec.encode(ByteBuffer.wrap(BYTES).asReadOnlyBuffer(), Object.class)).containsExactly(1, 2, 3,
				4);
		assertThat(this.codec.encode(ByteBuffer.allocate(0), Object.class)).isEmpty();
	}

	@Test
	void whenBufferIsDecodedThenItHasAllBytes() {
		assertThat(this.codec.decode(BYTES, ByteBuffer.class)).isEqualTo(ByteBuffer.wrap(BYTES));
	}

	@Test
	void whenTypeIsAnotherThenItIsAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.encode("text", Object.class))
			.withMessageContaining("java.lang.String");
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.decode(BYTES, String.class))
			.withMessageContaining("java.lang.String");
	}

}
