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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EnvironmentVariables}.
 */
class EnvironmentVariablesTests {

	private final EnvironmentVariables variables = variables("ZMQ_ENDPOINTS_ORDERS_BIND",
			"ZMQ_ENDPOINTS_MARKET_DATA_CONNECT", "ZMQ_ENDPOINTS_MARKETDATA_TOPICS_0", "ZMQ_POLLER_THREADS", "PATH");

	@Test
	void whenEndpointHasNoDashThenItsVariablesAreFound() {
		assertThat(this.variables.of("orders")).containsExactly("ZMQ_ENDPOINTS_ORDERS_BIND");
		assertThat(this.variables.of("marketdata")).containsExactly("ZMQ_ENDPOINTS_MARKETDATA_TOPICS_0");
	}

	@Test
	void whenEndpointHasDashThenBothSpellingsAreFound() {
		assertThat(this.variables.of("market-data")).containsExactly("ZMQ_ENDPOINTS_MARKETDATA_TOPICS_0",
				"ZMQ_ENDPOINTS_MARKET_DATA_CONNECT");
	}

	@Test
	void whenVariableFitsNoEndpointThenItIsLeft() {
		assertThat(this.variables.ofNoneOf(List.of("orders", "market-data"))).isEmpty();
		assertThat(this.variables.ofNoneOf(List.of("market-data"))).containsExactly("ZMQ_ENDPOINTS_ORDERS_BIND");
	}

	@Test
	void whenVariableIsRenamedThenDashesAreUnderscores() {
		assertThat(EnvironmentVariables.rename("ZMQ_ENDPOINTS_MARKETDATA_TOPICS_0", "marketdata", "market-data"))
			.isEqualTo("ZMQ_ENDPOINTS_MARKET_DATA_TOPICS_0");
	}

	private static EnvironmentVariables variables(String... names) {
		Map<String, Object> values = new java.util.HashMap<>();
		for (String name : names) {
			values.put(name, "value");
		}
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, values));
		return new EnvironmentVariables(environment);
	}

}
