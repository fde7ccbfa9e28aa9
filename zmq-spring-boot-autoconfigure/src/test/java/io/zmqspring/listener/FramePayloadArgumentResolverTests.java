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
import java.util.Optional;

import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.endpoint.ZmqMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FramePayloadArgumentResolver}.
 */
class FramePayloadArgumentResolverTests {

	private final ListenerFixture fixture = new ListenerFixture();

	private final FramePayloadArgumentResolver resolver = new FramePayloadArgumentResolver(
			new FrameMessageConverter(this.fixture.converter, "jobs", null), null);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenPayloadIsRequiredThenEmptyFrameIsConverted() throws Exception {
		assertThat(resolve("required", "")).isEqualTo("");
	}

	@Test
	void whenPayloadMayBeMissingThenEmptyFrameIsMissing() throws Exception {
		assertThat(resolve("missing", "")).isNull();
		assertThat(resolve("optional", "")).isEqualTo(Optional.empty());
		assertThat(resolve("optional")).isEqualTo(Optional.empty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null" })
	void whenPayloadIsNullThenAnOptionalParameterIsMissing(String json) throws Exception {
		assertThat(resolve("nullableList", json)).isNull();
		assertThat(resolve("optionalList", json)).isEqualTo(Optional.empty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null" })
	void whenPayloadIsNullThenARequiredParameterIsAnError(String json) {
		assertThatExceptionOfType(ZmqConversionException.class).isThrownBy(() -> resolve("requiredList", json))
			.withMessageContaining("'jobs'")
			.withMessageContaining("the payload is null, but the parameter 0 of the listener is not optional");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null" })
	void whenPayloadIsNullThenAPrimitiveParameterIsAnError(String json) {
		assertThatExceptionOfType(ZmqConversionException.class).isThrownBy(() -> resolve("primitive", json))
			.withMessageContaining("the codec json cannot decode int");
	}

	@Test
	void whenPayloadIsThereThenItIsConverted() throws Exception {
		assertThat(resolve("missing", "x")).isEqualTo("x");
		assertThat(resolve("optional", "x")).isEqualTo(Optional.of("x"));
	}

	@Test
	void whenThereAreSeveralEmptyFramesThenTheyAreNotMissing() throws Exception {
		assertThat(resolve("frames", "", "")).isEqualTo(Optional.of(ZmqMessage.ofText("", "")));
	}

	private @Nullable Object resolve(String name, String... frames) throws Exception {
		for (var method : ReflectionUtils.getDeclaredMethods(Parameters.class)) {
			if (method.getName().equals(name)) {
				return this.resolver.resolveArgument(new MethodParameter(method, 0),
						new GenericMessage<>(ZmqMessage.ofText(frames)));
			}
		}
		throw new IllegalArgumentException(name);
	}

	@SuppressWarnings("unused")
	interface Parameters {

		void required(@Payload String payload);

		void missing(@Payload(required = false) String payload);

		void optional(Optional<String> payload);

		void frames(Optional<ZmqMessage> payload);

		void nullableList(@Nullable List<String> payload);

		void optionalList(Optional<List<String>> payload);

		void requiredList(List<String> payload);

		void primitive(int payload);

	}

}
