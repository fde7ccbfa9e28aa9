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

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.TextCodec;
import io.zmqspring.convert.ZmqCodecException;
import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.convert.ZmqHeaders;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqUnknownEndpointException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMsg;
import reactor.core.publisher.Mono;

import org.springframework.core.MethodParameter;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.support.ErrorMessage;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link MethodListenerFactory}.
 */
class MethodListenerFactoryTests {

	private final ListenerFixture fixture = new ListenerFixture(ListenerFixture.bound("orders", EndpointType.REP),
			ListenerFixture.bound("prices", EndpointType.SUB), ListenerFixture.bound("jobs", EndpointType.PULL),
			ListenerFixture.bound("out", EndpointType.PUSH));

	private final Target target = new Target();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenParameterIsBytesThenItIsTheFrame() throws Exception {
		assertThat(call("bytes", "x")).isEqualTo("x".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void whenParameterIsStringThenItIsTheText() throws Exception {
		assertThat(call("string", "größe")).isEqualTo("größe");
	}

	@Test
	void whenParameterIsByteBufferThenItHoldsTheFrame() throws Exception {
		assertThat(call("buffer", "x")).isEqualTo(ByteBuffer.wrap(new byte[] { 'x' }));
	}

	@Test
	void whenParameterIsOfOwnTypeThenCodecDecodesIt() throws Exception {
		assertThat(call("order", "{\"item\":\"tea\",\"count\":2}")).isEqualTo(new Order("tea", 2));
	}

	@Test
	void whenParameterIsGenericThenElementsHaveTheirType() throws Exception {
		assertThat(call("orders", "[{\"item\":\"tea\",\"count\":2}]")).isEqualTo(List.of(new Order("tea", 2)));
	}

	@Test
	void whenParameterIsPrimitiveThenCodecDecodesIt() throws Exception {
		assertThat(call("number", "7")).isEqualTo(7);
	}

	@Test
	void whenParameterIsZmqMessageThenItHasThePayloadFrames() throws Exception {
		assertThat(call("frames", "a", "", "c")).isEqualTo(ZmqMessage.ofText("a", "", "c"));
	}

	@Test
	void whenParameterIsListOfBytesThenItHasThePayloadFrames() throws Exception {
		assertThat(call("list", "a", "b")).asInstanceOf(InstanceOfAssertFactories.list(byte[].class))
			.containsExactly(new byte[] { 'a' }, new byte[] { 'b' });
	}

	@Test
	void whenParameterIsZMsgThenItHasThePayloadFrames() throws Exception {
		assertThat(call("zmsg", "a", "b")).hasToString("[ a, b ]");
	}

	@Test
	void whenParameterIsMessageThenItHasPayloadAndHeaders() throws Exception {
		Message<?> message = (Message<?>) call("message", "{\"item\":\"tea\",\"count\":2}");
		assertThat(message.getPayload()).isEqualTo(new Order("tea", 2));
		assertThat(message.getHeaders()).containsKey(ZmqHeaders.ROUTING_ID)
			.containsEntry(ZmqHeaders.ENDPOINT, "orders")
			.doesNotContainKeys(MessageHeaders.ID, MessageHeaders.TIMESTAMP);
	}

	@Test
	void whenParameterIsMessageOfListThenElementsHaveTheirType() throws Exception {
		assertThat(((Message<?>) call("messageOfList", "[{\"item\":\"tea\",\"count\":2}]")).getPayload())
			.isEqualTo(List.of(new Order("tea", 2)));
	}

	@Test
	void whenMessageIsOfAnythingThenItHasThePayloadFrames() throws Exception {
		assertThat(((Message<?>) call("messageOfAny", "a", "b")).getPayload()).isEqualTo(ZmqMessage.ofText("a", "b"));
	}

	@Test
	void whenFrameIsEmptyThenItIsPayloadLikeAnyOther() throws Exception {
		assertThat(call("string", "")).isEqualTo("");
		assertThat(call("bytes", "")).isEqualTo(new byte[0]);
		assertThat(((Message<?>) call("messageOfString", "")).getPayload()).isEqualTo("");
		assertThat(call("frames", "")).isEqualTo(ZmqMessage.ofText(""));
	}

	@Test
	void whenPayloadMayBeMissingThenEmptyFrameIsNone() throws Exception {
		assertThat(call("maybe", "")).isEqualTo("nothing");
		assertThat(call("maybe", "{\"item\":\"tea\",\"count\":2}")).isEqualTo("tea");
		assertThat(call("optional", "")).isEqualTo(Optional.empty());
		assertThat(call("optional", "{\"item\":\"tea\",\"count\":2}")).isEqualTo(Optional.of(new Order("tea", 2)));
	}

	@Test
	void whenHeadersAreAskedForThenTheyAreGiven() throws Exception {
		assertThat(call("routingId", "x")).isEqualTo("peer".getBytes(StandardCharsets.UTF_8));
		assertThat(call("headers", "x")).asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsOnlyKeys(ZmqHeaders.ENDPOINT, ZmqHeaders.ROUTING_ID);
	}

	@Test
	void whenTopicIsAskedForThenItIsGiven() throws Exception {
		MessageListener listener = factory(null).create("prices", null, "out", this.target, method("topic"));
		assertThat(listener.onMessage(ListenerFixture.framing(EndpointType.SUB).split(ZmqMessage.ofText("EUR", "1.1"))))
			.isEqualTo("EUR=1.1");
	}

	@Test
	void whenPayloadIsUndecodableThenCallFails() {
		assertThatExceptionOfType(ZmqConversionException.class).isThrownBy(() -> call("order", "{"))
			.withMessageContaining("'orders'");
		assertThatExceptionOfType(ZmqConversionException.class).isThrownBy(() -> call("order", "{}", "{}"))
			.withMessageContaining("one payload frame");
	}

	@ParameterizedTest
	@ValueSource(strings = { "valid", "validated" })
	void whenPayloadIsInvalidThenCallFails(String name) throws Exception {
		assertThat(call(name, "{\"item\":\"tea\",\"count\":2}")).isEqualTo(new Order("tea", 2));
		assertThatExceptionOfType(MethodArgumentNotValidException.class)
			.isThrownBy(() -> call(name, "{\"item\":\"tea\",\"count\":0}"))
			.withMessageContaining("count");
	}

	@ParameterizedTest
	@ValueSource(strings = { "valid", "validated" })
	void whenThereIsNoValidatorThenValidationIsRefused(String name) {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.fixture.methods().create("orders", null, null, this.target, method(name)))
			.withMessageContaining("Validator");
	}

	@Test
	void whenMethodThrowsThenItIsThrownAsItIs() {
		assertThatIllegalStateException().isThrownBy(() -> call("failing", "x")).withMessage("failing");
	}

	@Test
	void whenCodecIsChosenThenItIsUsed() throws Exception {
		MessageListener listener = factory(null).create("orders", "json", null, this.target, method("string"));
		assertThat(listener.onMessage(request("\"x\""))).isEqualTo("x");
	}

	@Test
	void whenParameterHasResolverOfItsOwnThenThatIsAsked() throws Exception {
		HandlerMethodArgumentResolver custom = new HandlerMethodArgumentResolver() {

			@Override
			public boolean supportsParameter(MethodParameter parameter) {
				return parameter.getParameterType() == Thread.class;
			}

			@Override
			public Object resolveArgument(MethodParameter parameter, Message<?> message) {
				return Thread.currentThread();
			}

		};
		MethodListenerFactory factory = new MethodListenerFactory(this.fixture.sockets,
				new PayloadConverter(List.of(new TextCodec()), List.of()), DefaultConversionService.getSharedInstance(),
				null, List.of(custom), null);
		assertThat(factory.create("orders", null, null, this.target, method("custom")).onMessage(request("x")))
			.isEqualTo(Thread.currentThread().getName());
	}

	@Test
	void whenParameterOfSuperclassIsGenericThenItHasItsType() throws Exception {
		MessageListener listener = factory(null).create("orders", null, null, this.target, method("inherited"));
		assertThat(listener.onMessage(request("{\"item\":\"tea\",\"count\":2}"))).isEqualTo("tea");
	}

	@ParameterizedTest
	@ValueSource(strings = { "order", "orders", "message", "optional" })
	void whenNoCodecDecodesParameterThenFactoryFails(String name) {
		assertThatExceptionOfType(ZmqCodecException.class).isThrownBy(() -> textOnly(name))
			.withMessageContaining("'orders'")
			.withMessageContaining("Order");
	}

	@ParameterizedTest
	@ValueSource(strings = { "replyOrder", "replyFuture", "replyMono", "replyMessage" })
	void whenNoCodecEncodesReplyThenFactoryFails(String name) {
		assertThatExceptionOfType(ZmqCodecException.class).isThrownBy(() -> textOnly(name))
			.withMessageContaining("Order");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes", "string", "buffer", "frames", "list", "zmsg", "messageOfAny", "nothing", "any",
			"routingId" })
	void whenNoCodecIsNeededThenNoneIsMissed(String name) {
		assertThatNoException().isThrownBy(() -> textOnly(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "genericMessage", "errorMessage" })
	void whenParameterIsMessageOfAnotherTypeThenFactoryFails(String name) {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> factory(null).create("orders", null, null, this.target, method(name)))
			.withMessageContaining("'orders'")
			.withMessageContaining("the parameter 0 is a " + name.substring(0, 1).toUpperCase() + name.substring(1))
			.withMessageContaining("use Message");
	}

