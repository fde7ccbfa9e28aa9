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
			.contains("zmq.endpoints.orders.bind has \"tcp//*:5555\", which is not an address")
			.contains("Addresses look like \"tcp://host:5555\"");
	}

	@Test
	void whenOptionDoesNotFitTypeThenFittingTypesAreShown(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs",
				"zmq.endpoints.jobs.options.router-handover=true");
		assertThat(output).contains("zmq.endpoints.jobs.options.router-handover does not fit the type push")
			.contains("use one of the types [rep, router]");
	}

}
