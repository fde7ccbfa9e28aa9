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

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.interop.TestSockets;
import io.zmqspring.interop.TestSockets.Received;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Connections that are closed as soon as they are made, or after their handshake. Their
 * number is {@code zmq.test.connects}.
 */
@Tag("stress")
@Timeout(600)
class PortScanTests {

	private static final Log logger = LogFactory.getLog(PortScanTests.class);

	private static final int CONNECTS = Integer.getInteger("zmq.test.connects", 10_000);

	/**
	 * Each connection leaves signals in the mailbox.
	 */
	@Test
	void anIdlePublisherOutlivesConnectsAndCloses() throws Exception {
		try (TestSockets sockets = new TestSockets(
				ZmqEndpoint.of("out", EndpointType.PUB, List.of("tcp://127.0.0.1:*"), List.of()))) {
			String address = sockets.address("out");
			scan(address, 100);
			awaitPeers(sockets, 0);
			long descriptors = Resources.descriptors();
			long heap = Resources.heap();
			long start = System.nanoTime();
			scan(address, CONNECTS);
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			awaitPeers(sockets, 0);
			await().atMost(Duration.ofSeconds(20)).until(() -> Resources.descriptors() <= descriptors);
			assertThat(Resources.heap()).isLessThan(heap + 20);
			logger.info(CONNECTS + " connects in " + took + "; heap " + heap + " MB before, " + Resources.heap()
					+ " MB after; descriptors " + descriptors + " before, " + Resources.descriptors() + " after");
			assertThat(sockets.socket("out").snapshot().lastError()).isNull();
			assertThat(sockets.contexts()).allMatch((context) -> context.open() && context.rebuilds() == 0);
			expectDelivery(sockets, address);
		}
	}

	/**
	 * The heartbeat of the peer that stays is due before the timers of the others were.
	 */
	@Test
	void whenConnectionsAreClosedAfterTheirHandshakeThenTheirTimersGoWithThem() throws Exception {
		try (TestSockets sockets = new TestSockets(
				ZmqEndpoint.of("out", EndpointType.PUB, List.of("tcp://127.0.0.1:*"), List.of()))) {
			String address = sockets.address("out");
			try (TestSockets subscriber = new TestSockets(
					ZmqEndpoint.of("in", EndpointType.SUB, List.of(), List.of(address)))) {
				await().atMost(Duration.ofSeconds(20)).until(() -> subscriber.socket("in").peers() == 1);
				shakeHands(address, 100);
				awaitPeers(sockets, 1);
				long heap = Resources.heap();
				shakeHands(address, CONNECTS);
				awaitPeers(sockets, 1);
				long after = Resources.heap();
				logger.info(CONNECTS + " handshakes; heap " + heap + " MB before, " + after + " MB after");
				assertThat(after).isLessThanOrEqualTo(heap + 3);
			}
		}
	}

	private static void shakeHands(String address, int connections) throws IOException {
		for (int i = 0; i < connections; i++) {
			try (RawPeer peer = new RawPeer(address)) {
				peer.shakeHands("SUB");
			}
		}
	}

	/**
	 * Now and then it waits until it is accepted: where the queue of connections to be
	 * accepted is full, TCP itself waits for seconds.
	 */
	private static void scan(String address, int connects) throws IOException {
		for (int i = 0; i < connects; i++) {
			try (RawPeer peer = new RawPeer(address)) {
				if (i % 50 == 0) {
					peer.awaitAccepted();
				}
			}
		}
	}

	private static void awaitPeers(TestSockets sockets, int count) {
		await().atMost(Duration.ofSeconds(60)).until(() -> sockets.socket("out").peers() == count);
	}

	private static void expectDelivery(TestSockets sockets, String address) {
		try (TestSockets subscriber = new TestSockets(
				ZmqEndpoint.of("in", EndpointType.SUB, List.of(), List.of(address)).withTopics("topic"))) {
			Received received = subscriber.read("in");
			assertThat(sockets.template().awaitSubscribers("out", "topic", 1, Duration.ofSeconds(20))).isTrue();
			sockets.template().to("out").publish("topic", "after");
			assertThat(received.await(1)).containsExactly(ZmqMessage.ofText("topic", "after"));
		}
	}

}
