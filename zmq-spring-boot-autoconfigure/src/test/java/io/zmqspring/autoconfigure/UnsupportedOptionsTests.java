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

import io.zmqspring.endpoint.SocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnsupportedOptions}.
 */
class UnsupportedOptionsTests {

	@ParameterizedTest
	@ValueSource(strings = { "tos", "type-of-service", "socks-proxy", "tcp-accept-filter", "multicast-hops", "rate",
			"recovery-interval", "gssapi-server", "gssapi-principal", "heartbeat-ttl", "req-relaxed", "req-correlate",
			"xpub-manual", "xpub-welcome-message", "connect-timeout", "reconnect-stop", "zap-enforce-domain",
			"heartbeatTtl" })
	void whenOptionIsBrokenOrAbsentThenThereIsReason(String option) {
		assertThat(UnsupportedOptions.reason(option)).isNotBlank();
	}

	@Test
	void whenOptionIsSupportedThenThereIsNoReason() {
		for (var component : SocketOptions.class.getRecordComponents()) {
			assertThat(UnsupportedOptions.reason(component.getName())).as(component.getName()).isNull();
		}
	}

}
