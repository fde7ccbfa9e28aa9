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

package io.zmqspring.endpoint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Address}.
 */
class AddressTests {

	@ParameterizedTest
	@CsvSource({ "tcp://*:5555, TCP, *, 5555", "tcp://127.0.0.1:0, TCP, 127.0.0.1, 0",
			"tcp://127.0.0.1:*, TCP, 127.0.0.1, 0", "tcp://[::1]:5555, TCP, ::1, 5555",
			"tcp://[fe80::1%eth0]:1, TCP, fe80::1%eth0, 1",
			"tcp://host-1.example.org:65535, TCP, host-1.example.org, 65535", "inproc://name, INPROC, name, 0",
			"inproc://a:5555, INPROC, a:5555, 0", "ipc:///tmp/name, IPC, /tmp/name, 0" })
	void whenAddressIsParsedThenItHasItsParts(String text, Address.Transport transport, String host, int port) {
		Address address = Address.parse(text);
		assertThat(address.transport()).isEqualTo(transport);
		assertThat(address.isTcp()).isEqualTo(transport == Address.Transport.TCP);
		assertThat(address.isInproc()).isEqualTo(transport == Address.Transport.INPROC);
		assertThat(address.host()).isEqualTo(host);
		assertThat(address.port()).isEqualTo(port);
		assertThat(address).hasToString(text);
	}

	@ParameterizedTest
	@CsvSource({ "5555, is not an address", "tcp:/host:5555, is not an address", "TCP://host:5555, is not an address",
			"inproc://, is not an address", "'', is not an address",
			"udp://host:5555, 'has the transport udp, which is not supported'",
			"ws://host:5555, 'has the transport ws, which is not supported'", "tcp://host, has no host and port",
			"tcp://:5555, has no host and port", "tcp://::1:5555, has no host and port",
			"tcp://host:http, has no host and port", "tcp://host:99999, has a port above 65535" })
	void whenTextIsNotAnAddressThenTheExceptionSaysWhy(String text, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> Address.parse(text))
			.withMessage("\"" + text + "\" " + reason);
	}

	@ParameterizedTest
	@CsvSource({ "tcp://host:0, true", "tcp://host:*, true", "tcp://host:00, true", "tcp://host:10, false",
			"inproc://name, false", "inproc://name:0, false" })
	void whenPortIsZeroOrAStarThenItIsAnyPort(String text, boolean any) {
		assertThat(Address.parse(text).isAnyPort()).isEqualTo(any);
	}

	@ParameterizedTest
	@CsvSource({ "tcp://*:5555, true", "tcp://0.0.0.0:5555, false", "inproc://*, false" })
	void whenHostIsAStarThenItIsAnyHost(String text, boolean any) {
		assertThat(Address.parse(text).isAnyHost()).isEqualTo(any);
	}

	@Test
	void whenAddressesAreSpelledAlikeThenTheyAreEqual() {
		assertThat(Address.parse("tcp://a:1")).isEqualTo(Address.parse("tcp://a:1"))
			.hasSameHashCodeAs(Address.parse("tcp://a:1"))
			.isNotEqualTo(Address.parse("tcp://a:2"))
			.isNotEqualTo(Address.parse("tcp://a:01"));
	}

}
