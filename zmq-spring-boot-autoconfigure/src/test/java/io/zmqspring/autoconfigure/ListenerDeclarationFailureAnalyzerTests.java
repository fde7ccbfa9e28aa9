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

import io.zmqspring.annotation.ZmqListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerDeclarationFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListenerDeclarationFailureAnalyzerTests {

	@Test
	void whenDispatchIsMistypedThenMethodAndChoicesAreNamed(CapturedOutput output) {
		FailedStart.of(Mistyped.class, "zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(Mistyped.class.getName() + ".work")
			.contains("its dispatch is 'wrkers', but has to be workers, poller or virtual")
			.doesNotContain("Caused by");
	}

	@Test
	void whenConcurrencyIsNoNumberThenItsPlaceholderIsShown(CapturedOutput output) {
		FailedStart.of(NoNumber.class, "zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.bind=inproc://jobs",
				"workers=many");
		assertThat(output).contains("its concurrency is 'many' (from \"${workers}\"), but has to be");
	}

	@Configuration(proxyBeanMethods = false)
	static class Mistyped {

		@ZmqListener(endpoint = "jobs", dispatch = "wrkers")
		void work(String job) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoNumber {

		@ZmqListener(endpoint = "jobs", concurrency = "${workers}")
		void work(String job) {
		}

	}

}
