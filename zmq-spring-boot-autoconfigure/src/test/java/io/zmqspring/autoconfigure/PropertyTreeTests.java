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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PropertyTree}.
 */
class PropertyTreeTests {

	@ParameterizedTest
	@CsvSource({ "zmq.poler.threads, zmq.poller.threads", "zmq.poller.thread, zmq.poller.threads",
			"zmq.endpoint.orders.type, zmq.endpoints.orders.type",
			"zmq.endpoints.orders.tpye, zmq.endpoints.orders.type",
			"zmq.endpoints.market-data.topic, zmq.endpoints.market-data.topics",
			"zmq.endpoints.orders.linger, zmq.endpoints.orders.options.linger",
			"zmq.endpoints.orders.send-hwm, zmq.endpoints.orders.options.send-hwm",
			"zmq.endpoints.orders.options.sndhwm, zmq.endpoints.orders.options.send-hwm",
			"zmq.endpoints.orders.options.rcvhwm, zmq.endpoints.orders.options.receive-hwm",
			"zmq.endpoints.orders.option.linger, zmq.endpoints.orders.options.linger",
			"zmq.defaults.routing-id, zmq.defaults.identity", "zmq.linger, zmq.defaults.linger",
			"zmq.contexts.default.iothreads2, zmq.contexts.default.io-threads" })
	void whenPropertyIsMistypedThenNearestIsFound(String unknown, String nearest) {
		assertThat(PropertyTree.nearest(ConfigurationPropertyName.of(unknown))).isEqualTo(nearest);
	}

	@ParameterizedTest
	@CsvSource({ "zmq.security", "zmq.endpoints.orders.transaction-manager", "zmq.defaults.linger.seconds" })
	void whenNothingIsNearThenNoneIsFound(String unknown) {
		assertThat(PropertyTree.nearest(ConfigurationPropertyName.of(unknown))).isNull();
	}

}
