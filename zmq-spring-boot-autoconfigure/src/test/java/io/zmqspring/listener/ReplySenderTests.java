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

package io.zmqspring.listener;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.InboundMessage;
import io.zmqspring.convert.ZmqCodecException;
import io.zmqspring.convert.ZmqHeaders;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.ManagedSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ReplySender}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReplySenderTests {

	private static final String CATS = "[{\"kind\":\"cat\",\"name\":\"Tom\"}]";

	private static final ZmqMessage FROM_REQ = ZmqMessage.ofText("client", "", "question");

	private static final Duration SMALL_SEND_TIMEOUT = Duration.ofMillis(200);

	private final ListenerFixture fixture = new ListenerFixture(ListenerFixture.bound("rep", EndpointType.REP),
			ListenerFixture.bound("router", EndpointType.ROUTER), client("rep-client", "rep"),
			client("router-client", "router"), ListenerFixture.bound("pull", EndpointType.PULL),
			ZmqEndpoint.of("small", EndpointType.REP, List.of("tcp://127.0.0.1:*"), List.of())
				.withOptions(SocketOptions.NONE.with("sendHwm", 1).with("sendTimeout", SMALL_SEND_TIMEOUT)),
			ListenerFixture.bound("sub", EndpointType.SUB),
			ListenerFixture.bound("push", EndpointType.PUSH).withOptions(ListenerFixture.shortSend()),
			ListenerFixture.bound("pub", EndpointType.PUB),
			ListenerFixture.connected("pub-sub", EndpointType.SUB, "pub").withTopics(""));

	private static ZmqEndpoint client(String name, String to) {
		return ListenerFixture.connected(name, EndpointType.DEALER, to)
			.withOptions(SocketOptions.NONE.with("identity", "client"));
	}

	@BeforeEach
	void start() throws Exception {
		this.fixture.start();
		for (String endpoint : new String[] { "rep", "router" }) {
			assertThat(this.fixture.socket(endpoint).awaitPeers(1, Duration.ofSeconds(20))).isTrue();
			this.fixture.send(endpoint + "-client", "announce");
			ListenerFixture.next(this.fixture.received(endpoint));
		}
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenRepListenerReturnsThenReplyHasTheEnvelope() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("rep-client");
		sender("rep", null).send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ), "answer");
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("", "answer"));
	}

	@Test
	void whenPeerSendsNoDelimiterThenReplyHasNone() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("router-client");
		sender("router", null)
			.send(ListenerFixture.framing(EndpointType.REP).split(ZmqMessage.ofText("client", "question")), "answer");
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("answer"));
	}

	@Test
	void whenRepListenerReturnsNothingThenReplyIsEmpty() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("rep-client");
		sender("rep", null).send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ), null);
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("", ""));
	}

	@Test
	void whenRepListenerReturnsMessageWithoutFramesThenReplyIsEmpty() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("rep-client");
		sender("rep", null).send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ), ZmqMessage.of());
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("", ""));
	}

	@Test
	void whenTypeIsDeclaredThenElementsOfTheReplyHaveTheirTypeIds() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("rep-client");
		Type animals = ResolvableType.forClassWithGenerics(List.class, Animal.class).getType();
		sender("rep", null, animals).send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ),
				List.of(new Cat("Tom")));
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("", CATS));
		sender("rep", null, animals).send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ),
				MessageBuilder.withPayload(List.of(new Cat("Tom"))).build());
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("", CATS));
	}

	@Test
	void whenTypeIsDeclaredThenElementsOfWhatIsForwardedHaveTheirTypeIds() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("pub-sub");
		assertThat(this.fixture.socket("pub").awaitSubscribers(new byte[0], 1, Duration.ofSeconds(20))).isTrue();
		sender("sub", "pub", ResolvableType.forClassWithGenerics(List.class, Animal.class).getType())
			.send(topic("cats", "x"), List.of(new Cat("Tom")));
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("cats", CATS));
	}

	@Test
	void whenRouterListenerReturnsNothingThenThereIsNoReply() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("router-client");
		ReplySender sender = sender("router", null, String.class);
		sender.send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ), null);
		sender.send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ), "second");
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("", "second"));
	}

	@Test
	void whenReplyHasSeveralFramesThenAllFollowTheEnvelope() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("rep-client");
		sender("rep", null).send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ),
				ZmqMessage.ofText("a", "", "c"));
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("", "a", "", "c"));
	}

	@Test
	void whenReplyIsMessageThenItsPayloadIsSent() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("rep-client");
		sender("rep", null).send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ),
				MessageBuilder.withPayload("answer").build());
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("", "answer"));
	}

	@Test
	void whenListenerHasCodecThenItEncodesTheReply() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("rep-client");
		new ReplySender(this.fixture.socket("rep"), Framing.of(this.fixture.socket("rep").endpoint()),
				this.fixture.converter, "json", null, null)
			.send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ), "answer");
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("", "\"answer\""));
	}

	@Test
	void whenPeerHasGoneThenReplyIsCounted() {
		sender("rep", null).send(
				ListenerFixture.framing(EndpointType.REP).split(ZmqMessage.ofText("stranger", "", "question")),
				"answer");
		assertThat(this.fixture.dropped("rep", DropReason.UNROUTABLE_REPLY)).isEqualTo(1);
		assertThat(this.fixture.dropped("rep", DropReason.UNSENT_REPLY)).isZero();
	}

	@Test
	void whenPeerDoesNotReadThenOnlyItsFirstUnsentReplyWaits(CapturedOutput output) throws Exception {
		InboundMessage request = ListenerFixture.framing(EndpointType.REP)
			.split(ZmqMessage.ofText("mute", "", "question"));
		ReplySender sender = sender("small", null);
		try (ListenerFixture mute = muteClient()) {
			assertThat(mute.socket("mute").awaitPeers(1, Duration.ofSeconds(20))).isTrue();
			mute.send("mute", "announce");
			ListenerFixture.next(this.fixture.received("small"));
			while (this.fixture.dropped("small", DropReason.UNSENT_REPLY) == 0) {
				sender.send(request, new byte[100_000]);
			}
			long start = System.nanoTime();
			for (int i = 0; i < 10; i++) {
				sender.send(request, new byte[100_000]);
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SMALL_SEND_TIMEOUT.multipliedBy(5));
			assertThat(this.fixture.dropped("small", DropReason.UNSENT_REPLY)).isEqualTo(11);
			assertThat(output).containsOnlyOnce("until the peer reads again");
			BlockingQueue<ZmqMessage> received = mute.received("mute");
			await().until(() -> {
				long before = this.fixture.dropped("small", DropReason.UNSENT_REPLY);
				sender.send(request, "again");
				return this.fixture.dropped("small", DropReason.UNSENT_REPLY) == before;
			});
			ZmqMessage reply = ListenerFixture.next(received);
			while (!reply.equals(ZmqMessage.ofText("", "again"))) {
				reply = ListenerFixture.next(received);
			}
		}
	}

	private ListenerFixture muteClient() {
		String address = String.valueOf(this.fixture.socket("small").snapshot().connections().get(0).actual());
		return new ListenerFixture(ZmqEndpoint.of("mute", EndpointType.DEALER, List.of(), List.of(address))
			.withOptions(SocketOptions.NONE.with("identity", "mute").with("receiveHwm", 1))).start();
	}

	@Test
	void whenEndpointIsStoppedThenReplyIsCountedAndLogged(CapturedOutput output) {
		this.fixture.close();
		sender("rep", null).send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ), "answer");
		assertThat(this.fixture.dropped("rep", DropReason.UNSENT_REPLY)).isEqualTo(1);
		assertThat(output).contains("The reply ['answer'] is lost", "'rep'");
	}

	@Test
	void whenErrorHandlerReturnsThenOnlyReplyingTypesSendIt() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("rep-client");
		sender("rep", null).sendError(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ), "sorry");
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("", "sorry"));
		assertThatNoException().isThrownBy(() -> sender("pull", "push")
			.sendError(ListenerFixture.framing(EndpointType.PULL).split(ZmqMessage.ofText("x")), "sorry"));
	}

	@Test
	void whenListenerNamesEndpointThenTopicIsKept() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("pub-sub");
		assertThat(this.fixture.socket("pub").awaitSubscribers(new byte[0], 1, Duration.ofSeconds(20))).isTrue();
		sender("sub", "pub").send(topic("EUR", "1.1"), "1.2");
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("EUR", "1.2"));
	}

	@Test
	void whenReturnedMessageHasTopicThenItIsUsed() throws Exception {
		BlockingQueue<ZmqMessage> received = this.fixture.received("pub-sub");
		assertThat(this.fixture.socket("pub").awaitSubscribers(new byte[0], 1, Duration.ofSeconds(20))).isTrue();
		sender("sub", "pub").send(topic("EUR", "1.1"),
				MessageBuilder.withPayload("1.2").setHeader(ZmqHeaders.TOPIC, "USD").build());
		assertThat(ListenerFixture.next(received)).isEqualTo(ZmqMessage.ofText("USD", "1.2"));
	}

	@Test
	void whenForwardTimesOutThenItFails() {
		InboundMessage message = ListenerFixture.framing(EndpointType.PULL).split(ZmqMessage.ofText("x"));
		assertThatExceptionOfType(ZmqSendTimeoutException.class)
			.isThrownBy(() -> sender("pull", "push").send(message, "y"))
			.withMessageContaining("'push'");
		assertThatNoException().isThrownBy(() -> sender("pull", "push").send(message, null));
	}

	@Test
	void whenForwardHasNoTopicThenItFails() {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> sender("pull", "pub")
				.send(ListenerFixture.framing(EndpointType.PULL).split(ZmqMessage.ofText("x")), "y"))
			.withMessageContaining("needs a topic");
	}

	@Test
	void whenValueGoesNowhereThenThatIsLoggedOnce(CapturedOutput output) {
		ReplySender sender = sender("pull", null);
		InboundMessage message = ListenerFixture.framing(EndpointType.PULL).split(ZmqMessage.ofText("x"));
		sender.send(message, "y");
		sender.send(message, "z");
		assertThat(output).containsOnlyOnce("returned java.lang.String, which goes nowhere");
	}

	@Test
	void whenCodecIsMissingThenSendFails() {
		ReplySender sender = new ReplySender(this.fixture.socket("rep"),
				Framing.of(this.fixture.socket("rep").endpoint()), this.fixture.converter, "xml", null, null);
		assertThatExceptionOfType(ZmqCodecException.class)
			.isThrownBy(() -> sender.send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ), Map.of()));
	}

	@ParameterizedTest
	@EnumSource(names = { "REQ", "REP", "SUB", "PULL" })
	void whenTypeDoesNotSendThenItIsNoDestination(EndpointType type) {
		try (ListenerFixture other = new ListenerFixture(ListenerFixture.bound("target", type))) {
			assertThatExceptionOfType(ZmqOperationException.class)
				.isThrownBy(() -> ReplySender.requireSendable(other.socket("target")))
				.withMessageContaining("'target'");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "PUSH", "PUB", "XPUB", "XSUB", "DEALER", "ROUTER", "PAIR" })
	void whenTypeSendsThenItIsDestination(EndpointType type) {
		try (ListenerFixture other = new ListenerFixture(ListenerFixture.bound("target", type))) {
			assertThatNoException().isThrownBy(() -> ReplySender.requireSendable(other.socket("target")));
		}
	}

	@Test
	void whenReplyHasAHeaderThatCannotTravelThenItIsAnError() {
		ReplySender sender = sender("rep", null);
		Message<String> reply = MessageBuilder.withPayload("answer").setHeader("tenant", "a").build();
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> sender.send(ListenerFixture.framing(EndpointType.REP).split(FROM_REQ), reply))
			.withMessageContaining("the header 'tenant'");
	}

	private ReplySender sender(String endpoint, @Nullable String sendTo) {
		return sender(endpoint, sendTo, null);
	}

	private ReplySender sender(String endpoint, @Nullable String sendTo, @Nullable Type type) {
		ManagedSocket socket = this.fixture.socket(endpoint);
		return new ReplySender(socket, Framing.of(socket.endpoint()), this.fixture.converter, null, type,
				(sendTo != null) ? destination(this.fixture.socket(sendTo)) : null);
	}

	private static ReplySender.Destination destination(ManagedSocket socket) {
		return new ReplySender.Destination(socket, Framing.of(socket.endpoint()));
	}

	private static InboundMessage topic(String topic, String payload) {
		return new InboundMessage(ZmqMessage.of(), topic.getBytes(StandardCharsets.UTF_8), ZmqMessage.ofText(payload));
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Cat.class, name = "cat"))
	interface Animal {

	}

	record Cat(String name) implements Animal {

	}

}
