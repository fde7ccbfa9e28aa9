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
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

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
			.contains("'jobs': a push endpoint cannot request: use a req or dealer endpoint.")
			.containsPattern("Action:\\s+Use a req or dealer endpoint\\.");
	}

	@Test
	void whenEndpointIsTakenThenTheActionIsForThat(CapturedOutput output) {
		FailedStart.of(TwoListeners.class, "zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).containsPattern("Action:\\s+Raise the concurrency of the first instead\\.");
	}

	@Test
	void whenValueGoesNowhereThenTheActionIsForThat(CapturedOutput output) {
		FailedStart.of(Returning.class, "zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).containsPattern("Action:\\s+Return void, or name an endpoint by @SendTo\\.");
	}

	@Test
	void whenListenerIsAtFaultThenItsClassAndMethodAreNamed(CapturedOutput output) {
		FailedStart.of(Listener.class, "zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("@ZmqListener on " + Listener.class.getName() + ".work (bean '")
			.contains("'jobs': a push endpoint cannot be listened to: ");
	}

	@Test
	void whenListenerRequiresAHeaderThatIsNeverThereThenAnalysisSaysSo(CapturedOutput output) {
		FailedStart.of(Tenant.class, "zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("@ZmqListener on " + Tenant.class.getName() + ".work (bean '")
			.contains("the parameter 1 requires the header 'tenant', but messages of a pull endpoint only have ")
			.contains("Correct the name, or make the parameter optional with required = false.");
	}

	@Test
	void whenAsyncListenerReturnsAValueThenAnalysisSaysSo(CapturedOutput output) {
		FailedStart.of(Asynchronous.class, "zmq.endpoints.jobs.type=rep", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("@ZmqListener on " + AsyncListener.class.getName() + ".work (bean '")
			.contains("the method is @Async and returns a String")
			.contains("Return a CompletableFuture, or remove @Async");
	}

	@Configuration(proxyBeanMethods = false)
	static class Tenant {

		@ZmqListener("jobs")
		void work(String job, @Header("tenant") String tenant) {
		}

	}

	@EnableAsync
	@Configuration(proxyBeanMethods = false)
	static class Asynchronous {

		@Bean
		AsyncListener asyncListener() {
			return new AsyncListener();
		}

	}

	static class AsyncListener {

		@Async
		@ZmqListener("jobs")
		String work(String job) {
			return job;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoListeners {

		@ZmqListener("jobs")
		void first(String job) {
		}

		@ZmqListener("jobs")
		void second(String job) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Returning {

		@ZmqListener("jobs")
		String work(String job) {
			return job;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Requester {

		@Bean
		SmartInitializingSingleton requester(ZmqTemplate template) {
			return () -> template.to("jobs").request("hello", String.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		@ZmqListener("jobs")
		void work(String text) {
		}

	}

}
