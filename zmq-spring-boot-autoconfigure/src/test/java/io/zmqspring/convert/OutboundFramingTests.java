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

import java.util.List;
import java.util.Locale;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OutboundFramingTests {

	private static final byte[] ID = { 'i', 'd' };

	private final OutboundFraming framing = new OutboundFraming(new PayloadConverter(
			List.of(new TextCodec(), new JacksonCodec(JacksonCodec.JSON, new JsonMapper())), List.of()));

	@ParameterizedTest
	@EnumSource(names = { "PUSH", "DEALER", "PAIR", "XSUB" })
	void whenTypeHasNoEnvelopeThenThePayloadIsAll(EndpointType type) {
		assertThat(this.framing.frame(endpoint(type), "a", null, null)).isEqualTo(ZmqMessage.ofText("a"));
	}

	@ParameterizedTest
	@EnumSource(names = { "PUB", "XPUB" })
	void whenTypePublishesThenTheTopicStandsInFront(EndpointType type) {
		assertThat(this.framing.frame(endpoint(type), "a", "grün", null)).isEqualTo(ZmqMessage.ofText("grün", "a"));
		assertThat(this.framing.frame(endpoint(type), "a", "", null)).isEqualTo(ZmqMessage.ofText("", "a"));
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.framing.frame(endpoint(type), "a", null, ID))
			.withMessageContaining("'out'")
			.withMessageContaining(
					"a " + type.name().toLowerCase(Locale.ROOT) + " endpoint needs a topic to send: use publish");
	}

	@Test
	void whenTypeRoutesThenTheRoutingIdStandsInFront() {
		assertThat(this.framing.frame(endpoint(EndpointType.ROUTER), "a", null, ID))
			.isEqualTo(ZmqMessage.ofText("id", "a"));
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.framing.frame(endpoint(EndpointType.ROUTER), "a", "topic", null))
			.withMessageContaining("a router endpoint needs a routing id to send: use sendTo");
	}

	@ParameterizedTest
	@EnumSource(names = { "PULL", "SUB", "REQ", "REP" })
	void whenTypeCannotSendThenItIsAnError(EndpointType type) {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.framing.frame(endpoint(type), "a", "topic", ID))
			.withMessageContaining("'out'")
			.withMessageContaining("a " + type.name().toLowerCase(Locale.ROOT) + " endpoint cannot send: ");
	}

	@Test
	void whenPayloadIsAMessageThenItsHeadersCount() {
		Message<String> message = MessageBuilder.withPayload("a")
			.setHeader(ZmqHeaders.TOPIC, "EUR")
			.setHeader(ZmqHeaders.ROUTING_ID, ID)
			.build();
		assertThat(this.framing.frame(endpoint(EndpointType.PUB), message, null, null))
			.isEqualTo(ZmqMessage.ofText("EUR", "a"));
		assertThat(this.framing.frame(endpoint(EndpointType.ROUTER), message, null, null))
			.isEqualTo(ZmqMessage.ofText("id", "a"));
		assertThat(this.framing.frame(endpoint(EndpointType.PUSH), message, null, null))
			.isEqualTo(ZmqMessage.ofText("a"));
	}

	@Test
	void whenCallerSaysMoreThanTheHeadersThenTheCallerWins() {
		Message<String> message = MessageBuilder.withPayload("a")
			.setHeader(ZmqHeaders.TOPIC, "EUR")
			.setHeader(ZmqHeaders.ROUTING_ID, ID)
			.build();
		assertThat(this.framing.frame(endpoint(EndpointType.XPUB), message, "USD", null))
			.isEqualTo(ZmqMessage.ofText("USD", "a"));
		assertThat(this.framing.frame(endpoint(EndpointType.ROUTER), message, null, new byte[] { 'x' }))
			.isEqualTo(ZmqMessage.ofText("x", "a"));
	}

	@Test
	void whenPayloadHasManyFramesThenAllOfThemFollow() {
		assertThat(this.framing.frame(endpoint(EndpointType.PUB), ZmqMessage.ofText("a", "", "b"), "EUR", null))
			.isEqualTo(ZmqMessage.ofText("EUR", "a", "", "b"));
	}

	@Test
	void whenPayloadIsNullThenItIsAnEmptyFrame() {
		assertThat(this.framing.frame(endpoint(EndpointType.PUSH), null, null, null)).isEqualTo(ZmqMessage.ofText(""));
	}

	@Test
	void whenEndpointHasACodecThenItIsUsed() {
		ZmqEndpoint json = endpoint(EndpointType.PUSH).toBuilder().codec("json").build();
		assertThat(this.framing.payload(json, "a")).isEqualTo(ZmqMessage.ofText("\"a\""));
		assertThat(this.framing.payload(json, MessageBuilder.withPayload("a").build()))
			.isEqualTo(ZmqMessage.ofText("\"a\""));
		assertThat(this.framing.payload(endpoint(EndpointType.PUSH), "a")).isEqualTo(ZmqMessage.ofText("a"));
	}

	private static ZmqEndpoint endpoint(EndpointType type) {
		return ZmqEndpoint.of("out", type, List.of("inproc://out"), List.of());
	}

}
