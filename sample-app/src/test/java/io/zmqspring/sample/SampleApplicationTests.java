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

package io.zmqspring.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(300)
class SampleApplicationTests {

	@Test
	void serveAnswersAPythonClientAndSend() {
		try (ForkedProcess server = ForkedProcess.sample("serve", "--zmq.endpoints.greeter.bind=tcp://127.0.0.1:*")) {
			String address = "tcp://127.0.0.1:" + awaitPort(server);
			try (ForkedProcess client = ForkedProcess.python("""
					import sys, zmq
					socket = zmq.Context().socket(zmq.REQ)
					socket.connect(sys.argv[1])
					for text in ("hello", "grüße ☃", ""):
					    socket.send_string(text)
					    print(socket.recv_string())
					socket.send_multipart([b"two", b"frames"])
					print(socket.recv_string()[:6])
					socket.send(b"\\xff")
					print(socket.recv_string()[:6])
					""", address)) {
				assertThat(client.awaitExit()).as(client.toString()).isZero();
				assertThat(client.output()).containsExactly("echo: hello", "echo: grüße ☃", "echo: ", "error:",
						"error:");
			}
			try (ForkedProcess client = ForkedProcess.sample("send", "first message", "", "--wait=90s",
					"--zmq.endpoints.greeter.connect=" + address, "--", "--second message")) {
				assertThat(client.awaitExit()).as(client.toString()).isZero();
				assertThat(client.output()).containsExactly("echo: first message", "echo: ", "echo: --second message");
			}
			assertThat(server.terminate()).isEqualTo(128 + 15);
			assertThat(server.output()).containsExactly("received: hello", "received: grüße ☃", "received: ",
					"received: first message", "received: ", "received: --second message");
			assertThat(server.errors()).noneMatch((line) -> line.contains("WARN") || line.contains("ERROR"));
		}
	}

	@Test
	void sendWaitsForALateServerAndServeLosesNoLetterWithoutALocale() {
		String address = "tcp://127.0.0.1:" + TestSocketUtils.findAvailableTcpPort();
		Map<String, String> noLocale = Map.of("LC_ALL", "C");
		Map<String, String> unicode = Map.of("LC_ALL", "C.UTF-8");
		try (ForkedProcess client = ForkedProcess.sample(unicode, "send", "grüße ☃", "--wait=90s",
				"--zmq.endpoints.greeter.connect=" + address)) {
			client.awaitError("Started");
			assertThat(client.output()).isEmpty();
			try (ForkedProcess server = ForkedProcess.sample(noLocale, "serve",
					"--zmq.endpoints.greeter.bind=" + address)) {
				assertThat(client.awaitExit()).as(client.toString()).isZero();
				assertThat(client.output()).containsExactly("echo: grüße ☃");
				assertThat(server.output()).containsExactly("received: grüße ☃");
			}
		}
	}

	@Test
	void whenThereIsNoServerThenSendSaysSoWithinItsWait() {
		String address = "tcp://127.0.0.1:" + TestSocketUtils.findAvailableTcpPort();
		try (ForkedProcess client = ForkedProcess.sample("send", "hello", "--wait=1s",
				"--zmq.endpoints.greeter.connect=" + address)) {
			assertThat(client.awaitExit()).isEqualTo(1);
			assertThat(client.output()).isEmpty();
			assertThat(client.errors()).containsSubsequence("waiting for " + address,
					"no server at " + address + " within 1s");
		}
	}

	@Test
	void whenTheServerIsMuteThenSendSaysSo() {
		try (ForkedProcess server = ForkedProcess.python("""
				import zmq
				socket = zmq.Context().socket(zmq.ROUTER)
				print(socket.bind_to_random_port("tcp://127.0.0.1"))
				while True:
				    socket.recv_multipart()
				""");
				ForkedProcess client = ForkedProcess.sample("send", "hello",
						"--zmq.endpoints.greeter.connect=tcp://127.0.0.1:" + server.awaitOutput(""),
						"--zmq.endpoints.greeter.request-timeout=500ms")) {
			assertThat(client.awaitExit()).isEqualTo(1);
			assertThat(client.output()).isEmpty();
			assertThat(client.errors())
				.anyMatch((line) -> line.contains("greeter") && line.contains("no reply within"));
		}
	}

	@Test
	void whenTheAddressIsInUseThenServeSaysSo() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				ForkedProcess server = ForkedProcess.sample("serve",
						"--zmq.endpoints.greeter.bind=tcp://127.0.0.1:" + taken.getLocalPort())) {
			assertThat(server.awaitExit()).isEqualTo(1);
			assertThat(server.output()).isEmpty();
			assertThat(server.errors()).anyMatch((line) -> line.contains("greeter"));
		}
	}

	@Test
	void whenTheCommandLineIsWrongThenPrintsTheUsage() {
		try (ForkedProcess process = ForkedProcess.sample("sned", "hello")) {
			assertThat(process.awaitExit()).isEqualTo(2);
			assertThat(process.output()).isEmpty();
			assertThat(process.errors()).contains("unknown mode: sned").anyMatch((line) -> line.startsWith("usage:"));
		}
	}

	private static String awaitPort(ForkedProcess server) {
		String line = server.awaitError("greeter listens on port ");
		return line.substring(line.lastIndexOf(' ') + 1);
	}

}
