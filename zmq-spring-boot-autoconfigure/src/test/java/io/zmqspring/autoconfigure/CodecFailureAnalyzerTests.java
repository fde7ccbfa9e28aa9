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

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.convert.ZmqCodecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CodecFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CodecFailureAnalyzerTests {

	@Test
	void whenCodecIsUnknownThenKnownOnesAreNamed(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs",
				"zmq.endpoints.jobs.codec=avro");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'jobs': there is no codec named 'avro'; there are the codecs bytes, text, json, cbor.")
			.contains("add a ZmqCodec bean")
			.doesNotContain("add the dependency");
	}

	@Test
	void whenJacksonIsMissingThenDependenciesAreNamed() {
		FailureAnalysis analysis = new CodecFailureAnalyzer()
			.analyze(new ZmqCodecException("jobs", "no codec supports Order", List.of("bytes", "text")));
		assertThat(analysis.getAction()).contains("org.springframework.boot:spring-boot-starter-jackson")
			.contains("tools.jackson.dataformat:jackson-dataformat-cbor");
	}

	@Test
	void whenListenerIsAtFaultThenItsClassAndMethodAreNamed(CapturedOutput output) {
		FailedStart.of(Listener.class, "zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.bind=inproc://jobs");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("@ZmqListener on " + Listener.class.getName() + ".work (bean '")
			.contains("'jobs': there is no codec named 'avro'");
	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		@ZmqListener(endpoint = "jobs", codec = "avro")
		void work(String text) {
		}

	}

}
