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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StandardFramingTests {

	private static final byte[] ID = { 'i', 'd' };

	private final PayloadConverter converter = new PayloadConverter(
			List.of(new TextCodec(), new JacksonCodec(JacksonCodec.JSON, new JsonMapper())), List.of());

	@ParameterizedTest
	@EnumSource(names = { "PUSH", "DEALER", "PAIR", "XSUB" })
	void whenTypeHasNoEnvelopeThenThePayloadIsAll(EndpointType type) {
		assertThat(frame(endpoint(type), "a", null, null)).isEqualTo(ZmqMessage.ofText("a"));
	}

	@ParameterizedTest
	@EnumSource(names = { "PUB", "XPUB" })
	void whenTypePublishesThenTheTopicStandsInFront(EndpointType type) {
		assertThat(frame(endpoint(type), "a", "grün", null)).isEqualTo(ZmqMessage.ofText("grün", "a"));
		assertThat(frame(endpoint(type), "a", "", null)).isEqualTo(ZmqMessage.ofText("", "a"));
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> frame(endpoint(type), "a", null, ID))
			.withMessageContaining("'out'")
			.withMessageContaining(
					"a " + type.name().toLowerCase(Locale.ROOT) + " endpoint needs a topic to send: use publish");
	}

	@Test
	void whenTypeRoutesThenTheRoutingIdStandsInFront() {
		assertThat(frame(endpoint(EndpointType.ROUTER), "a", null, ID)).isEqualTo(ZmqMessage.ofText("id", "a"));
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> frame(endpoint(EndpointType.ROUTER), "a", "topic", null))
			.withMessageContaining("a router endpoint needs a routing id to send: choose one with routingId");
	}

	@ParameterizedTest
	@EnumSource(names = { "PULL", "SUB", "REQ", "REP" })
	void whenTypeCannotSendThenItIsAnError(EndpointType type) {
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> frame(endpoint(type), "a", "topic", ID))
			.withMessageContaining("'out'")
			.withMessageContaining("a " + type.name().toLowerCase(Locale.ROOT) + " endpoint cannot send: ");
	}

	@Test
	void whenPayloadIsAMessageThenItsHeadersCount() {
		Message<String> message = MessageBuilder.withPayload("a")
			.setHeader(ZmqHeaders.TOPIC, "EUR")
			.setHeader(ZmqHeaders.ROUTING_ID, ID)
			.build();
		assertThat(frame(endpoint(EndpointType.PUB), message, null, null)).isEqualTo(ZmqMessage.ofText("EUR", "a"));
		assertThat(frame(endpoint(EndpointType.ROUTER), message, null, null)).isEqualTo(ZmqMessage.ofText("id", "a"));
		assertThat(frame(endpoint(EndpointType.PUSH), message, null, null)).isEqualTo(ZmqMessage.ofText("a"));
	}

	@Test
	void whenPayloadHasManyFramesThenAllOfThemFollow() {
		assertThat(frame(endpoint(EndpointType.PUB), ZmqMessage.ofText("a", "", "b"), "EUR", null))
			.isEqualTo(ZmqMessage.ofText("EUR", "a", "", "b"));
	}

	@Test
	void whenPayloadIsNullThenItIsAnEmptyFrame() {
		assertThat(frame(endpoint(EndpointType.PUSH), null, null, null)).isEqualTo(ZmqMessage.ofText(""));
	}

	@Test
	void whenRequestIsFramedThenAnyRepEchoesItsCorrelationId() {
		ZmqMessage request = request(EndpointType.REQ, 7, "a", "", "b");
		assertThat(request).isEqualTo(ZmqMessage.ofText("\0\0\0\0\0\0\0\7", "", "a", "", "b"));
		InboundMessage atRouter = Framing.of(endpoint(EndpointType.REP)).split(request.prepend(new byte[] { 'p' }));
		assertThat(atRouter.envelope()).isEqualTo(ZmqMessage.ofText("p", "\0\0\0\0\0\0\0\7", ""));
		assertThat(atRouter.payload()).isEqualTo(ZmqMessage.ofText("a", "", "b"));
	}

	@Test
	void whenReplyComesThenItHasTheCorrelationIdOfItsRequest() {
		Framing framing = Framing.of(endpoint(EndpointType.DEALER));
		InboundReply reply = framing.splitReply(request(EndpointType.DEALER, Long.MIN_VALUE, "a", "b"));
		assertThat(reply).isEqualTo(new InboundReply(Long.MIN_VALUE, ZmqMessage.ofText("a", "b")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			8 bytes!,_,a   | true
			8 bytes!,_,_   | true
			8 bytes!,_,a,b | true
			8 bytes!,_     | false
			8 bytes!,a,b   | false
			seven..,_,a    | false
			nine.....,_,a  | false
			_,a,_          | false
			8 bytes!       | false
			""")
	void whenCorrelationIdAndEmptyFrameStandInFrontThenItIsAReply(String message, boolean reply) {
		assertThat(Framing.of(endpoint(EndpointType.REQ)).splitReply(frames(message)) != null).isEqualTo(reply);
	}

	@Test
	void whenReplyIsFramedThenTheEnvelopeStandsInFront() {
		Framing framing = Framing.of(endpoint(EndpointType.ROUTER));
		InboundMessage request = framing.split(ZmqMessage.ofText("peer", "id", "", "question"));
		ZmqMessage reply = framing.reply(request, OutboundMessage.of(endpoint(EndpointType.ROUTER), "answer", null),
				this.converter.toFrames("out", null, "answer", null));
		assertThat(reply).isEqualTo(ZmqMessage.ofText("peer", "id", "", "answer"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			id,_   | 1 | true
			id,_,_ | 1 | false
			id,a,_ | 1 | false
			id,a   | 1 | false
			id     | 1 | false
			_      | 0 | true
			_,_    | 0 | false
			a      | 0 | false
			""")
	void whenAPeerHasSentNothingButAnEmptyFrameThenItIsAProbe(String message, int first, boolean probe) {
		assertThat(Framing.isProbe(frames(message), first)).isEqualTo(probe);
	}

	private ZmqMessage frame(ZmqEndpoint endpoint, @Nullable Object payload, @Nullable String topic,
			byte @Nullable [] routingId) {
		OutboundMessage message = OutboundMessage.of(endpoint, payload, null);
		if (topic != null) {
			message = message.withTopic(topic);
		}
		if (routingId != null) {
			message = message.withRoutingId(routingId);
		}
		return Framing.of(endpoint).message(message, this.converter.toFrames("out", null, message.payload(), null));
	}

	private static ZmqMessage request(EndpointType type, long id, String... payload) {
		return Framing.of(endpoint(type))
			.request(id, OutboundMessage.of(endpoint(type), null, null),
					ZmqMessage.builder().append(ZmqMessage.ofText(payload)));
	}

	private static ZmqMessage frames(String text) {
		return ZmqMessage.ofText(text.replace("_", "").split(",", -1));
	}

	private static ZmqEndpoint endpoint(EndpointType type) {
		return ZmqEndpoint.of("out", type, List.of("inproc://out"), List.of());
	}

}
