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

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DurationUnitCheck}.
 */
class DurationUnitCheckTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "2", " 2 ", "+2", "5000", "${wait}", "${absent:3}" })
	void whenDurationIsBareNumberThenItIsRefused(String value) {
		this.contextRunner.withPropertyValues("wait=7", "zmq.shutdown-timeout=" + value)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("has no unit"));
	}

	@Test
	void whenYamlHasNumberThenItIsRefused() {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("yaml", Map.of("zmq.shutdown-timeout", 2))))
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessage("'2' has no unit"));
	}

	@ParameterizedTest
	@CsvSource({ "2s, PT2S", "2ms, PT0.002S", "PT2S, PT2S", "0, PT0S", "0s, PT0S", "${wait}, PT7S" })
	void whenDurationHasUnitOrIsZeroThenItIsBound(String value, Duration expected) {
		this.contextRunner.withPropertyValues("wait=7s", "zmq.shutdown-timeout=" + value)
			.run((context) -> assertThat(context.getBean(ZmqProperties.class).shutdownTimeout()).isEqualTo(expected));
	}

	@Test
	void whenPropertyIsNotOursThenBareNumberIsBound() {
		this.contextRunner.withUserConfiguration(OtherConfiguration.class)
			.withPropertyValues("other.timeout=2", "zmqother.timeout=2")
			.run((context) -> assertThat(context.getBean(OtherProperties.class).timeout())
				.isEqualTo(Duration.ofMillis(2)));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(OtherProperties.class)
	static class OtherConfiguration {

	}

	@ConfigurationProperties("other")
	record OtherProperties(Duration timeout) {

	}

}
