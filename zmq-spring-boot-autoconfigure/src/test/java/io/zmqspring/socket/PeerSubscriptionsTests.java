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

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PeerSubscriptions}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PeerSubscriptionsTests {

	private final PeerSubscriptions table = new PeerSubscriptions("prices", 10_000);

	@Test
	void whenPeersHaveGoneThenNoTopicHasMoreSubscribersThanWereLeft() {
		this.table.note(new byte[] { 1, 'A' });
		this.table.note(new byte[] { 1, 'A' });
		this.table.note(new byte[] { 1, 'B' });
		this.table.cap(1);
		assertThat(this.table.snapshot()).isEqualTo(Map.of("A", 1, "B", 1));
		this.table.cap(0);
		assertThat(this.table.snapshot()).isEmpty();
	}

	@Test
	void whenFrameBeginsWithZeroOrOneThenItIsASubscription() {
		assertThat(PeerSubscriptions.isSubscription(new byte[] { 1 })).isTrue();
		assertThat(PeerSubscriptions.isSubscription(new byte[] { 0, 5 })).isTrue();
		assertThat(PeerSubscriptions.isSubscription(new byte[] { 2 })).isFalse();
		assertThat(PeerSubscriptions.isSubscription(new byte[] { -1 })).isFalse();
		assertThat(PeerSubscriptions.isSubscription(new byte[0])).isFalse();
	}

	@Test
	void whenTopicMatchesThenItsPrefixesAreCounted() {
		subscribe(1, "");
		subscribe(1, "EUR");
		subscribe(1, "EUR");
		subscribe(1, "EUR/USD");
		assertThat(this.table.matching(bytes("EUR/USD"))).isEqualTo(4);
		assertThat(this.table.matching(bytes("EUR"))).isEqualTo(3);
		assertThat(this.table.matching(bytes("E"))).isEqualTo(1);
		assertThat(this.table.snapshot()).containsEntry("", 1).containsEntry("EUR", 2).containsEntry("EUR/USD", 1);
	}

	@Test
	void whenLastSubscriberGoesThenTheTopicIsForgotten() {
		subscribe(1, "EUR");
		subscribe(1, "EUR");
		assertThat(subscribe(0, "EUR")).isTrue();
		assertThat(this.table.matching(bytes("EUR"))).isZero();
		assertThat(subscribe(0, "EUR")).isFalse();
	}

	@Test
	void whenTopicIsBinaryThenItIsKeptApart() {
		this.table.note(new byte[] { 1, (byte) 0xff });
		assertThat(this.table.matching(new byte[] { (byte) 0xff, 1 })).isEqualTo(1);
		assertThat(this.table.matching(new byte[] { (byte) 0xfe })).isZero();
		subscribe(1, "größer");
		assertThat(this.table.snapshot()).containsKey("größer");
	}

	@Test
	void whenBinaryTopicsLookTheSameAsTextThenAllOfThemAreCounted() {
		this.table.note(new byte[] { 1, (byte) 0xfe });
		this.table.note(new byte[] { 1, (byte) 0xff });
		assertThat(this.table.snapshot().values()).containsExactly(2);
	}

	@Test
	void whenTopicIsAsLongAsItMayBeThenItIsKept() {
		assertThat(subscribe(1, "a".repeat(PeerSubscriptions.MAX_LENGTH - 1))).isTrue();
		assertThat(subscribe(1, "a".repeat(PeerSubscriptions.MAX_LENGTH))).isFalse();
		assertThat(this.table.snapshot()).hasSize(1);
	}

	@Test
	void whenThereAreTooManyTopicsThenNoMoreAreKept(CapturedOutput output) {
		for (int i = 0; i < 10_000; i++) {
			subscribe(1, "topic " + i);
		}
		assertThat(output).doesNotContain("max-remembered-topics");
		subscribe(1, "topic 10000");
		assertThat(this.table.snapshot()).hasSize(10_000);
		assertThat(this.table.size()).isEqualTo(10_000);
		assertThat(subscribe(1, "topic 0")).isTrue();
		assertThat(subscribe(1, "another")).isFalse();
		assertThat(output).containsOnlyOnce("'prices': its peers have subscribed to more than 10000 topics");
		assertThat(this.table.note(new byte[PeerSubscriptions.MAX_LENGTH + 1])).isFalse();
		this.table.clear();
		assertThat(this.table.snapshot()).isEmpty();
	}

	private boolean subscribe(int kind, String topic) {
		byte[] text = bytes(topic);
		byte[] frame = new byte[text.length + 1];
		frame[0] = (byte) kind;
		System.arraycopy(text, 0, frame, 1, text.length);
		return this.table.note(frame);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
