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

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownPropertyFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertyFailureAnalyzerTests {

	@Test
	void whenPropertyIsMistypedThenNearestIsNamed(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.orders.tpye=secret");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property: zmq.endpoints.orders.tpye")
			.contains("Origin: \"zmq.endpoints.orders.tpye\" from property source")
			.contains("Change zmq.endpoints.orders.tpye to zmq.endpoints.orders.type.")
			.doesNotContain("secret");
	}

	@Test
	void whenSeveralAreUnknownThenEachIsNamed(CapturedOutput output) {
		FailedStart.of("zmq.poler.threads=2", "zmq.linger=1s");
		assertThat(output).contains("Change zmq.poler.threads to zmq.poller.threads.")
			.contains("Change zmq.linger to zmq.defaults.linger.");
	}

	@Test
	void whenOptionIsBrokenThenReasonIsNamed(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.orders.type=rep", "zmq.endpoints.orders.bind=inproc://orders",
				"zmq.endpoints.orders.options.heartbeat-ttl=5s", "zmq.defaults.tos=4");
		assertThat(output).contains("never detects a dead peer")
			.contains("Remove zmq.endpoints.orders.options.heartbeat-ttl.")
			.contains("the size of the send buffer instead")
			.contains("Remove zmq.defaults.tos.");
	}

	@Test
	void whenPropertyIsNotOursThenItIsLeftToOthers(CapturedOutput output) {
		FailedStart.of(OtherConfiguration.class, "other.nme=x");
		assertThat(output).contains("other.nme").doesNotContain("below 'zmq'");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(OtherProperties.class)
	static class OtherConfiguration {

	}

	@ConfigurationProperties(prefix = "other", ignoreUnknownFields = false)
	record OtherProperties(String name) {

	}

}
