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

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class InboundFramingTests {

	@ParameterizedTest
	@CsvSource({ "REP, ENVELOPE", "ROUTER, ENVELOPE", "SUB, TOPIC", "XSUB, TOPIC", "PULL, PLAIN", "DEALER, PLAIN",
			"PAIR, PLAIN", "XPUB, PLAIN", "REQ, PLAIN", "PUB, PLAIN", "PUSH, PLAIN" })
	void whenTypeIsKnownThenItsFramingIs(EndpointType type, InboundFraming framing) {
		assertThat(InboundFraming.of(type)).isEqualTo(framing);
	}

	@Test
	void whenPlainThenAllFramesArePayload() {
		InboundMessage parts = InboundFraming.PLAIN.split(ZmqMessage.ofText("a", "", "b"));
		assertThat(parts.payload()).isEqualTo(ZmqMessage.ofText("a", "", "b"));
		assertThat(parts.envelope().size()).isZero();
		assertThat(parts.routingId()).isNull();
		assertThat(parts.topic()).isNull();
	}

	@Test
	void whenTopicThenTheFirstFrameIsIt() {
		InboundMessage parts = InboundFraming.TOPIC.split(ZmqMessage.ofText("grün", "a", "b"));
		assertThat(parts.topic()).isEqualTo("grün");
		assertThat(parts.topicFrame()).isEqualTo("grün".getBytes(StandardCharsets.UTF_8));
		assertThat(parts.payload()).isEqualTo(ZmqMessage.ofText("a", "b"));
		assertThat(parts.routingId()).isNull();
	}

	@Test
	void whenTopicHasNoPayloadThenItIsBoth() {
		InboundMessage parts = InboundFraming.TOPIC.split(ZmqMessage.ofText("EUR 1.1"));
		assertThat(parts.topic()).isEqualTo("EUR 1.1");
		assertThat(parts.payload()).isEqualTo(ZmqMessage.ofText("EUR 1.1"));
	}

	@Test
	void whenTopicIsEmptyThenItIsStillATopic() {
		InboundMessage parts = InboundFraming.TOPIC.split(ZmqMessage.ofText("", "a"));
		assertThat(parts.topic()).isEmpty();
		assertThat(parts.payload()).isEqualTo(ZmqMessage.ofText("a"));
	}

	/**
	 * Frames are joined by commas, and _ is an empty one.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			id,_,a       | id,_       | a
			id,_,a,b     | id,_       | a,b
			id,corr,_,a  | id,corr,_  | a
			id,_,_,a     | id,_       | _,a
			id,_,a,_,b   | id,_       | a,_,b
			id,_,_       | id,_       | _
			id,a         | id         | a
			id,a,b       | id         | a,b
			id,_         | id         | _
			id,a,_       | id         | a,_
			_,_,a        | _,_        | a
			""")
	void whenEnvelopeThenItEndsWithTheFirstEmptyFrameThatIsNotTheLast(String message, String envelope, String payload) {
		InboundMessage parts = InboundFraming.ENVELOPE.split(frames(message));
		assertThat(parts.envelope()).isEqualTo(frames(envelope));
		assertThat(parts.payload()).isEqualTo(frames(payload));
		assertThat(parts.routingId()).isEqualTo(frames(message).frame(0));
		assertThat(parts.topic()).isNull();
	}

	@Test
	void whenThereIsNothingButTheRoutingIdThenThereIsNoPayload() {
		InboundMessage parts = InboundFraming.ENVELOPE.split(ZmqMessage.ofText("id"));
		assertThat(parts.envelope()).isEqualTo(ZmqMessage.ofText("id"));
		assertThat(parts.payload().size()).isZero();
	}

	@ParameterizedTest
	@EnumSource(InboundFraming.class)
	void whenSplitThenNoFrameIsLost(InboundFraming framing) {
		ZmqMessage message = ZmqMessage.ofText("a", "b", "", "c");
		InboundMessage parts = framing.split(message);
		int topic = (parts.topicFrame() != null) ? 1 : 0;
		assertThat(parts.envelope().size() + topic + parts.payload().size()).isEqualTo(4);
	}

	private static ZmqMessage frames(String text) {
		return ZmqMessage.ofText(text.replace("_", "").split(",", -1));
	}

}
