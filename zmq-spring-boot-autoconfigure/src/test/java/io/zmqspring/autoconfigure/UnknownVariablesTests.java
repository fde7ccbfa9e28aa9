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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownVariables}.
 */
class UnknownVariablesTests {

	private final UnknownVariables variables = new UnknownVariables(List.of("orders", "market-data"),
			List.of("default", "fast"));

	@ParameterizedTest
	@CsvSource({ "ZMQ_POLER_THREADS, ZMQ_POLLER_THREADS", "ZMQ_SHUTDOWN_TIMOUT, ZMQ_SHUTDOWN_TIMEOUT",
			"ZMQ_ENDPOINTS_ORDERS_BINDS, ZMQ_ENDPOINTS_ORDERS_BIND",
			"ZMQ_ENDPOINTS_MARKET_DATA_TYP, ZMQ_ENDPOINTS_MARKET_DATA_TYPE",
			"ZMQ_DEFAULTS_SND_HWM, ZMQ_DEFAULTS_SEND_HWM",
			"ZMQ_CONTEXTS_FAST_IO_THREAD, ZMQ_CONTEXTS_FAST_IO_THREADS" })
	void whenVariableIsMistypedThenNearestIsFound(String unknown, String nearest) {
		assertThat(this.variables.among(List.of(unknown))).containsEntry(unknown, nearest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ZMQ_POLLER_THREADS", "zmq_poller_threads", "ZMQ_ENDPOINTS_ORDERS_BIND",
			"ZMQ_ENDPOINTS_ORDERS_BIND_0", "ZMQ_ENDPOINTS_MARKETDATA_OPTIONS_SENDHWM",
			"ZMQ_ENDPOINTS_MARKET_DATA_OPTIONS_SEND_HWM", "ZMQ_DEFAULTS_LINGER", "ZMQ_CONTEXTS_FAST_IOTHREADS" })
	void whenVariableIsKnownThenItIsNotReported(String known) {
		assertThat(this.variables.among(List.of(known))).isEmpty();
	}

	@Test
	void whenVariableIsNearToNoneThenItIsLeftAlone() {
		assertThat(this.variables.among(List.of("ZMQ_HOME", "ZMQ_RUNTIME_LIBRARY_PATH_OF_SOMETHING_ELSE"))).isEmpty();
	}

}
