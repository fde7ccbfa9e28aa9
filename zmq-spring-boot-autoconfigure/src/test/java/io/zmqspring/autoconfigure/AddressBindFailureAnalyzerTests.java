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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import io.zmqspring.endpoint.Address;
import io.zmqspring.endpoint.ZmqBindException;
import io.zmqspring.endpoint.ZmqBindException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AddressBindFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AddressBindFailureAnalyzerTests {

	@Test
	void whenAddressIsInUseThenWaysToFindItsHolderAreNamed(CapturedOutput output) throws IOException {
		try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String address = "tcp://127.0.0.1:" + holder.getLocalPort();
			FailedStart.of("zmq.endpoints.orders.type=rep", "zmq.endpoints.orders.bind=" + address);
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("'orders': cannot be bound to " + address + ": another socket listens there")
				.contains("lsof -iTCP:" + holder.getLocalPort())
				.contains("change zmq.endpoints.orders.bind");
		}
	}

	@Test
	void whenNameIsInUseThenOtherNameIsAskedFor(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.one.type=pull", "zmq.endpoints.one.bind=inproc://same",
				"zmq.endpoints.two.type=pull", "zmq.endpoints.two.bind=inproc://same");
		assertThat(output).contains("cannot be bound to inproc://same")
			.contains("Give each endpoint of a context its own name");
	}

	@Test
	void whenAddressIsNotLocalThenConnectIsNamed(CapturedOutput output) {
		FailedStart.of("zmq.endpoints.orders.type=rep", "zmq.endpoints.orders.bind=tcp://192.0.2.1:5555");
		assertThat(output).contains("no network interface of this machine has the address 192.0.2.1")
			.contains("use connect instead of bind");
	}

	@Test
	void whenReasonIsAnotherThenRightsAreNamed() {
		FailureAnalysis analysis = new AddressBindFailureAnalyzer().analyze(
				new ZmqBindException("orders", Address.parse("tcp://*:80"), Reason.OTHER, "Permission denied", null));
		assertThat(analysis.getDescription()).contains("Permission denied");
		assertThat(analysis.getAction()).contains("zmq.endpoints.orders.bind").contains("below 1024");
	}

}
