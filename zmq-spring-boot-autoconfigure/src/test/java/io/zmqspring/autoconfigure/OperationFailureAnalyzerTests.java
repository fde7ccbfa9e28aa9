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
import io.zmqspring.core.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OperationFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class OperationFailureAnalyzerTests {

	@Test
	void whenOperationDoesNotFitTypeThenFittingTypesAreNamed(CapturedOutput output) {
		FailedStart.of(Requester.class, "zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'jobs': a push endpoint cannot request.")
			.contains("change zmq.endpoints.jobs.type")
			.contains("To request: req or dealer.");
	}

	@Test
	void whenListenerIsAtFaultThenItsClassAndMethodAreNamed(CapturedOutput output) {
		FailedStart.of(Listener.class, "zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("@ZmqListener on " + Listener.class.getName() + ".work (bean '")
			.contains("'jobs': a push endpoint cannot be listened to.");
	}

	@Configuration(proxyBeanMethods = false)
	static class Requester {

		@Bean
		SmartInitializingSingleton requester(ZmqTemplate template) {
			return () -> template.request("jobs", "hello", String.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		@ZmqListener("jobs")
		void work(String text) {
		}

	}

}
