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
 * Tests for {@link EndpointTypeFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointTypeFailureAnalyzerTests {

	@Test
	void whenTypeIsMistypedThenTheNearestIsNamed(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.jobs.type=pul", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output)
			.contains("zmq.endpoints.jobs.type is 'pul', which is not a type of endpoint. Did you mean 'pull'?")
			.contains("Use one of req, rep, push, pull, pub, sub, dealer, router, xpub, xsub, pair.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "client", "radio", "stream" })
	void whenJeroMqHasTheTypeButWeHaveNotThenItIsNotAType(String type, CapturedOutput output) {
		FailedStart.of("zmq.endpoints.jobs.type=" + type, "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).contains("zmq.endpoints.jobs.type is '" + type + "', which is not a type of endpoint.")
			.contains("Use one of req, rep, push,");
	}

	@Test
	void whenAnotherPropertyCannotBeReadThenItIsLeftToSpringBoot(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.max-pending-requests=many");
		assertThat(output).contains("zmq.endpoints.jobs.max-pending-requests").doesNotContain("not a type of endpoint");
	}

}
