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

package io.zmqspring.stress;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqPendingRequestsException;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import io.zmqspring.interop.FreePort;
import io.zmqspring.interop.PyPeer;
import io.zmqspring.interop.TestSockets;
import io.zmqspring.socket.DropReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * As many requests in flight as an endpoint allows.
 */
@Tag("stress")
@Timeout(90)
class RequestsInFlightTests {

	private static final int REQUESTS = 10_000;

	private static final Duration LONG = Duration.ofHours(1);

	private static final String MUTE = """
			import sys, zmq
			socket = zmq.Context().socket(zmq.ROUTER)
			socket.set_hwm(0)
			socket.bind(sys.argv[1])
			print("up")
			for i in range(int(sys.argv[2])):
			    socket.recv_multipart()
			print("all")
			input()
			""";

	private static final String ECHO = """
			import sys, zmq
			socket = zmq.Context().socket(zmq.ROUTER)
			socket.set_hwm(0)
			socket.bind(sys.argv[1])
			print("up")
			while True:
			    socket.send_multipart(socket.recv_multipart())
			""";

	private final String address = FreePort.address();

	@Test
	void whenServerDiesThenAllFailAndTheNextOnesAreAnswered() {
		try (TestSockets client = client()) {
			List<CompletableFuture<String>> futures;
			try (PyPeer server = PyPeer.start(MUTE, this.address, Integer.toString(REQUESTS))) {
				server.expect("up");
				futures = request(client, Duration.ofSeconds(5));
				server.expect("all");
				assertThat(client.template().pendingRequests()).containsEntry("client", REQUESTS);
				CompletableFuture<String> tooMany = client.template().to("client").requestAsync("x", String.class);
				assertThatExceptionOfType(CompletionException.class).isThrownBy(tooMany::join)
					.withCauseInstanceOf(ZmqPendingRequestsException.class)
					.withMessageContaining("'client'");
			}
			for (CompletableFuture<String> future : futures) {
				assertThatExceptionOfType(CompletionException.class)
					.isThrownBy(() -> future.orTimeout(30, TimeUnit.SECONDS).join())
					.withCauseInstanceOf(ZmqRequestTimeoutException.class);
			}
			awaitNonePending(client);
			try (PyPeer server = PyPeer.start(ECHO, this.address)) {
				server.expect("up");
				request(client, PyPeer.PATIENCE).forEach(CompletableFuture::join);
				awaitNonePending(client);
			}
		}
	}

	@Test
	void whenAllAreAnsweredThenNoTimerHoldsThem() {
		try (TestSockets client = client(); PyPeer server = PyPeer.start(ECHO, this.address)) {
			server.expect("up");
			List<CompletableFuture<String>> futures = request(client, LONG);
			futures.forEach((future) -> assertThat(future.join()).isEqualTo("x"));
			awaitNonePending(client);
			List<WeakReference<CompletableFuture<String>>> references = new ArrayList<>();
			futures.forEach((future) -> references.add(new WeakReference<>(future)));
			futures.clear();
			await().atMost(PyPeer.PATIENCE).until(() -> {
				System.gc();
				return references.stream().allMatch((reference) -> reference.refersTo(null));
			});
			assertThat(client.socket("client").snapshot().dropped().get(DropReason.LATE_REPLY)).isZero();
		}
	}

	/**
	 * A request counts until its future was completed and those who wait for it have
	 * returned.
	 */
	private static void awaitNonePending(TestSockets client) {
		await().atMost(PyPeer.PATIENCE)
			.untilAsserted(() -> assertThat(client.template().pendingRequests()).containsEntry("client", 0));
	}

	private static List<CompletableFuture<String>> request(TestSockets client, Duration timeout) {
		List<CompletableFuture<String>> futures = new ArrayList<>();
		for (int i = 0; i < REQUESTS; i++) {
			futures.add(client.template().to("client").timeout(timeout).requestAsync("x", String.class));
		}
		return futures;
	}

	private TestSockets client() {
		ZmqEndpoint endpoint = ZmqEndpoint.of("client", EndpointType.REQ, List.of(), List.of(this.address))
			.withOptions(SocketOptions.NONE.with("sendHwm", 2 * REQUESTS)
				.with("receiveHwm", 2 * REQUESTS)
				.with("reconnectIntervalMax", Duration.ofMillis(200)));
		return new TestSockets(endpoint.toBuilder().maxPendingRequests(REQUESTS).build());
	}

}
