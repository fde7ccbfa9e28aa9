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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A peer that falls silent while its context has other things to wait for. How often is
 * {@code zmq.test.silent-peers}.
 */
@Timeout(120)
class HeartbeatTests {

	private static final Log logger = LogFactory.getLog(HeartbeatTests.class);

	private static final int REPETITIONS = Integer.getInteger("zmq.test.silent-peers", 3);

	private static final Duration BOUND = Duration.ofMillis(1200);

	/**
	 * Longer than a handshake and the time to notice silence.
	 */
	private static final Duration STEADY = Duration.ofSeconds(1);

	private static final String PUSH = """
			import sys, zmq
			socket = zmq.Context().socket(zmq.PUSH)
			if len(sys.argv) > 2:
			    socket.set(zmq.HEARTBEAT_IVL, int(sys.argv[2]))
			    socket.set(zmq.HEARTBEAT_TTL, int(sys.argv[3]))
			    socket.set(zmq.HEARTBEAT_TIMEOUT, 60000)
			socket.bind(sys.argv[1])
			print("up")
			input()
			""";

	private final String address = FreePort.address();

	@ParameterizedTest
	@CsvSource({ "1, 0", "0, 1", "9, 1" })
	void whenPeerFallsSilentBesideSlowerHeartbeatsAndAnAbsentServerThenItIsNoticedInTime(int slower, int absent) {
		String slow = FreePort.address();
		List<ZmqEndpoint> endpoints = new ArrayList<>();
		endpoints.add(pull("watched", this.address, heartbeat(500, 300)));
		for (int i = 0; i < slower; i++) {
			endpoints.add(pull("slower-" + i, slow, heartbeat(5000 + 100 * i, 4000)));
		}
		try (PyPeer other = PyPeer.start(PUSH, slow);
				PyPeer peer = PyPeer.start(PUSH, this.address);
				TestSockets sockets = sockets(endpoints, absent)) {
			other.expect("up");
			peer.expect("up");
			for (int i = 0; i < REPETITIONS; i++) {
				awaitConnected(sockets, endpoints);
				assertThat(silence(peer, () -> sockets.socket("watched").peers() == 0)).isLessThan(BOUND);
				peer.signal("CONT");
			}
			awaitConnected(sockets, endpoints);
		}
	}

	@Test
	void whenPeerSetsTtlBesideAnAbsentServerThenItIsHonored() {
		ZmqEndpoint watched = pull("watched", this.address,
				SocketOptions.NONE.with("heartbeatInterval", Duration.ZERO));
		try (PyPeer peer = PyPeer.start(PUSH, this.address, "100", "600");
				TestSockets sockets = sockets(List.of(watched), 1)) {
			peer.expect("up");
			for (int i = 0; i < REPETITIONS; i++) {
				awaitConnected(sockets, List.of(watched));
				assertThat(silence(peer, () -> sockets.socket("watched").peers() == 0)).isLessThan(BOUND);
				peer.signal("CONT");
			}
		}
	}

	/**
	 * The starter allows neither. As released, JeroMQ loses every other timer of such a
	 * timeout.
	 */
	@Test
	void whenBareSocketHasTtlAndTimeoutLongerThanIntervalThenSilenceIsNoticed() {
		AtomicInteger connected = new AtomicInteger();
		AtomicInteger lost = new AtomicInteger();
		try (PyPeer peer = PyPeer.start(PUSH, this.address); ZContext context = new ZContext()) {
			peer.expect("up");
			ZMQ.Socket socket = context.createSocket(SocketType.PULL);
			socket.setHeartbeatIvl(200);
			socket.setHeartbeatTimeout(700);
			socket.setHeartbeatTtl(1000);
			socket.base()
				.setEventHook((event) -> ((event.event == ZMQ.EVENT_DISCONNECTED) ? lost : connected).incrementAndGet(),
						ZMQ.EVENT_HANDSHAKE_PROTOCOL | ZMQ.EVENT_DISCONNECTED);
			socket.connect(this.address);
			for (int i = 0; i < REPETITIONS; i++) {
				int count = i;
				await().during(STEADY)
					.atMost(PyPeer.PATIENCE)
					.until(() -> lost.get() == count && connected.get() == count + 1);
				assertThat(silence(peer, () -> lost.get() > count)).isLessThan(BOUND);
				peer.signal("CONT");
			}
		}
	}

	private static Duration silence(PyPeer peer, BooleanSupplier noticed) {
		peer.signal("STOP");
		long stopped = System.nanoTime();
		await().atMost(PyPeer.PATIENCE).pollInterval(Duration.ofMillis(5)).until(noticed::getAsBoolean);
		Duration took = Duration.ofNanos(System.nanoTime() - stopped);
		logger.info("A peer that fell silent was noticed after " + took);
		return took;
	}

	private static void awaitConnected(TestSockets sockets, List<ZmqEndpoint> endpoints) {
		await().during(STEADY)
			.atMost(PyPeer.PATIENCE)
			.until(() -> endpoints.stream().allMatch((endpoint) -> sockets.socket(endpoint.name()).peers() == 1));
	}

	private static TestSockets sockets(List<ZmqEndpoint> endpoints, int absent) {
		SocketOptions longAbsent = SocketOptions.NONE.with("reconnectInterval", Duration.ofSeconds(10));
		Stream<ZmqEndpoint> others = IntStream.range(0, absent)
			.mapToObj((i) -> pull("absent-" + i, FreePort.address(), longAbsent));
		return new TestSockets(Stream.concat(endpoints.stream(), others).toArray(ZmqEndpoint[]::new));
	}

	private static ZmqEndpoint pull(String name, String address, SocketOptions options) {
		return ZmqEndpoint.of(name, EndpointType.PULL, List.of(), List.of(address)).withOptions(options);
	}

	private static SocketOptions heartbeat(long interval, long timeout) {
		return SocketOptions.NONE.with("heartbeatInterval", Duration.ofMillis(interval))
			.with("heartbeatTimeout", Duration.ofMillis(timeout));
	}

}
