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

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FrameMessageConverter}.
 */
class FrameMessageConverterTests {

	private static final ResolvableType INTEGERS = ResolvableType.forClassWithGenerics(List.class, Integer.class);

	private final ListenerFixture fixture = new ListenerFixture();

	private final FrameMessageConverter converter = new FrameMessageConverter(this.fixture.converter, "jobs", null);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenThereIsNoHintThenClassSaysTheType() {
		Message<?> message = new GenericMessage<>(ZmqMessage.ofText("[1]"));
		assertThat(this.converter.fromMessage(message, String.class)).isEqualTo("[1]");
		assertThat(this.converter.fromMessage(message, List.class)).isEqualTo(List.of(1));
	}

	@Test
	void whenHintIsParameterThenItSaysTheType() {
		Message<?> message = new GenericMessage<>(ZmqMessage.ofText("{\"a\":[1]}"));
		assertThat(this.converter.fromMessage(message, Map.class, parameter("map")))
			.isEqualTo(Map.of("a", List.of(1L)));
	}

	@Test
	void whenParameterWrapsThePayloadThenTypeIsThatOfThePayload() {
		assertThat(FrameMessageConverter.payloadType(parameter("plain"))).hasToString(INTEGERS.toString());
		assertThat(FrameMessageConverter.payloadType(parameter("optional"))).hasToString(INTEGERS.toString());
		assertThat(FrameMessageConverter.payloadType(parameter("message"))).hasToString(INTEGERS.toString());
		assertThat(FrameMessageConverter.payloadType(parameter("any"))).isEqualTo(Object.class);
		assertThat(FrameMessageConverter.payloadType(parameter("raw"))).isEqualTo(Object.class);
	}

	@Test
	void whenMessageIsMadeThenItHasFramesAndHeaders() {
		MessageHeaders headers = new MessageHeaders(Map.of("a", 1));
		Message<?> message = this.converter.toMessage("x", headers);
		assertThat(message.getPayload()).isEqualTo(ZmqMessage.ofText("x"));
		assertThat(message.getHeaders()).containsEntry("a", 1);
		assertThat(this.converter.toMessage("x", null).getPayload()).isEqualTo(ZmqMessage.ofText("x"));
	}

	private static MethodParameter parameter(String name) {
		for (var method : ReflectionUtils.getDeclaredMethods(Parameters.class)) {
			if (method.getName().equals(name)) {
				return new MethodParameter(method, 0);
			}
		}
		throw new IllegalArgumentException(name);
	}

	@SuppressWarnings({ "unused", "rawtypes" })
	interface Parameters {

		void plain(List<Integer> payload);

		void optional(Optional<List<Integer>> payload);

		void message(Message<List<Integer>> payload);

		void any(Message<?> payload);

		void raw(Message payload);

		void map(Map<String, List<Long>> payload);

	}

}
