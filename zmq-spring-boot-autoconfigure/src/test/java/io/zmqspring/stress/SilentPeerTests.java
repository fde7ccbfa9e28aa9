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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.interop.FreePort;
import io.zmqspring.interop.TestSockets;
import io.zmqspring.interop.TestSockets.Received;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.ZmqSockets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Peers that say nothing, too little, or do not read: all others are served. For how many
 * seconds they are there is {@code zmq.test.silence}.
 */
@Tag("stress")
@Timeout(120)
class SilentPeerTests {

	private static final Log logger = LogFactory.getLog(SilentPeerTests.class);

	private static final int SECONDS = Integer.getInteger("zmq.test.silence", 3);

	/**
	 * By how many megabytes the heap may grow for 156 peers.
	 */
	private static final long HEAP_TOLERANCE = 10;

	private static final int LARGE = 64 * 1024;

	private static final String ANY_PORT = "tcp://127.0.0.1:*";

	@Test
	void peersThatSayNothingOrOneByteASecondHarmNobody() throws Exception {
		try (TestSockets servers = new TestSockets(bound("server", EndpointType.REP), bound("in", EndpointType.PULL),
				bound("news", EndpointType.PUB));
				TestSockets clients = new TestSockets(connected("client", EndpointType.REQ, servers.address("server")),
						connected("out", EndpointType.PUSH, servers.address("in")),
						connected("reader", EndpointType.SUB, servers.address("news")).withTopics("topic"))) {
			servers.read("server", (message) -> servers.socket("server").send(message));
			Received pulled = servers.read("in");
			Received read = clients.read("reader");
			assertThat(servers.template().awaitSubscribers("news", "topic", 1, Duration.ofSeconds(20))).isTrue();
			exchange(servers, clients, pulled, read);
			long descriptors = Resources.descriptors();
			long heap = Resources.heap();
			List<RawPeer> silent = new ArrayList<>();
			ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();
			try {
				for (String endpoint : List.of("server", "in", "news")) {
					silent.addAll(silentPeers(servers.address(endpoint), drips));
				}
				long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
				int rounds = 0;
				long most = heap;
				while (System.nanoTime() - end < 0) {
					exchange(servers, clients, pulled, read);
					if (rounds++ % 10 == 0) {
						most = Math.max(most, Resources.heap());
					}
				}
				logger.info(rounds + " exchanges beside " + silent.size() + " silent peers in " + SECONDS + " s: heap "
						+ heap + " MB before, at most " + most + " MB, " + Resources.heap() + " MB at the end");
				assertThat(rounds).isPositive();
				assertThat(most).isLessThanOrEqualTo(heap + HEAP_TOLERANCE);
			}
			finally {
				drips.shutdownNow();
				for (RawPeer peer : silent) {
					peer.close();
				}
			}
			exchange(servers, clients, pulled, read);
			await().atMost(Duration.ofSeconds(20)).until(() -> Resources.descriptors() <= descriptors);
			assertThat(Resources.heap()).isLessThanOrEqualTo(heap + HEAP_TOLERANCE);
			assertThat(servers.contexts()).allMatch((context) -> context.rebuilds() == 0);
		}
	}

