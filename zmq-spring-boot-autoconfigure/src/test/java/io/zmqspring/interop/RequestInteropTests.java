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

package io.zmqspring.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import io.zmqspring.socket.DropReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Requests to a server that answers late, in another order, or not at all.
 */
@Timeout(60)
class RequestInteropTests {

	private static final String BOUND = """
			import sys, zmq
			socket = zmq.Context().socket(zmq.ROUTER)
			socket.bind("tcp://127.0.0.1:*")
			print(socket.last_endpoint.decode())
			""";

	@Test
	void repliesInReverseOrderFindTheirRequests() throws Exception {
		String reversing = BOUND + """
				requests = [socket.recv_multipart() for _ in range(200)]
				for *envelope, payload in reversed(requests):
				    socket.send_multipart([*envelope, b"reply to " + payload])
				input()
				""";
		try (PyPeer server = PyPeer.start(reversing); TestSockets client = client(server)) {
			List<CompletableFuture<String>> replies = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				replies.add(client.template().to("client").requestAsync("request " + i, String.class));
			}
			for (int i = 0; i < 200; i++) {
				assertThat(replies.get(i).get(20, TimeUnit.SECONDS)).isEqualTo("reply to request " + i);
			}
			// A request is pending until its callbacks have returned.
			await().atMost(PyPeer.PATIENCE)
				.untilAsserted(() -> assertThat(client.template().pendingRequests()).containsEntry("client", 0));
		}
	}

	@Test
	void theReplyOfAMuteServerIsDroppedAndCountedWhenItComesAtLast() {
		String mute = BOUND + """
				first = socket.recv_multipart()
				print("silent")
				input()
				socket.send_multipart(first)
				while True:
				    socket.send_multipart(socket.recv_multipart())
				""";
		try (PyPeer server = PyPeer.start(mute); TestSockets client = client(server)) {
			assertThatExceptionOfType(ZmqRequestTimeoutException.class).isThrownBy(
					() -> client.template().to("client").timeout(Duration.ofMillis(300)).request("first", String.class))
				.withMessageContaining("'client'");
			server.expect("silent");
			assertThat(dropped(client)).isZero();
			server.writeLine("speak");
			await().atMost(PyPeer.PATIENCE).untilAsserted(() -> assertThat(dropped(client)).isEqualTo(1));
			assertThat(client.template().to("client").request("second", String.class)).isEqualTo("second");
			assertThat(dropped(client)).isEqualTo(1);
			assertThat(client.template().pendingRequests()).containsEntry("client", 0);
		}
	}

	@Test
	void aLateReplyThatOvertakesTheNextIsNotTakenForIt() {
		String oneBehind = BOUND + """
				late = socket.recv_multipart()
				while True:
				    request = socket.recv_multipart()
				    socket.send_multipart(late)
				    socket.send_multipart(request)
				    late = request
				""";
		try (PyPeer server = PyPeer.start(oneBehind); TestSockets client = client(server)) {
			assertThatExceptionOfType(ZmqRequestTimeoutException.class).isThrownBy(
					() -> client.template().to("client").timeout(Duration.ofMillis(100)).request("none", String.class));
			for (int i = 1; i <= 20; i++) {
				assertThat(client.template().to("client").request("request " + i, String.class))
					.isEqualTo("request " + i);
			}
			assertThat(dropped(client)).isEqualTo(20);
		}
	}

	private static TestSockets client(PyPeer server) {
		return new TestSockets(ZmqEndpoint.of("client", EndpointType.REQ, List.of(), List.of(server.readLine())));
	}

	private static long dropped(TestSockets client) {
		return client.socket("client").snapshot().dropped().get(DropReason.LATE_REPLY);
	}

}
