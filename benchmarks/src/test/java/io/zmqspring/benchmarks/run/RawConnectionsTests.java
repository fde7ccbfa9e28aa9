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

package io.zmqspring.benchmarks.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RawConnections}.
 */
@Timeout(60)
class RawConnectionsTests {

	@Test
	void whenTheGreetingDoesNotComeThenAnotherConnectionIsMadeSoon() throws IOException {
		try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
				ZContext context = new ZContext()) {
			mute.setSoTimeout(20_000);
			ZMQ.Socket socket = context.createSocket(SocketType.PUSH);
			RawConnections.connect(socket, "tcp://127.0.0.1:" + mute.getLocalPort());
			try (Socket first = mute.accept(); Socket second = mute.accept()) {
				assertThat(second.getPort()).isNotEqualTo(first.getPort());
			}
		}
	}

}
