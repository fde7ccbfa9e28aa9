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

package io.zmqspring.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import io.zmqspring.endpoint.Address;
import io.zmqspring.endpoint.ZmqBindException;
import io.zmqspring.endpoint.ZmqBindException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BindDiagnosis}.
 */
class BindDiagnosisTests {

	@Test
	void whenAnotherSocketListensThenItSaysSo() throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String address = "tcp://127.0.0.1:" + other.getLocalPort();
			ZmqBindException found = BindDiagnosis.diagnose("in", Address.parse(address), null);
			assertThat(found.getReason()).isEqualTo(Reason.IN_USE);
			assertThat(found.getAddress()).hasToString(address);
			assertThat(found).hasMessageContaining("'in'").hasMessageContaining("another socket listens there");
		}
	}

	@Test
	void whenAddressIsNotOfThisMachineThenItSaysSo() {
		// An address of the network that is kept for documentation, RFC 5737.
		ZmqBindException found = BindDiagnosis.diagnose("in", Address.parse("tcp://192.0.2.1:5555"), null);
		assertThat(found.getReason()).isEqualTo(Reason.NOT_LOCAL);
		assertThat(found).hasMessageContaining("no network interface").hasMessageContaining("192.0.2.1");
	}

	@Test
	void whenHostIsUnknownThenItSaysSo() {
		ZmqBindException found = BindDiagnosis.diagnose("in", Address.parse("tcp://no-such-host.invalid:5555"), null);
		assertThat(found.getReason()).isEqualTo(Reason.NOT_LOCAL);
		assertThat(found).hasMessageContaining("'no-such-host.invalid' is not known");
	}

	@Test
	void whenInprocNameIsTakenThenItSaysSo() {
		ZmqBindException found = BindDiagnosis.diagnose("in", Address.parse("inproc://name"), null);
		assertThat(found.getReason()).isEqualTo(Reason.IN_USE);
		assertThat(found).hasMessageContaining("taken");
	}

	@Test
	void whenAddressIsFreeMeanwhileThenTheCauseIsKept() {
		IllegalStateException cause = new IllegalStateException();
		for (String address : new String[] { "tcp://127.0.0.1:*", "tcp://*:0", "tcp://[::1]:0" }) {
			assertThat(BindDiagnosis.diagnose("in", Address.parse(address), cause)).hasMessageContaining(address);
		}
		assertThat(BindDiagnosis.diagnose("in", Address.parse("tcp://127.0.0.1:*"), cause)).hasCause(cause)
			.hasMessageContaining("free a moment later");
	}

}
