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

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqOperationException;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OutboundMessageTests {

	private static final byte[] ID = { 'i', 'd' };

	private static final ZmqEndpoint OUT = ZmqEndpoint.of("out", EndpointType.PUSH, List.of(), List.of());

	private final Message<String> message = MessageBuilder.withPayload("a")
		.setHeader(ZmqHeaders.TOPIC, "EUR")
		.setHeader(ZmqHeaders.ROUTING_ID, ID)
		.build();

	@Test
	void whenPayloadIsAnObjectThenItGoesNowhereSpecial() {
		OutboundMessage outbound = OutboundMessage.of(OUT, "a", null);
		assertThat(outbound.payload()).isEqualTo("a");
		assertThat(outbound.topic()).isNull();
		assertThat(outbound.routingId()).isNull();
		assertThat(OutboundMessage.of(OUT, null, null).payload()).isNull();
	}

	@Test
	void whenPayloadIsAMessageThenItsHeadersCount() {
		OutboundMessage outbound = OutboundMessage.of(OUT, this.message, null);
		assertThat(outbound.payload()).isEqualTo("a");
		assertThat(outbound.topic()).isEqualTo("EUR");
		assertThat(outbound.routingId()).isSameAs(ID);
	}

	@Test
	void whenCallerSaysMoreThanTheHeadersThenTheCallerWins() {
		byte[] other = { 'x' };
		OutboundMessage outbound = OutboundMessage.of(OUT, this.message, null).withTopic("USD").withRoutingId(other);
		assertThat(outbound.payload()).isEqualTo("a");
		assertThat(outbound.topic()).isEqualTo("USD");
		assertThat(outbound.routingId()).isSameAs(other);
	}

	@Test
	void whenHeaderCannotTravelThenItIsAnError() {
		Message<String> tenant = MessageBuilder.fromMessage(this.message).setHeader("tenant", "a").build();
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> OutboundMessage.of(OUT, tenant, null))
			.withMessageContaining("'out'")
			.withMessageContaining("the header 'tenant' of a message would be lost")
			.withMessageContaining("make it part of the payload");
	}

	@Test
	void whenHeadersSayWhereAMessageCameFromThenItCanBeSentOn() {
		assertThat(this.message.getHeaders()).containsKeys(MessageHeaders.ID, MessageHeaders.TIMESTAMP);
		Message<String> received = MessageBuilder.fromMessage(this.message)
			.setHeader(ZmqHeaders.ENDPOINT, "in")
			.build();
		assertThat(OutboundMessage.of(OUT, received, null).payload()).isEqualTo("a");
	}

}
