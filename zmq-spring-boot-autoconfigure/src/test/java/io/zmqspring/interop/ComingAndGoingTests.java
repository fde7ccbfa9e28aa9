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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqUnroutableException;
import io.zmqspring.interop.TestSockets.Received;
import io.zmqspring.socket.ConnectionSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Peers that come late, crash and come again.
 */
@Timeout(60)
class ComingAndGoingTests {

	private static final int RESTARTS = 3;

	private static final String ECHO = """
			import sys, zmq
			socket = zmq.Context().socket(zmq.REP)
			socket.bind(sys.argv[1])
			print("up")
			while True:
			    socket.send_multipart(socket.recv_multipart())
			""";

	private static final String PUBLISHER = """
			import sys, time, zmq
			socket = zmq.Context().socket(zmq.PUB)
			socket.bind(sys.argv[1])
			print("up")
			while True:
			    socket.send_multipart([b"topic", sys.argv[2].encode()])
			    time.sleep(0.01)
			""";

	private static final String PULLER = """
			import sys, zmq
			socket = zmq.Context().socket(zmq.PULL)
			socket.bind(sys.argv[1])
			while True:
			    print(socket.recv_string())
			""";

	private static final String CRASHING_CLIENT = """
			import sys, zmq
			socket = zmq.Context().socket(zmq.REQ)
			socket.connect(sys.argv[1])
			socket.send_string("never read")
			print("sent")
			input()
			""";

	private final String address = FreePort.address();

	@Test
	void whatIsSentLongBeforeThePeerBindsArrives() {
		try (TestSockets sockets = new TestSockets(endpoint("out", EndpointType.PUSH))) {
			sockets.template().to("out").send("early");
			awaitRetries(sockets, "out");
			assertThat(sockets.template().awaitPeers("out", 1, Duration.ZERO)).isFalse();
			try (PyPeer puller = PyPeer.start(PULLER, this.address)) {
				puller.expect("early");
				sockets.template().to("out").send("late");
				puller.expect("late");
				assertThat(connection(sockets, "out").state()).isEqualTo(ConnectionSnapshot.State.CONNECTED);
			}
		}
	}

	@Test
	void whenServerReturnsAfterLongThenItIsConnectedSoon() {
		try (TestSockets sockets = new TestSockets(endpoint("client", EndpointType.REQ))) {
			awaitRetries(sockets, "client", 7);
			try (PyPeer server = PyPeer.start(ECHO, this.address)) {
				server.expect("up");
				assertThat(sockets.template().awaitPeers("client", 1, Duration.ofSeconds(2))).isTrue();
			}
		}
	}

	@Test
	void aRequestWaitsForItsServer() throws Exception {
		try (TestSockets sockets = new TestSockets(endpoint("client", EndpointType.REQ))) {
			CompletableFuture<String> reply = sockets.template()
				.to("client")
				.timeout(PyPeer.PATIENCE)
				.requestAsync("early", String.class);
			awaitRetries(sockets, "client");
			try (PyPeer server = PyPeer.start(ECHO, this.address)) {
				server.expect("up");
				assertThat(reply.get(20, TimeUnit.SECONDS)).isEqualTo("early");
			}
		}
	}

	@Test
	void requestsWorkAgainAfterEachCrashOfTheServer() {
		try (TestSockets sockets = new TestSockets(endpoint("client", EndpointType.REQ))) {
			for (int i = 0; i <= RESTARTS; i++) {
				try (PyPeer server = PyPeer.start(ECHO, this.address)) {
					server.expect("up");
					assertThat(sockets.template().awaitPeers("client", 1, PyPeer.PATIENCE)).isTrue();
					for (int j = 0; j < 10; j++) {
						String text = i + ":" + j;
						assertThat(sockets.template().to("client").request(text, String.class)).isEqualTo(text);
					}
				}
				await().atMost(PyPeer.PATIENCE)
					.untilAsserted(() -> assertThat(sockets.socket("client").peers()).isZero());
			}
			assertThat(sockets.template().pendingRequests()).containsEntry("client", 0);
		}
	}

	@Test
	void aSubscriberHearsEachNewPublisher() {
		try (TestSockets sockets = new TestSockets(endpoint("in", EndpointType.SUB).withTopics("topic"))) {
			Received received = sockets.read("in");
			for (int i = 0; i <= RESTARTS; i++) {
				ZmqMessage expected = ZmqMessage.ofText("topic", "publisher " + i);
				try (PyPeer publisher = PyPeer.start(PUBLISHER, this.address, "publisher " + i)) {
					publisher.expect("up");
					await().atMost(PyPeer.PATIENCE).until(() -> received.all().contains(expected));
				}
			}
		}
	}

	@Test
	void aReplyToAClientThatCrashedDisturbsNobody() {
		try (TestSockets sockets = new TestSockets(
				ZmqEndpoint.of("server", EndpointType.ROUTER, List.of(this.address), List.of()),
				endpoint("client", EndpointType.REQ))) {
			Received received = sockets.read("server");
			try (PyPeer crashing = PyPeer.start(CRASHING_CLIENT, this.address)) {
				crashing.expect("sent");
				received.await(1);
				assertThat(sockets.template().awaitPeers("server", 2, PyPeer.PATIENCE)).isTrue();
			}
			await().atMost(PyPeer.PATIENCE)
				.untilAsserted(() -> assertThat(sockets.socket("server").peers()).isEqualTo(1));
			ZmqMessage unread = received.all().get(0);
			await().untilAsserted(() -> assertThatExceptionOfType(ZmqUnroutableException.class)
				.isThrownBy(() -> sockets.socket("server").send(unread)));
			CompletableFuture<String> reply = sockets.template().to("client").requestAsync("alive", String.class);
			ZmqMessage request = received.await(2).get(1);
			sockets.socket("server").send(request);
			assertThat(reply.join()).isEqualTo("alive");
		}
	}

	private void awaitRetries(TestSockets sockets, String endpoint) {
		awaitRetries(sockets, endpoint, 3);
	}

	private void awaitRetries(TestSockets sockets, String endpoint, int retries) {
		await().atMost(PyPeer.PATIENCE)
			.untilAsserted(() -> assertThat(connection(sockets, endpoint).attempts()).isGreaterThanOrEqualTo(retries));
		assertThat(connection(sockets, endpoint).state()).isEqualTo(ConnectionSnapshot.State.RETRYING);
	}

	private static ConnectionSnapshot connection(TestSockets sockets, String endpoint) {
		return sockets.socket(endpoint).snapshot().connections().get(0);
	}

	private ZmqEndpoint endpoint(String name, EndpointType type) {
		return ZmqEndpoint.of(name, type, List.of(), List.of(this.address));
	}

}
