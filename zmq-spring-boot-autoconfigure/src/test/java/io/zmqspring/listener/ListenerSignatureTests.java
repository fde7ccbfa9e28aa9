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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.zmqspring.convert.ZmqHeaders;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.expression.StandardBeanExpressionResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ListenerSignature}.
 */
class ListenerSignatureTests {

	private final ListenerFixture fixture = new ListenerFixture(ListenerFixture.bound("orders", EndpointType.REP),
			ListenerFixture.bound("prices", EndpointType.SUB), ListenerFixture.bound("jobs", EndpointType.PULL));

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "twoTexts", "textAndFrames", "twoPayloads" })
	void whenTwoParametersWouldReceiveThePayloadThenMethodIsRefused(String name) {
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> create("orders", name))
			.withMessageContaining("'orders'")
			.withMessageContaining("the parameters 0 and 2 would both receive the payload");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "textAndMessage", "textAndHeaders" })
	void whenOneParameterReceivesThePayloadThenMethodIsAccepted(String name) {
		assertThatNoException().isThrownBy(() -> create("orders", name));
	}

	@ParameterizedTest
	@CsvSource({ "orders, topic, zmq_topic, a rep endpoint only have zmq_endpoint and zmq_routingId",
			"jobs, topic, zmq_topic, a pull endpoint only have zmq_endpoint",
			"prices, routingId, zmq_routingId, a sub endpoint only have zmq_endpoint and zmq_topic",
			"jobs, routingId, zmq_routingId, a pull endpoint only have zmq_endpoint",
			"orders, tenant, X-Tenant, a rep endpoint only have zmq_endpoint and zmq_routingId",
			"orders, byName, tenant, a rep endpoint only have zmq_endpoint and zmq_routingId",
			"orders, placeholder, X-resolved, a rep endpoint only have zmq_endpoint and zmq_routingId" })
	void whenRequiredHeaderIsNeverThereThenMethodIsRefused(String endpoint, String name, String header, String known) {
		this.beanFactory.addEmbeddedValueResolver((value) -> value.replace("${tenant}", "resolved"));
		this.beanFactory.setBeanExpressionResolver(new StandardBeanExpressionResolver());
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> create(endpoint, name))
			.withMessageContaining("requires the header '" + header + "', but messages of " + known);
	}

	@ParameterizedTest
	@CsvSource({ "orders, routingId", "prices, topic", "orders, textAndHeaders", "orders, notRequired",
			"orders, withDefault", "orders, optionalHeader", "orders, nullableHeader" })
	void whenHeaderIsThereOrNotRequiredThenMethodIsAccepted(String endpoint, String name) {
		assertThatNoException().isThrownBy(() -> create(endpoint, name));
	}

	@Test
	void whenHeaderHasAResolverOfItsOwnThenMethodIsAccepted() {
		HandlerMethodArgumentResolver tenants = new HandlerMethodArgumentResolver() {

			@Override
			public boolean supportsParameter(MethodParameter parameter) {
				return parameter.hasParameterAnnotation(Header.class);
			}

			@Override
			public Object resolveArgument(MethodParameter parameter, Message<?> message) {
				return "a";
			}

		};
		assertThatNoException().isThrownBy(() -> create("orders", new Target(), "tenant", List.of(tenants)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "asyncText", "asyncFuture", "asyncMono" })
	void whenAsyncMethodReturnsAValueThenItIsRefused(String name) {
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> create("orders", name))
			.withMessageContaining("the method is @Async and returns a ")
			.withMessageContaining("return a CompletableFuture, or remove @Async");
	}

	@Test
	void whenClassIsAsyncAndMethodReturnsAValueThenItIsRefused() {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> create("orders", new AsyncTarget(), "inherited", List.of()))
			.withMessageContaining("the method is @Async and returns a String");
	}

	@ParameterizedTest
	@ValueSource(strings = { "asyncNothing", "asyncCompletable" })
	void whenAsyncMethodReturnsNothingOrACompletionStageThenItIsAccepted(String name) {
		assertThatNoException().isThrownBy(() -> create("orders", name));
	}

	private void create(String endpoint, String name) {
		create(endpoint, new Target(), name, List.of());
	}

	private void create(String endpoint, Object target, String name, List<HandlerMethodArgumentResolver> resolvers) {
		new MethodListenerFactory(this.fixture.sockets, this.fixture.converter,
				DefaultConversionService.getSharedInstance(), null, resolvers, this.beanFactory)
			.create(endpoint, null, null, target, method(target, name));
	}

	private static Method method(Object target, String name) {
		return Arrays.stream(target.getClass().getMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	@Async
	public static class AsyncTarget {

		public String inherited(String text) {
			return text;
		}

	}

	@SuppressWarnings("unused")
	public static class Target {

		public void twoTexts(String first, @Header(ZmqHeaders.ENDPOINT) String endpoint, String second) {
		}

		public void textAndFrames(String text, @Header(ZmqHeaders.ENDPOINT) String endpoint, ZmqMessage frames) {
		}

		public void twoPayloads(@Payload String text, @Header(ZmqHeaders.ENDPOINT) String endpoint,
				@Payload byte[] bytes) {
		}

		public void nothing() {
		}

		public void textAndMessage(String text, Message<String> message) {
		}

		public void textAndHeaders(String text, @Header(ZmqHeaders.ENDPOINT) String endpoint,
				@Headers java.util.Map<String, Object> headers) {
		}

		public void topic(@Header(ZmqHeaders.TOPIC) String topic) {
		}

		public void routingId(@Header(ZmqHeaders.ROUTING_ID) byte[] id) {
		}

		public void tenant(@Header("X-Tenant") String tenant) {
		}

		public void byName(@Header String tenant) {
		}

		public void placeholder(@Header("X-${tenant}") String tenant) {
		}

		public void notRequired(@Header(name = "X-Tenant", required = false) String tenant) {
		}

		public void withDefault(@Header(name = "X-Tenant", defaultValue = "none") String tenant) {
		}

		public void optionalHeader(@Header("X-Tenant") Optional<String> tenant) {
		}

		public void nullableHeader(@Header("X-Tenant") @Nullable String tenant) {
		}

		@Async
		public String asyncText(String text) {
			return text;
		}

		@Async
		public Future<String> asyncFuture(String text) {
			return CompletableFuture.completedFuture(text);
		}

		@Async
		public Mono<String> asyncMono(String text) {
			return Mono.just(text);
		}

		@Async
		public void asyncNothing(String text) {
		}

		@Async
		public CompletableFuture<String> asyncCompletable(String text) {
			return CompletableFuture.completedFuture(text);
		}

	}

}
