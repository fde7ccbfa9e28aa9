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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ZmqMessageTests {

	private final ZmqMessage message = ZmqMessage.ofText("a", "b", "c");

	@Test
	void whenMadeFromTextThenFramesAreUtf8() {
		ZmqMessage text = ZmqMessage.ofText("grün", "");
		assertThat(text.frame(0)).containsExactly('g', 'r', 0xC3, 0xBC, 'n');
		assertThat(text.frame(1)).isEmpty();
		assertThat(text.text(0)).isEqualTo("grün");
	}

	@Test
	void whenArrayOrListChangesThenTheMessageDoesNot() {
		byte[][] array = { { 'a' }, { 'b' } };
		List<byte[]> list = new ArrayList<>(List.of(array));
		ZmqMessage ofArray = ZmqMessage.of(array);
		ZmqMessage ofList = ZmqMessage.of(list);
		array[0] = new byte[] { 'x' };
		list.clear();
		assertThat(ofArray).isEqualTo(ZmqMessage.ofText("a", "b"));
		assertThat(ofList).isEqualTo(ZmqMessage.ofText("a", "b"));
	}

	@Test
	void whenFrameIsReadThenItIsNoCopy() {
		byte[] frame = { 1, 2 };
		ZmqMessage owner = ZmqMessage.of(frame);
		assertThat(owner.frame(0)).isSameAs(frame);
		assertThat(owner.frames().get(0)).isSameAs(frame);
		assertThat(owner.iterator().next()).isSameAs(frame);
	}

	@Test
	void whenThereAreNoFramesThenItIsEmpty() {
		ZmqMessage empty = ZmqMessage.of();
		assertThat(empty.size()).isZero();
		assertThat(empty.bytes()).isZero();
		assertThat(empty.frames()).isEmpty();
		assertThat(empty).isEmpty();
		assertThat(empty).hasToString("[]");
	}

	@Test
	void whenThereIsNoSuchFrameThenItIsAnError() {
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> this.message.frame(3));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> this.message.text(-1));
	}

	@Test
	void whenFramesAreListedThenTheListCannotBeChanged() {
		assertThat(this.message.frames()).hasSize(3);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.message.frames().remove(0));
	}

	@Test
	void whenIteratedThenAllFramesComeInOrder() {
		List<String> texts = new ArrayList<>();
		this.message.forEach((frame) -> texts.add(new String(frame, StandardCharsets.UTF_8)));
		assertThat(texts).containsExactly("a", "b", "c");
		Iterator<byte[]> iterator = ZmqMessage.ofText("a").iterator();
		iterator.next();
		assertThat(iterator.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
	}

	@Test
	void whenBytesAreCountedThenAllFramesCount() {
		assertThat(ZmqMessage.of(new byte[3], new byte[0], new byte[1000]).bytes()).isEqualTo(1003);
	}

	@Test
	void whenFramesArePrependedThenTheyStandInFront() {
		ZmqMessage longer = this.message.prepend(new byte[] { 'x' }, new byte[0]);
		assertThat(longer).isEqualTo(ZmqMessage.ofText("x", "", "a", "b", "c"));
		assertThat(this.message.size()).isEqualTo(3);
		assertThat(this.message.prepend()).isEqualTo(this.message);
		assertThat(ZmqMessage.of().prepend(new byte[] { 'x' })).isEqualTo(ZmqMessage.ofText("x"));
	}

	@Test
	void whenSlicedThenTheRangeIsKept() {
		assertThat(this.message.slice(1, 3)).isEqualTo(ZmqMessage.ofText("b", "c"));
		assertThat(this.message.slice(0, 3)).isEqualTo(this.message);
		assertThat(this.message.slice(3, 3)).isEqualTo(ZmqMessage.of());
		assertThat(this.message.slice(0, 0).size()).isZero();
	}

	@Test
	void whenSliceIsUsedThenItKnowsNothingOfTheRest() {
		ZmqMessage slice = ZmqMessage.ofText("x", "ab", "c", "y").slice(1, 3);
		assertThat(slice).isEqualTo(ZmqMessage.ofText("ab", "c")).hasSameHashCodeAs(ZmqMessage.ofText("ab", "c"));
		assertThat(slice).hasToString("['ab', 'c']");
		assertThat(slice.bytes()).isEqualTo(3);
		assertThat(slice.frames()).hasSize(2);
		assertThat(slice).hasSize(2);
		assertThat(slice.slice(1, 2)).isEqualTo(ZmqMessage.ofText("c"));
		assertThat(slice.prepend(new byte[] { 'z' })).isEqualTo(ZmqMessage.ofText("z", "ab", "c"));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.frame(2));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.frame(-1));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.slice(0, 3));
	}

	@Test
	void whenBuiltThenFramesStandInOrder() {
		ZmqMessage built = ZmqMessage.builder()
			.append(new byte[] { 'c' })
			.prepend(new byte[] { 'b' })
			.prepend(new byte[] { 'a' })
			.build();
		assertThat(built).isEqualTo(this.message);
		assertThat(ZmqMessage.builder().build()).isEqualTo(ZmqMessage.of());
		assertThat(ZmqMessage.builder().append(this.message).build()).isEqualTo(this.message);
		assertThat(ZmqMessage.builder().prepend(this.message).size()).isEqualTo(3);
	}

	@Test
	void whenMoreFramesAreBuiltThanThereIsRoomForThenNoneIsLost() {
		ZmqMessage.Builder builder = ZmqMessage.builder();
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			builder.append(ZmqMessage.ofText("a" + i, "b" + i)).prepend(ZmqMessage.ofText("c" + i, "d" + i, "e" + i));
			expected.addAll(List.of("a" + i, "b" + i));
			expected.addAll(0, List.of("c" + i, "d" + i, "e" + i));
		}
		assertThat(builder.size()).isEqualTo(250);
		assertThat(builder.build()).isEqualTo(ZmqMessage.ofText(expected.toArray(String[]::new)));
	}

	@Test
	void whenBuilderGoesOnThenTheMessageDoesNotChange() {
		ZmqMessage.Builder builder = ZmqMessage.builder().append(new byte[] { 'a' });
		ZmqMessage built = builder.build();
		builder.append(new byte[] { 'b' }).prepend(new byte[] { 'c' });
		assertThat(built).isEqualTo(ZmqMessage.ofText("a"));
	}

	@ParameterizedTest
	@CsvSource({ "-1, 1", "0, 4", "2, 1", "4, 4" })
	void whenRangeIsNotOfTheMessageThenItIsAnError(int from, int to) {
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> this.message.slice(from, to))
			.withMessageContaining(from + " to " + to + " of 3");
	}

	@Test
	void whenFramesHaveTheSameContentThenMessagesAreEqual() {
		ZmqMessage same = ZmqMessage.of(List.of("a".getBytes(StandardCharsets.UTF_8),
				"b".getBytes(StandardCharsets.UTF_8), "c".getBytes(StandardCharsets.UTF_8)));
		assertThat(same).isEqualTo(this.message).hasSameHashCodeAs(this.message);
	}

	@Test
	void whenFramesDifferThenMessagesAreNotEqual() {
		assertThat((Object) this.message).isNotEqualTo(ZmqMessage.ofText("ab", "c"))
			.isNotEqualTo(ZmqMessage.ofText("a", "b"))
			.isNotEqualTo(ZmqMessage.ofText("a", "b", "c", ""))
			.isNotEqualTo(ZmqMessage.ofText("c", "b", "a"))
			.isNotEqualTo("[a, b, c]")
			.isNotEqualTo(null);
	}

	@Test
	void whenFramesArePrintableThenTheViewIsText() {
		assertThat(ZmqMessage.ofText("EUR", "", "{\"a\": ~1}")).hasToString("['EUR', '', '{\"a\": ~1}']");
	}

	@Test
	void whenFramesAreNotPrintableThenTheViewIsHexadecimal() {
		assertThat(ZmqMessage.of(new byte[] { 0, 'a', -1 }, new byte[] { 127 })).hasToString("[0x0061ff, 0x7f]");
		assertThat(ZmqMessage.ofText("a\nb")).as("a log line cannot be forged").hasToString("[0x610a62]");
		assertThat(ZmqMessage.ofText("ü")).hasToString("[0xc3bc]");
	}

	@Test
	void whenFrameIsLongThenTheViewIsCut() {
		assertThat(ZmqMessage.ofText("a".repeat(32))).hasToString("['" + "a".repeat(32) + "']");
		assertThat(ZmqMessage.ofText("a".repeat(33))).hasToString("['" + "a".repeat(32) + "'... 33 bytes]");
		assertThat(ZmqMessage.of(new byte[1_000_000])).hasToString("[0x" + "00".repeat(32) + "... 1000000 bytes]");
	}

	@Test
	void whenThereAreManyFramesThenTheViewIsCut() {
		String[] texts = new String[8];
		Arrays.fill(texts, "f");
		assertThat(ZmqMessage.ofText(texts)).hasToString("['f', 'f', 'f', 'f', 'f', 'f', 'f', 'f']");
		assertThat(ZmqMessage.ofText(texts).prepend(new byte[0]))
			.hasToString("['', 'f', 'f', 'f', 'f', 'f', 'f', 'f', ... 9 frames]");
	}

}
