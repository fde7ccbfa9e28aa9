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
 * Tests for {@link UnknownEndpointFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownEndpointFailureAnalyzerTests {

	@Test
	void whenEndpointIsMistypedThenNearestIsNamed(CapturedOutput output) {
		FailedStart.of(Sender.class, "zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("ZeroMQ endpoint 'job': there is no such endpoint, zmq.endpoints has jobs. Did you mean 'jobs'?")
			.contains("zmq.endpoints.job.type");
	}

	@Test
	void whenThereIsNoEndpointThenConfigurationIsShown(CapturedOutput output) {
		FailedStart.of(Sender.class);
		assertThat(output).contains("none is configured under zmq.endpoints")
			.contains("configure the endpoint: zmq.endpoints.job.type");
	}

	@Test
	void whenListenerIsAtFaultThenItsClassAndMethodAreNamed(CapturedOutput output) {
		FailedStart.of(Listener.class, "zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("@ZmqListener on " + Listener.class.getName() + ".work (bean '")
			.contains(
					"ZeroMQ endpoint 'jbos': there is no such endpoint, zmq.endpoints has jobs. Did you mean 'jobs'?");
	}

	@Configuration(proxyBeanMethods = false)
	static class Sender {

		@Bean
		SmartInitializingSingleton sender(ZmqTemplate template) {
			return () -> template.to("job").send("hello");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		@ZmqListener("jbos")
		void work(String text) {
		}

	}

}
