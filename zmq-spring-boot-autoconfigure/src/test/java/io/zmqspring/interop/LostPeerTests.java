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

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.health.ZmqEndpointHealthIndicator;
import io.zmqspring.socket.ConnectionSnapshot;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.EndpointSnapshot;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A peer that dies, stands still, is somebody else or cannot be found, and then is there
 * again. The number of deaths is {@code zmq.test.restarts}.
 */
@Timeout(90)
class LostPeerTests {

	private static final Log logger = LogFactory.getLog(LostPeerTests.class);

	private static final int RESTARTS = Integer.getInteger("zmq.test.restarts", 20);

	private static final Duration HEARTBEAT = Duration.ofMillis(300);

	private static final Duration HEARTBEAT_TIMEOUT = Duration.ofMillis(200);

	private static final String ECHO = """
			import sys, zmq
			socket = zmq.Context().socket(zmq.REP)
			socket.bind(sys.argv[1])
			print("up")
			while True:
			    socket.send_multipart(socket.recv_multipart())
			""";

	private static final String BIND = """
			import sys, zmq
			socket = zmq.Context().socket(getattr(zmq, sys.argv[2]))
			socket.bind(sys.argv[1])
			print("up")
			input()
			""";

	private final String address = FreePort.address();

	@Test
	@Tag("stress")
	void requestsGoOnThroughManyDeathsOfTheServer() {
		AtomicBoolean end = new AtomicBoolean();
		AtomicInteger replies = new AtomicInteger();
		AtomicInteger timeouts = new AtomicInteger();
		try (TestSockets sockets = client()) {
			List<CompletableFuture<Void>> callers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				int caller = i;
				callers.add(CompletableFuture.runAsync(() -> {
					for (int j = 0; !end.get(); j++) {
						request(sockets, caller + ":" + j, replies, timeouts);
					}
				}, (task) -> new Thread(task).start()));
			}
			for (int i = 0; i < RESTARTS; i++) {
				try (PyPeer server = PyPeer.start(ECHO, this.address)) {
					server.expect("up");
					int before = replies.get();
					await().atMost(PyPeer.PATIENCE)
						.pollInterval(Duration.ofMillis(5))
						.until(() -> replies.get() > before + 20);
				}
				await().atMost(PyPeer.PATIENCE)
					.pollInterval(Duration.ofMillis(5))
					.until(() -> sockets.socket("client").peers() == 0);
			}
			try (PyPeer server = PyPeer.start(ECHO, this.address)) {
				end.set(true);
				server.expect("up");
				callers.forEach(CompletableFuture::join);
				expectReply(sockets, "last");
			}
			assertThat(replies.get()).isGreaterThan(20 * RESTARTS);
			assertThat(sockets.template().pendingRequests()).containsEntry("client", 0);
			EndpointSnapshot snapshot = sockets.socket("client").snapshot();
			assertThat(snapshot.received() - snapshot.dropped().get(DropReason.LATE_REPLY))
				.isEqualTo(replies.get() + 1);
			assertThat(snapshot.state()).isEqualTo(EndpointSnapshot.State.OPEN);
			logger.info(RESTARTS + " deaths, " + replies + " replies, " + timeouts + " timeouts, "
					+ snapshot.dropped().get(DropReason.LATE_REPLY) + " late replies");
		}
	}

	private static void request(TestSockets sockets, String text, AtomicInteger replies, AtomicInteger timeouts) {
		try {
			String reply = sockets.template().to("client").timeout(Duration.ofMillis(500)).request(text, String.class);
			assertThat(reply).isEqualTo(text);
			replies.incrementAndGet();
		}
		catch (ZmqRequestTimeoutException | ZmqSendTimeoutException ex) {
			timeouts.incrementAndGet();
		}
	}

	@Test
	void whenPeerStandsStillThenHealthShowsItUntilItGoesOn() {
		try (TestSockets sockets = client(); PyPeer server = PyPeer.start(ECHO, this.address)) {
			server.expect("up");
			expectReply(sockets, "before");
			ZmqEndpointHealthIndicator health = new ZmqEndpointHealthIndicator(sockets.socket("client"));
			assertThat(health.health().getStatus()).isEqualTo(Status.UP);
			for (int i = 0; i < 3; i++) {
				server.signal("STOP");
				long stopped = System.nanoTime();
				await().atMost(PyPeer.PATIENCE)
					.pollInterval(Duration.ofMillis(5))
					.until(() -> health.health().getStatus().equals(Status.DOWN));
				Duration noticed = Duration.ofNanos(System.nanoTime() - stopped);
				logger.info("A peer that stood still was noticed after " + noticed);
				assertThat(noticed).isLessThan(HEARTBEAT.plus(HEARTBEAT_TIMEOUT).plusSeconds(2));
				server.signal("CONT");
				await().atMost(PyPeer.PATIENCE)
					.pollInterval(Duration.ofMillis(5))
					.until(() -> health.health().getStatus().equals(Status.UP));
				expectReply(sockets, "after " + i);
			}
		}
	}

	@Test
	void whenPeerOfWrongTypeIsReplacedThenConnectionComesBack() {
		try (TestSockets sockets = client()) {
			try (PyPeer stranger = PyPeer.start(BIND, this.address, "PUB")) {
				stranger.expect("up");
				awaitState(sockets, ConnectionSnapshot.State.REFUSED);
			}
			try (PyPeer server = PyPeer.start(ECHO, this.address)) {
				server.expect("up");
				awaitState(sockets, ConnectionSnapshot.State.CONNECTED);
				expectReply(sockets, "after");
			}
		}
	}

	@Test
	void whenPortIsTakenOverByAnotherProtocolThenConnectionComesBack() throws Exception {
		try (TestSockets sockets = client()) {
			for (String answer : List.of("HTTP/1.1 400 Bad Request\r\n\r\n", "220 ready\r\n", "\0\0\0\0")) {
				try (PyPeer server = PyPeer.start(ECHO, this.address)) {
					server.expect("up");
					awaitState(sockets, ConnectionSnapshot.State.CONNECTED);
					expectReply(sockets, "before " + answer.strip());
				}
				takeOver(sockets, answer);
			}
			try (PyPeer server = PyPeer.start(ECHO, this.address)) {
				server.expect("up");
				expectReply(sockets, "after");
			}
		}
	}

	private void takeOver(TestSockets sockets, String answer) throws Exception {
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.setReuseAddress(true);
			stranger.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(),
					Integer.parseInt(this.address.substring(this.address.lastIndexOf(':') + 1))));
			stranger.setSoTimeout((int) PyPeer.PATIENCE.toMillis());
			for (int i = 0; i < 3; i++) {
				try (Socket socket = stranger.accept(); OutputStream out = socket.getOutputStream()) {
					out.write(answer.getBytes(StandardCharsets.US_ASCII));
					socket.setSoLinger(true, 0);
					out.flush();
				}
				catch (IOException ex) {
					// It was refused before it had written all.
				}
			}
			assertThat(sockets.socket("client").snapshot().state()).isEqualTo(EndpointSnapshot.State.OPEN);
		}
	}

	@Test
	@Tag("stress")
	void whenHostIsUnknownAtFirstThenItIsFoundLater(@TempDir Path directory) throws Exception {
		Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
		try (JavaPeer program = JavaPeer.start(LateHostApplication.class,
				List.of("-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.negative.ttl=0"), hosts.toString())) {
			program.expect("FAILED");
			program.expect("found");
			program.expect("CONNECTED");
			program.awaitEnd();
		}
	}

	private static void awaitState(TestSockets sockets, ConnectionSnapshot.State state) {
		await().atMost(PyPeer.PATIENCE)
			.pollInterval(Duration.ofMillis(5))
			.untilAsserted(() -> assertThat(sockets.socket("client").snapshot().connections().get(0).state())
				.isEqualTo(state));
	}

	private static void expectReply(TestSockets sockets, String text) {
		assertThat(sockets.template().to("client").timeout(PyPeer.PATIENCE).request(text, String.class))
			.isEqualTo(text);
	}

	private TestSockets client() {
		return new TestSockets(ZmqEndpoint.of("client", EndpointType.REQ, List.of(), List.of(this.address))
			.withOptions(SocketOptions.NONE.with("heartbeatInterval", HEARTBEAT)
				.with("heartbeatTimeout", HEARTBEAT_TIMEOUT)
				.with("reconnectInterval", Duration.ofMillis(50))
				.with("reconnectIntervalMax", Duration.ofMillis(200))));
	}

}
