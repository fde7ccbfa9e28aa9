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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvalidEndpointFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidEndpointFailureAnalyzerTests {

	@Test
	void whenEndpointCannotWorkThenPropertyAndActionAreShown(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.orders.type=rep", "zmq.endpoints.orders.bind=tcp//*:5555");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("zmq.endpoints.orders.bind is invalid: \"tcp//*:5555\" is not an address")
			.contains("Addresses look like \"tcp://host:5555\"");
	}

	@Test
	void whenAddressIsIpcThenAlternativesAreShown(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.orders.type=rep", "zmq.endpoints.orders.bind=ipc:///tmp/orders");
		assertThat(output).contains("zmq.endpoints.orders.bind has \"ipc:///tmp/orders\", which is not supported")
			.contains("Use tcp on the loopback interface");
	}

	@Test
	void whenOptionDoesNotFitTypeThenFittingTypesAreShown(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs",
				"zmq.endpoints.jobs.options.router-handover=true");
		assertThat(output).contains("zmq.endpoints.jobs.options.router-handover does not fit the type push")
			.contains("use a rep or router endpoint");
	}

	@Test
	void whenVariableMakesPhantomEndpointThenItsRightNameIsShown(CapturedOutput output) {
		FailedStart.withVariables(Map.of("ZMQ_ENDPOINTS_MARKETDATA_CONNECT", "inproc://other"),
				"zmq.endpoints.market-data.type=sub", "zmq.endpoints.market-data.connect=inproc://prices");
		assertThat(output).contains("belongs to a phantom endpoint, a copy of 'market-data'")
			.contains("rename the environment variable to ZMQ_ENDPOINTS_MARKET_DATA_CONNECT.");
	}

	@Test
	void whenVariableFitsNoEndpointThenItIsShown(CapturedOutput output) {
		FailedStart.withVariables(Map.of("ZMQ_ENDPOINTS_MARKET_DATA_CONNECT", "inproc://other"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'ZMQ_ENDPOINTS_MARKET_DATA_CONNECT'")
			.contains("fits none of the endpoints, for there is none");
	}

	@Test
	void whenValueIsOutOfRangeThenRangeIsShown(CapturedOutput output) {
		FailedStart.of("zmq.poller.threads=0");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'zmq.poller.threads'")
			.contains("It must be 1 or more.");
	}

}
