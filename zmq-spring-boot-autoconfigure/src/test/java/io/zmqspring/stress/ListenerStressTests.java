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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.interop.FreePort;
import io.zmqspring.listener.ListenerContainer;
import io.zmqspring.listener.ListenerSnapshot;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.socket.EndpointSnapshot;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Listeners under more load than they can take over at once.
 */
@Tag("stress")
@Timeout(90)
class ListenerStressTests {

	private static final int THREADS = 16;

	private final String jobs = FreePort.address();

	private final String server = FreePort.address();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withPropertyValues("zmq.poller.threads=2", "zmq.listener.prefetch=16", "zmq.endpoints.jobs.type=pull",
				"zmq.endpoints.jobs.bind=" + this.jobs, "zmq.endpoints.out.type=push",
				"zmq.endpoints.out.connect=" + this.jobs, "zmq.endpoints.server.type=rep",
				"zmq.endpoints.server.bind=" + this.server, "zmq.endpoints.client.type=req",
				"zmq.endpoints.client.connect=" + this.server);

	@ParameterizedTest
	@ValueSource(strings = { "workers", "poller" })
	void oneWorkerKeepsTheOrder(String dispatch) {
		int each = 5000;
		NumberedMessages messages = new NumberedMessages(THREADS, each);
		this.runner.withPropertyValues("dispatch=" + dispatch)
			.withBean(Ordered.class, () -> new Ordered(messages))
			.run((context) -> {
				send(context, each);
				messages.awaitAll();
				expectHandled(context, THREADS * each);
			});
	}

	@Test
	void manyWorkersHandleEachMessageOnce() {
		int each = 5000;
		Set<ZmqMessage> seen = ConcurrentHashMap.newKeySet();
		AtomicInteger count = new AtomicInteger();
		this.runner.withBean(Parallel.class, () -> new Parallel(seen, count)).run((context) -> {
			send(context, each);
			await().atMost(Duration.ofSeconds(30)).until(() -> count.get() >= THREADS * each);
			assertThat(seen).hasSize(THREADS * each);
			expectHandled(context, THREADS * each);
		});
	}

	@Test
	void aListenerThatIsStoppedPausedAndStartedUnderLoadLosesNothing() {
		int each = 5000;
		NumberedMessages messages = new NumberedMessages(THREADS, each);
		this.runner.withPropertyValues("dispatch=workers")
			.withBean(Ordered.class, () -> new Ordered(messages))
			.run((context) -> {
				ListenerContainer container = context.getBean(ZmqListenerRegistry.class).get("jobs");
				CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(context, each));
				int restarts = 0;
				while (!sent.isDone()) {
					container.stop();
					assertThat(container.snapshot().state()).isEqualTo(ListenerSnapshot.State.STOPPED);
					container.start();
					container.pause();
					container.resume();
					restarts++;
					long handled = container.snapshot().handled();
					await().pollInterval(Duration.ofMillis(1))
						.until(() -> sent.isDone() || container.snapshot().handled() > handled + 100);
				}
				sent.join();
				assertThat(restarts).isPositive();
				messages.awaitAll();
				expectHandled(context, THREADS * each);
			});
	}

	@Test
	void anEndpointThatFillsItsBatchLeavesOthersTheirTurn() {
		int batch = 8;
		int jobs = 100;
		List<String> order = Collections.synchronizedList(new ArrayList<>());
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch gate = new CountDownLatch(1);
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withBean(Turns.class, () -> new Turns(order, reading, gate))
			.withPropertyValues("zmq.poller.batch-size=" + batch, "zmq.endpoints.busy.type=pull",
					"zmq.endpoints.busy.bind=inproc://busy", "zmq.endpoints.to-busy.type=push",
					"zmq.endpoints.to-busy.connect=inproc://busy", "zmq.endpoints.calm.type=pull",
					"zmq.endpoints.calm.bind=inproc://calm", "zmq.endpoints.to-calm.type=push",
					"zmq.endpoints.to-calm.connect=inproc://calm")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				template.to("to-busy").send("first");
				assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
				for (int i = 0; i < jobs; i++) {
					template.to("to-busy").send("busy");
				}
				template.to("to-calm").send("calm");
				gate.countDown();
				await().atMost(Duration.ofSeconds(20)).until(() -> order.size() == jobs + 2);
				assertThat(order.indexOf("calm")).isBetween(1, 2 * batch);
				assertThat(context.getBean(ZmqSockets.class).get("busy").fullBatches())
					.isBetween((long) jobs / batch - 1, (long) jobs / batch);
				assertThat(context.getBean(ZmqSockets.class).get("calm").fullBatches()).isZero();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers", "poller" })
	void everyRequestGetsItsOwnReply(String dispatch) {
		int each = 1000;
		this.runner.withPropertyValues("dispatch=" + dispatch).withBean(Echo.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			NumberedMessages.send(THREADS, each,
					(message) -> assertThat(template.to("client").request(message, ZmqMessage.class))
						.isEqualTo(message));
			assertThat(template.pendingRequests()).containsEntry("client", 0);
			EndpointSnapshot snapshot = context.getBean(ZmqSockets.class).get("client").snapshot();
			assertThat(snapshot.received()).isEqualTo(THREADS * each);
			assertThat(snapshot.dropped().values()).containsOnly(0L);
		});
	}

	private static void send(ApplicationContext context, int each) {
		ZmqTemplate template = context.getBean(ZmqTemplate.class);
		try {
			NumberedMessages.send(THREADS, each, (message) -> template.to("out").send(message));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void expectHandled(ApplicationContext context, long count) {
		ListenerContainer container = context.getBean(ZmqListenerRegistry.class).get("jobs");
		await().untilAsserted(() -> assertThat(container.snapshot().handled()).isEqualTo(count));
		assertThat(container.snapshot().failed()).isZero();
		assertThat(context.getBean(ZmqSockets.class).get("jobs").snapshot().dropped().values()).containsOnly(0L);
	}

	record Ordered(NumberedMessages messages) {

		@ZmqListener(id = "jobs", endpoint = "jobs", dispatch = "${dispatch}")
		void handle(ZmqMessage message) {
			this.messages.arrived(message);
		}

	}

	record Parallel(Set<ZmqMessage> seen, AtomicInteger count) {

		@ZmqListener(id = "jobs", endpoint = "jobs", concurrency = "4")
		void handle(ZmqMessage message) {
			this.seen.add(message);
			this.count.incrementAndGet();
		}

	}

	record Turns(List<String> order, CountDownLatch reading, CountDownLatch gate) {

		@ZmqListener(endpoint = "busy", dispatch = "poller")
		void busy(String text) throws InterruptedException {
			this.order.add(text);
			this.reading.countDown();
			assertThat(this.gate.await(20, TimeUnit.SECONDS)).isTrue();
		}

		@ZmqListener(endpoint = "calm", dispatch = "poller")
		void calm(String text) {
			this.order.add(text);
		}

	}

	static class Echo {

		@ZmqListener(endpoint = "server", dispatch = "${dispatch}")
		ZmqMessage echo(ZmqMessage message) {
			return message;
		}

	}

}
