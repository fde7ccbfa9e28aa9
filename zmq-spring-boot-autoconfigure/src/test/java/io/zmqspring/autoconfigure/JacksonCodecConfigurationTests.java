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

package io.zmqspring.autoconfigure;

import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.TextCodec;
import io.zmqspring.convert.ZmqCodec;
import io.zmqspring.convert.ZmqCodecException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JacksonCodecConfiguration}.
 */
class JacksonCodecConfigurationTests {

	private final ApplicationContextRunner withoutMappers = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class));

	private final ApplicationContextRunner contextRunner = this.withoutMappers
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class));

	@Test
	void whenThereAreMappersThenThereAreCodecs() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasBean("zmqJsonCodec").hasBean("zmqCborCodec");
			assertThat(json(context.getBean(PayloadConverter.class))).isEqualTo("{\"unitPrice\":3}");
		});
	}

	@Test
	void whenMapperIsConfiguredThenCodecFollows() {
		this.contextRunner.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE")
			.run((context) -> assertThat(json(context.getBean(PayloadConverter.class)))
				.isEqualTo("{\"unit_price\":3}"));
	}

	@Test
	void whenUserHasOwnMapperThenCodecUsesIt() {
		this.contextRunner
			.withBean("own", JsonMapper.class,
					() -> JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build())
			.run((context) -> assertThat(json(context.getBean(PayloadConverter.class)))
				.isEqualTo("{\"unit-price\":3}"));
	}

	@Test
	void whenNoneOfSeveralMappersIsPrimaryThenThereIsNoCodec() {
		this.withoutMappers.withBean("one", JsonMapper.class, JsonMapper::new)
			.withBean("two", JsonMapper.class, JsonMapper::new)
			.run((context) -> assertThatExceptionOfType(ZmqCodecException.class)
				.isThrownBy(() -> json(context.getBean(PayloadConverter.class)))
				.withMessageContaining("bytes, text"));
	}

	@Test
	void whenThereAreNoMappersThenThereAreNoCodecs() {
		this.withoutMappers.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqCodec.class));
	}

	@Test
	void whenLibrariesAreMissingThenThereAreNoCodecs() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqCodec.class));
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson.dataformat"))
			.run((context) -> assertThat(context).hasBean("zmqJsonCodec").doesNotHaveBean("zmqCborCodec"));
	}

	@Test
	void whenUserReplacesCodecBeanThenOursIsNotThere() {
		this.contextRunner.withBean("zmqCborCodec", ZmqCodec.class, TextCodec::new)
			.run((context) -> assertThat(context).getBean("zmqCborCodec").isInstanceOf(TextCodec.class));
	}

	private static String json(PayloadConverter converter) {
		return converter.toFrames("prices", "json", new Price(3), null).build().text(0);
	}

	record Price(int unitPrice) {

	}

}