	private static List<RawPeer> silentPeers(String address, ScheduledExecutorService drips) throws IOException {
		List<RawPeer> peers = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			peers.add(new RawPeer(address));
			peers.add(new RawPeer(address).beginGreeting(1 + i * 4));
			peers.add(new RawPeer(address).send(RawPeer.greeting()));
		}
		for (int i = 0; i < 4; i++) {
			RawPeer slow = new RawPeer(address);
			byte[] greeting = RawPeer.greeting();
			int[] next = { 0 };
			drips.scheduleAtFixedRate(() -> drip(slow, greeting[next[0]++ % greeting.length]), 0, 1, TimeUnit.SECONDS);
			peers.add(slow);
		}
		return peers;
	}

	private static void drip(RawPeer peer, byte value) {
		try {
			peer.send(new byte[] { value });
		}
		catch (IOException ex) {
			// The endpoint had enough of it, which is its right.
		}
	}

	private static void exchange(TestSockets servers, TestSockets clients, Received pulled, Received read) {
		List<ZmqMessage> jobs = new ArrayList<>();
		List<ZmqMessage> news = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			String text = "number " + i;
			assertThat(clients.template().to("client").request(text, String.class)).isEqualTo(text);
			clients.template().to("out").send(text);
			servers.template().to("news").publish("topic", text);
			jobs.add(ZmqMessage.ofText(text));
			news.add(ZmqMessage.ofText("topic", text));
		}
		assertThat(pulled.await(jobs.size())).isEqualTo(jobs);
		assertThat(read.await(news.size())).isEqualTo(news);
		pulled.clear();
		read.clear();
	}

	@Test
	void aSubscriberThatDoesNotReadCostsNoMoreThanItsHighWaterMark() throws Exception {
		int hwm = 100;
		try (TestSockets servers = new TestSockets(
				bound("news", EndpointType.PUB).withOptions(SocketOptions.NONE.with("sendHwm", hwm)));
				TestSockets clients = new TestSockets(
						connected("reader", EndpointType.SUB, servers.address("news")).withTopics("topic"));
				RawPeer mute = new RawPeer(servers.address("news"))) {
			mute.shakeHands("SUB").message("\1topic".getBytes());
			assertThat(servers.template().awaitSubscribers("news", "topic", 2, Duration.ofSeconds(20))).isTrue();
			Received read = clients.read("reader");
			long heap = Resources.heap();
			long most = heap;
			int rounds = 40;
			for (int i = 0; i < rounds; i++) {
				for (int j = 0; j < hwm / 2; j++) {
					servers.template().to("news").publish("topic", number(i * hwm / 2 + j));
				}
				List<ZmqMessage> arrived = read.await(hwm / 2);
				for (int j = 0; j < hwm / 2; j++) {
					assertThat(ByteBuffer.wrap(arrived.get(j).frame(1)).getInt()).isEqualTo(i * hwm / 2 + j);
				}
				read.clear();
				if (i % 10 == 0) {
					most = Math.max(most, Resources.heap());
				}
			}
			long published = (long) rounds * hwm / 2;
			logger.info(published + " messages of 64 KB beside a mute subscriber: heap " + heap + " MB before, at most "
					+ most + " MB");
			assertThat(most).isLessThan(heap + 3L * hwm * LARGE / (1024 * 1024));
			assertThat(servers.socket("news").snapshot().dropped().get(DropReason.SUBSCRIBER_HWM)).isPositive();
		}
	}

	private static byte[] number(int number) {
		return ByteBuffer.allocate(LARGE).putInt(number).array();
	}

	@Test
	void aClientThatDoesNotReadItsRepliesKeepsNoWorkerFromOthers() {
		String address = FreePort.address();
		int requests = 2000;
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withBean(Echo.class)
			.withPropertyValues("zmq.defaults.send-hwm=10", "zmq.defaults.send-timeout=1s",
					"zmq.endpoints.server.type=rep", "zmq.endpoints.server.bind=" + address,
					"zmq.endpoints.client.type=req", "zmq.endpoints.client.connect=" + address)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				long heap = Resources.heap();
				long slowest = 0;
				int replies = 0;
				try (RawPeer mute = new RawPeer(address)) {
					CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(mute, requests));
					while (!flood.isDone() || replies < 100) {
						long start = System.nanoTime();
						String text = "healthy " + replies++;
						assertThat(template.to("client").request(text, String.class)).isEqualTo(text);
						slowest = Math.max(slowest, System.nanoTime() - start);
					}
					flood.get(1, TimeUnit.SECONDS);
					ZmqSockets sockets = context.getBean(ZmqSockets.class);
					await().atMost(Duration.ofSeconds(10))
						.until(() -> sockets.get("server").snapshot().dropped().get(DropReason.UNSENT_REPLY) > requests
								/ 2);
					logger.info(requests + " requests of a mute client; beside it " + replies
							+ " replies, the slowest after " + Duration.ofNanos(slowest).toMillis() + " ms; heap "
							+ heap + " MB before, " + Resources.heap() + " MB after");
					assertThat(Resources.heap()).isLessThan(heap + 40);
				}
			});
	}

	private static void flood(RawPeer mute, int requests) {
		try {
			mute.shakeHands("DEALER");
			for (int i = 0; i < requests; i++) {
				mute.message(new byte[0], number(i));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ZmqEndpoint bound(String name, EndpointType type) {
		return ZmqEndpoint.of(name, type, List.of(ANY_PORT), List.of());
	}

	private static ZmqEndpoint connected(String name, EndpointType type, String address) {
		return ZmqEndpoint.of(name, type, List.of(), List.of(address));
	}

	static class Echo {

		@ZmqListener("server")
		byte[] echo(byte[] payload) {
			return payload;
		}

	}

}