	@Test
	void whenCodecIsUnknownThenFactoryFails() {
		assertThatExceptionOfType(ZmqCodecException.class)
			.isThrownBy(() -> factory(null).create("orders", "xml", null, this.target, method("order")))
			.withMessageContaining("'xml'");
	}

	@Test
	void whenEndpointIsUnknownThenFactoryFails() {
		assertThatExceptionOfType(ZmqUnknownEndpointException.class)
			.isThrownBy(() -> factory(null).create("order", null, null, this.target, method("order")));
	}

	@Test
	void whenEndpointOnlySendsThenFactoryFails() {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> factory(null).create("out", null, null, this.target, method("string")))
			.withMessageContaining("cannot be listened to");
	}

	@ParameterizedTest
	@CsvSource({ "string", "replyFuture", "replyMono", "any" })
	void whenReturnValueGoesNowhereThenFactoryFails(String name) {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> factory(null).create("jobs", null, null, this.target, method(name)))
			.withMessageContaining("'jobs'")
			.withMessageContaining("@SendTo");
		assertThatNoException().isThrownBy(() -> factory(null).create("jobs", null, "out", this.target, method(name)));
	}

	@ParameterizedTest
	@CsvSource({ "nothing", "futureOfNothing", "monoOfNothing" })
	void whenNothingIsReturnedThenNoDestinationIsNeeded(String name) {
		assertThatNoException().isThrownBy(() -> factory(null).create("jobs", null, null, this.target, method(name)));
	}

	@ParameterizedTest
	@CsvSource({ "string, java.lang.String", "any, java.lang.Object", "list, java.util.List<byte[]>",
			"replyFuture, Order", "replyMono, Order", "replyMessage, Order", "replyOrders, java.util.List<Order>",
			"inheritedReply, java.util.List<Order>" })
	void whenMethodReturnsAValueThenListenerDeclaresItsType(String name, String type) {
		Type declared = factory(null).create("orders", null, null, this.target, method(name)).returnType();
		assertThat(declared.getTypeName().replace(MethodListenerFactoryTests.class.getName() + '$', ""))
			.isEqualTo(type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "futureOfNothing", "monoOfNothing", "futureOfAny" })
	void whenMethodReturnsNothingOrDoesNotSayWhatThenListenerDeclaresNoType(String name) {
		assertThat(factory(null).create("orders", null, null, this.target, method(name)).returnType()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null" })
	void whenPayloadOfAMessageIsNullThenCallFails(String json) {
		assertThatExceptionOfType(ZmqConversionException.class).isThrownBy(() -> call("message", json))
			.withMessageContaining("'orders'")
			.withMessageContaining("the payload is null, which a Message cannot have");
	}

	private void textOnly(String name) {
		new MethodListenerFactory(this.fixture.sockets,
				new PayloadConverter(List.of(new TextCodec()), List.of(new io.zmqspring.socket.ZMsgConverter())),
				DefaultConversionService.getSharedInstance(), null, List.of(), null)
			.create("orders", null, null, this.target, method(name));
	}

	private @Nullable Object call(String name, String... payload) throws Exception {
		LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
		validator.afterPropertiesSet();
		return factory(validator).create("orders", null, null, this.target, method(name)).onMessage(request(payload));
	}

	private MethodListenerFactory factory(@Nullable LocalValidatorFactoryBean validator) {
		return new MethodListenerFactory(this.fixture.sockets, this.fixture.converter,
				DefaultConversionService.getSharedInstance(), validator, List.of(), null);
	}

	private static io.zmqspring.convert.InboundMessage request(String... payload) {
		return ListenerFixture.framing(EndpointType.REP)
			.split(ZmqMessage.ofText(payload).prepend("peer".getBytes(StandardCharsets.UTF_8), new byte[0]));
	}

	private static Method method(String name) {
		return Arrays.stream(Target.class.getMethods())
			.filter((method) -> method.getName().equals(name) && !method.isBridge())
			.findFirst()
			.orElseThrow();
	}

	record Order(String item, @Min(1) int count) {
	}

	public abstract static class Base<T extends Order> {

		public List<T> inheritedReply() {
			return List.of();
		}

		public String inherited(T order) {
			return order.item();
		}

	}

	@SuppressWarnings("unused")
	public static class Target extends Base<Order> {

		public byte[] bytes(byte[] payload) {
			return payload;
		}

		public String string(String payload) {
			return payload;
		}

		public ByteBuffer buffer(ByteBuffer payload) {
			return payload;
		}

		public Object order(Order order) {
			return order;
		}

		public Object orders(List<Order> orders) {
			return orders;
		}

		public Object number(int number) {
			return number;
		}

		public ZmqMessage frames(ZmqMessage message) {
			return message;
		}

		public List<byte[]> list(List<byte[]> frames) {
			return frames;
		}

		public ZMsg zmsg(ZMsg frames) {
			return frames;
		}

		public Object message(Message<Order> message) {
			return message;
		}

		public Object messageOfList(Message<List<Order>> message) {
			return message;
		}

		public Object messageOfAny(Message<?> message) {
			return message;
		}

		public Object messageOfString(Message<String> message) {
			return message;
		}

		public void genericMessage(GenericMessage<Order> message) {
		}

		public void errorMessage(ErrorMessage message) {
		}

		public String maybe(@Payload(required = false) @Nullable Order order) {
			return (order != null) ? order.item() : "nothing";
		}

		public Object optional(Optional<Order> order) {
			return order;
		}

		public byte[] routingId(@Header(ZmqHeaders.ROUTING_ID) byte[] id) {
			return id;
		}

		public Object headers(@Headers Map<String, Object> headers) {
			return headers;
		}

		public String topic(String payload, @Header(ZmqHeaders.TOPIC) String topic) {
			return topic + '=' + payload;
		}

		public Object valid(@Payload @Valid Order order) {
			return order;
		}

		public Object validated(@Validated Order order) {
			return order;
		}

		public String failing(String payload) {
			throw new IllegalStateException("failing");
		}

		public String custom(Thread thread) {
			return thread.getName();
		}

		public Order replyOrder() {
			return new Order("tea", 1);
		}

		public CompletableFuture<Order> replyFuture() {
			return CompletableFuture.completedFuture(replyOrder());
		}

		public Mono<Order> replyMono() {
			return Mono.just(replyOrder());
		}

		public Message<Order> replyMessage() {
			return org.springframework.messaging.support.MessageBuilder.withPayload(replyOrder()).build();
		}

		public CompletableFuture<Message<List<Order>>> replyOrders() {
			return CompletableFuture.completedFuture(null);
		}

		public CompletableFuture<?> futureOfAny() {
			return CompletableFuture.completedFuture(null);
		}

		public void nothing() {
		}

		public Object any() {
			return "any";
		}

		public CompletableFuture<Void> futureOfNothing() {
			return CompletableFuture.completedFuture(null);
		}

		public Mono<Void> monoOfNothing() {
			return Mono.empty();
		}

	}

}
