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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqBindException;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.health.ZmqEndpointHealthIndicator;
import io.zmqspring.interop.FreePort;
import io.zmqspring.interop.JavaPeer;
import io.zmqspring.interop.PyPeer;
import io.zmqspring.interop.TestSockets;
import io.zmqspring.socket.DeadlyConnect;
import io.zmqspring.socket.ZmqContextCustomizer;
import io.zmqspring.socket.ZmqSocketCustomizer;
import io.zmqspring.socket.ZmqSockets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Starts and stops, many of them and under bad conditions. The number of starts is
 * {@code zmq.test.starts}.
 */
@Tag("stress")
@Timeout(120)
class LifeTests {

	private static final Log logger = LogFactory.getLog(LifeTests.class);

	private static final int STARTS = Integer.getInteger("zmq.test.starts", 50);

	private static final Duration LINGER = Duration.ofMillis(300);

	private static final String SILENT_PULL = """
			import sys, zmq
			socket = zmq.Context().socket(zmq.PULL)
			socket.bind(sys.argv[1])
			print(socket.recv_string())
			input()
			""";

	private final String jobs = FreePort.address();

	private final String server = FreePort.address();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withBean(Listeners.class)
		.withPropertyValues("zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.bind=" + this.jobs,
				"zmq.endpoints.out.type=push", "zmq.endpoints.out.connect=" + this.jobs,
				"zmq.endpoints.server.type=rep", "zmq.endpoints.server.bind=" + this.server,
				"zmq.endpoints.client.type=req", "zmq.endpoints.client.connect=" + this.server);

	@Test
	void manyStartsAndStopsLeaveNothingBehind() {
		start(10);
		long descriptors = Resources.descriptors();
		long threads = Resources.threads();
		long heap = Resources.heap();
		long start = System.nanoTime();
		start(STARTS);
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		await().atMost(Duration.ofSeconds(20)).until(() -> Resources.descriptors() <= descriptors);
		await().atMost(Duration.ofSeconds(20)).until(() -> Resources.threads() <= threads);
		assertThat(Resources.heap()).isLessThan(heap + 10);
		logger.info(STARTS + " starts and stops in " + took + ": descriptors " + descriptors + " before, "
				+ Resources.descriptors() + " after; threads " + threads + ", " + Resources.threads() + "; heap " + heap
				+ " MB, " + Resources.heap() + " MB");
	}

