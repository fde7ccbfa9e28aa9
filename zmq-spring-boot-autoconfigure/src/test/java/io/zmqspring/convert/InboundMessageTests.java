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

import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InboundMessageTests {

	private static final ZmqMessage PAYLOAD = ZmqMessage.ofText("a");

	@Test
	void whenThereIsAnEnvelopeThenItsFirstFrameIsTheRoutingId() {
		byte[] id = { 0, 1, 2 };
		assertThat(new InboundMessage(ZmqMessage.of(id, new byte[0]), null, PAYLOAD).routingId()).isSameAs(id);
		assertThat(new InboundMessage(ZmqMessage.of(), null, PAYLOAD).routingId()).isNull();
	}

	@Test
	void whenTopicIsNoTextThenItIsReadAsFarAsPossible() {
		byte[] topic = { 'E', (byte) 0xFF };
		InboundMessage message = new InboundMessage(ZmqMessage.of(), topic, PAYLOAD);
		assertThat(message.topic()).isEqualTo("E\uFFFD");
		assertThat(message.topicFrame()).isSameAs(topic);
		assertThat(new InboundMessage(ZmqMessage.of(), null, PAYLOAD).topic()).isNull();
	}

}
