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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DurationFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DurationFailureAnalyzerTests {

	@ParameterizedTest
	@ValueSource(strings = { "zmq.endpoints.jobs.request-timeout=2", "zmq.endpoints.jobs.options.linger=2",
			"zmq.defaults.heartbeat-interval=2", "zmq.listener.stop-timeout=2", "zmq.shutdown-timeout=2" })
	void whenDurationHasNoUnitThenUnitsAreNamed(String property, CapturedOutput output) {
		FailedStart.of("zmq.endpoints.jobs.type=req", "zmq.endpoints.jobs.connect=inproc://jobs", property);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(property.replace("=2", "") + " is '2', which is not a duration with a unit.")
			.contains("Origin: \"" + property.replace("=2", "\" from property source"))
			.contains("2s for two seconds");
	}

	@Test
	void whenDurationCannotBeReadThenUnitsAreNamedToo(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.request-timeout=soon");
		assertThat(output)
			.contains("zmq.endpoints.jobs.request-timeout is 'soon', which is not a duration with a unit.")
			.contains("2s for two seconds");
	}

}