	private void start(int times) {
		for (int i = 0; i < times; i++) {
			String text = "start " + i;
			this.runner.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				template.to("out").send(text);
				assertThat(template.to("client").request(text, String.class)).isEqualTo(text);
				assertThat(context.getBean(Listeners.class).handled.poll(20, TimeUnit.SECONDS)).isEqualTo(text);
			});
		}
	}

	@Test
	void whenPeerStandsStillThenStopKeepsItsDeadline() {
		try (PyPeer peer = PyPeer.start(SILENT_PULL, this.jobs)) {
			TestSockets sockets = new TestSockets(push());
			sockets.template().to("out").send("first");
			peer.expect("first");
			peer.signal("STOP");
			fill(sockets);
			expectQuickStop(sockets);
		}
	}

	@Test
	void whenThereIsNoPeerThenStopKeepsItsDeadline() {
		TestSockets sockets = new TestSockets(push());
		fill(sockets);
		expectQuickStop(sockets);
	}

	private ZmqEndpoint push() {
		return ZmqEndpoint.of("out", EndpointType.PUSH, List.of(), List.of(this.jobs))
			.withOptions(SocketOptions.NONE.with("linger", LINGER).with("sendTimeout", Duration.ofMillis(50)));
	}

	private static void fill(TestSockets sockets) {
		assertThatExceptionOfType(ZmqSendTimeoutException.class).isThrownBy(() -> {
			while (true) {
				sockets.template().to("out").send(new byte[100_000]);
			}
		}).withMessageContaining("'out'");
	}

	private static void expectQuickStop(TestSockets sockets) {
		long start = System.nanoTime();
		sockets.close();
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		logger.info("A stop with a full queue took " + took.toMillis() + " ms");
		assertThat(took).isLessThan(LINGER.plusSeconds(2));
	}

	/**
	 * An executor of the application's ends in a phase of its own.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenTerminatedUnderLoadThenAllThatWasTakenOverIsHandled(boolean ownExecutor) {
		String[] args = ownExecutor ? new String[] { this.jobs, this.server, "own" }
				: new String[] { this.jobs, this.server };
		try (JavaPeer program = JavaPeer.start(TerminatedApplication.class, List.of(), args);
				TestSockets sockets = new TestSockets(
						ZmqEndpoint.of("out", EndpointType.PUSH, List.of(), List.of(this.jobs))
							.withOptions(SocketOptions.NONE.with("sendTimeout", Duration.ofSeconds(3))
								.with("reconnectIntervalMax", Duration.ofMillis(200))))) {
			program.expect("up");
			sockets.template().to("out").send("first");
			program.expect("first");
			boolean[] terminated = { false };
			assertThatExceptionOfType(ZmqSendTimeoutException.class).isThrownBy(() -> {
				for (int i = 0; true; i++) {
					sockets.template().to("out").send("message " + i);
					if (i == 5000) {
						program.signal("TERM");
						terminated[0] = true;
					}
				}
			});
			assertThat(terminated[0]).isTrue();
			String[] counts = program.readLine().split(" ");
			logger.info("Terminated under load" + (ownExecutor ? " with an executor" : "") + ": "
					+ String.join(" ", counts));
			long received = Long.parseLong(counts[1]);
			assertThat(received).isPositive();
			assertThat(counts).containsExactly("received", "" + received, "handled", "" + received, "sent", "0",
					"dropped", "0");
		}
	}

	@Test
	void whenTerminatedUnderLoadThenAllRequestsThatWereTakenOverAreAnswered() {
		ZmqEndpoint endpoint = ZmqEndpoint.of("client", EndpointType.REQ, List.of(), List.of(this.server))
			.withOptions(SocketOptions.NONE.with("sendTimeout", Duration.ofSeconds(1))
				.with("reconnectIntervalMax", Duration.ofMillis(200)));
		try (JavaPeer program = JavaPeer.start(TerminatedApplication.class, List.of(), this.jobs, this.server);
				TestSockets client = new TestSockets(endpoint)) {
			program.expect("up");
			AtomicInteger replies = new AtomicInteger();
			AtomicInteger unanswered = new AtomicInteger();
			List<CompletableFuture<Void>> callers = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				int caller = i;
				callers.add(CompletableFuture.runAsync(() -> {
					request(client, caller, replies);
					unanswered.incrementAndGet();
				}, (task) -> new Thread(task).start()));
			}
			await().atMost(PyPeer.PATIENCE).until(() -> replies.get() > 5000);
			program.signal("TERM");
			callers.forEach(CompletableFuture::join);
			program.readLine();
			String[] counts = program.readLine().split(" ");
			logger.info("Terminated under requests: " + String.join(" ", counts) + ", " + replies + " replies and "
					+ unanswered + " timeouts at the client");
			assertThat(counts).containsExactly("received", "" + replies, "handled", "" + replies, "sent", "" + replies,
					"dropped", "0");
			assertThat(client.socket("client").received()).isEqualTo(replies.get());
			assertThat(client.template().pendingRequests()).containsEntry("client", 0);
		}
	}

	private static void request(TestSockets client, int caller, AtomicInteger replies) {
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> {
			for (int i = 0; true; i++) {
				String text = caller + ":" + i;
				assertThat(client.template().to("client").request(text, String.class)).isEqualTo(text);
				replies.incrementAndGet();
			}
		}).isInstanceOfAny(ZmqRequestTimeoutException.class, ZmqSendTimeoutException.class);
	}

	@Test
	void whenAnIoThreadDiesThenHealthSaysSoAndTrafficGoesOn() {
		DeadlyConnect deadly = new DeadlyConnect();
		CountDownLatch seen = new CountDownLatch(1);
		AtomicInteger contexts = new AtomicInteger();
		this.runner.withBean(ZmqSocketCustomizer.class, () -> (name, socket) -> {
			if (name.equals("unanswered")) {
				deadly.install(socket);
			}
		}).withBean(ZmqContextCustomizer.class, () -> (name, made) -> {
			if (contexts.incrementAndGet() > 1) {
				awaitUninterrupted(seen);
			}
		})
			.withPropertyValues("zmq.endpoints.unanswered.type=push",
					"zmq.endpoints.unanswered.connect=" + FreePort.address())
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				Listeners listeners = context.getBean(Listeners.class);
				ZmqSockets sockets = context.getBean(ZmqSockets.class);
				ZmqEndpointHealthIndicator health = new ZmqEndpointHealthIndicator(sockets.get("server"));
				template.to("out").send("before");
				assertThat(listeners.handled.poll(20, TimeUnit.SECONDS)).isEqualTo("before");
				assertThat(health.health().getStatus()).isEqualTo(Status.UP);
				deadly.arm();
				await().pollInterval(Duration.ofMillis(1)).until(() -> contexts.get() > 1);
				assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
				assertThat(health.health().getDetails()).extracting("lastError").asString().contains("died", "deadly");
				seen.countDown();
				await().atMost(PyPeer.PATIENCE).until(() -> health.health().getStatus().equals(Status.UP));
				assertThat(health.health().getDetails()).doesNotContainKey("lastError");
				assertThat(template.to("client").request("after", String.class)).isEqualTo("after");
				template.to("out").send("after");
				assertThat(listeners.handled.poll(20, TimeUnit.SECONDS)).isEqualTo("after");
				assertThat(sockets.contexts()).allMatch((zmq) -> zmq.open() && zmq.rebuilds() == 1);
			});
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whenPortIsInUseThenStartFailsWithTheNameOfTheEndpoint() throws Exception {
		long before = Resources.threads();
		try (ServerSocket other = occupy(this.jobs)) {
			assertThat(other.isBound()).isTrue();
			this.runner.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.satisfiesAnyOf((cause) -> assertThat(cause).hasMessageContaining("'jobs'"),
						(cause) -> assertThat(context.getStartupFailure()).hasStackTraceContaining("'jobs'")));
			this.runner.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining(ZmqBindException.class.getName()));
		}
		await().untilAsserted(() -> assertThat(Resources.threads()).isLessThanOrEqualTo(before));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenPortIsFreedThenEndpointComesUp(boolean restarted) throws Exception {
		this.runner.withPropertyValues("zmq.endpoints.jobs.fail-fast=false").run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThat(template.to("client").request("alive", String.class)).isEqualTo("alive");
		});
		try (ServerSocket other = occupy(this.jobs)) {
			this.runner.withPropertyValues("zmq.endpoints.jobs.fail-fast=false").run((context) -> {
				if (restarted) {
					context.getSourceApplicationContext().stop();
					context.getSourceApplicationContext().start();
				}
				ZmqEndpointHealthIndicator health = new ZmqEndpointHealthIndicator(
						context.getBean(ZmqSockets.class).get("jobs"));
				assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
				assertThat(health.health().getDetails()).extracting("lastError").asString().contains("'jobs'");
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				assertThat(template.to("client").request("alive", String.class)).isEqualTo("alive");
				other.close();
				await().atMost(Duration.ofSeconds(20)).until(() -> health.health().getStatus().equals(Status.UP));
				template.to("out").send("after");
				assertThat(context.getBean(Listeners.class).handled.poll(20, TimeUnit.SECONDS)).isEqualTo("after");
			});
		}
	}

	private static ServerSocket occupy(String address) throws Exception {
		ServerSocket socket = new ServerSocket();
		socket.setReuseAddress(true);
		socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(),
				Integer.parseInt(address.substring(address.lastIndexOf(':') + 1))));
		return socket;
	}

	static class Listeners {

		private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

		@ZmqListener("jobs")
		void job(String text) {
			this.handled.add(text);
		}

		@ZmqListener("server")
		String echo(String text) {
			return text;
		}

	}

}
