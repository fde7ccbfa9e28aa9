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
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.interop.FreePort;
import io.zmqspring.listener.ListenerContainer;
import io.zmqspring.listener.ListenerSettings;
import io.zmqspring.listener.ListenerSnapshot;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.EndpointSnapshot;
import io.zmqspring.socket.ZmqSockets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Listeners that do what no listener should: the others, and the next message, do not
 * notice.
 */
@Tag("stress")
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class BadHandlerTests {

	private static final Log logger = LogFactory.getLog(BadHandlerTests.class);

	/**
	 * What Docker waits before it kills.
	 */
	private static final Duration CONTAINER_PATIENCE = Duration.ofSeconds(10);

	private static final Duration STOP_TIMEOUT = Duration.ofMillis(500);

	private final String jobs = FreePort.address();

	private final String server = FreePort.address();

	private final ApplicationContextRunner defaults = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withBean(Listeners.class)
		.withPropertyValues("dispatch=workers", "concurrency=2", "zmq.endpoints.jobs.type=pull",
				"zmq.endpoints.jobs.bind=" + this.jobs, "zmq.endpoints.out.type=push",
				"zmq.endpoints.out.connect=" + this.jobs, "zmq.endpoints.server.type=rep",
				"zmq.endpoints.server.bind=" + this.server, "zmq.endpoints.client.type=req",
				"zmq.endpoints.client.connect=" + this.server, "zmq.endpoints.loop.type=dealer",
				"zmq.endpoints.loop.bind=inproc://loop", "zmq.endpoints.loop-client.type=dealer",
				"zmq.endpoints.loop-client.connect=inproc://loop");

	private final ApplicationContextRunner runner = this.defaults
		.withPropertyValues("zmq.listener.stop-timeout=" + STOP_TIMEOUT);

	@Test
	void aHandlerThatBlocksForEverHoldsUpNobodyElseAndNoStop(CapturedOutput output) {
		this.runner.run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Listeners listeners = context.getBean(Listeners.class);
			ListenerContainer container = context.getBean(ZmqListenerRegistry.class).get("jobs");
			try {
				template.to("out").send("block");
				assertThat(listeners.blocked.await(20, TimeUnit.SECONDS)).isTrue();
				for (int i = 0; i < 500; i++) {
					template.to("out").send("job " + i);
					assertThat(next(listeners)).isEqualTo("job " + i);
				}
				assertThat(template.to("client").request("hello", String.class)).isEqualTo("hello");
				long start = System.nanoTime();
				container.stop();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(STOP_TIMEOUT.minusMillis(50),
						STOP_TIMEOUT.plusSeconds(2));
				assertThat(container.snapshot().state()).isEqualTo(ListenerSnapshot.State.STOPPED);
				assertThat(output).contains("ZeroMQ listener 'jobs' of endpoint 'jobs' stopped at its stop timeout",
						"1 still being handled");
				container.start();
				template.to("out").send("after");
				assertThat(next(listeners)).isEqualTo("after");
			}
			finally {
				listeners.release.countDown();
			}
		});
	}

	@Test
	void whenHandlerNeverReturnsThenTheStopOfAnApplicationTakesLessThanAContainerGivesIt() {
		this.defaults
			.withPropertyValues("zmq.endpoints.away.type=push", "zmq.endpoints.away.connect=" + FreePort.address())
			.run((context) -> {
				Listeners listeners = context.getBean(Listeners.class);
				try {
					context.getBean(ZmqTemplate.class).to("out").send("block");
					context.getBean(ZmqTemplate.class).to("away").send("never delivered");
					assertThat(listeners.blocked.await(20, TimeUnit.SECONDS)).isTrue();
					long start = System.nanoTime();
					context.getSourceApplicationContext().close();
					Duration took = Duration.ofNanos(System.nanoTime() - start);
					logger.info("A stop with the defaults took " + took.toMillis() + " ms");
					assertThat(took).isBetween(ListenerSettings.DEFAULTS.stopTimeout(), CONTAINER_PATIENCE);
				}
				finally {
					listeners.release.countDown();
				}
			});
	}

	@Test
	void aHandlerThatBlocksForEverKeepsItsPlaceAlsoAfterAStop() {
		this.runner.withPropertyValues("concurrency=1").run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Listeners listeners = context.getBean(Listeners.class);
			ListenerContainer container = context.getBean(ZmqListenerRegistry.class).get("jobs");
			try {
				template.to("out").send("block");
				assertThat(listeners.blocked.await(20, TimeUnit.SECONDS)).isTrue();
				container.stop();
				container.start();
				template.to("out").send("after");
				await().atMost(Duration.ofSeconds(20)).until(() -> container.snapshot().queued() == 1);
			}
			finally {
				listeners.release.countDown();
			}
			assertThat(next(listeners)).isEqualTo("after");
		});
	}

	@Test
	void whatAllWorkersLeaveBehindAtAStopIsCounted(CapturedOutput output) {
		this.runner.run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Listeners listeners = context.getBean(Listeners.class);
			ListenerContainer container = context.getBean(ZmqListenerRegistry.class).get("jobs");
			try {
				for (String text : List.of("block", "block", "left 1", "left 2", "left 3")) {
					template.to("out").send(text);
				}
				await().atMost(Duration.ofSeconds(20)).until(() -> container.snapshot().queued() == 3);
				long start = System.nanoTime();
				context.getSourceApplicationContext().stop();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(STOP_TIMEOUT.plusSeconds(5));
				EndpointSnapshot snapshot = context.getBean(ZmqSockets.class).get("jobs").snapshot();
				assertThat(snapshot.dropped()).containsEntry(DropReason.STOPPED, 3L);
				assertThat(output).contains("3 dropped, 2 still being handled");
			}
			finally {
				listeners.release.countDown();
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers", "poller" })
	void anErrorCostsOnlyItsOwnMessage(String dispatch) {
		this.runner.withPropertyValues("dispatch=" + dispatch, "concurrency=1").run((context) -> {
			Listeners listeners = context.getBean(Listeners.class);
			ListenerContainer container = context.getBean(ZmqListenerRegistry.class).get("jobs");
			List<String> errors = List.of("memory", "stack", "linkage");
			for (int i = 0; i < 20; i++) {
				for (String error : errors) {
					context.getBean(ZmqTemplate.class).to("out").send(error);
				}
				context.getBean(ZmqTemplate.class).to("out").send("job " + i);
				assertThat(next(listeners)).isEqualTo("job " + i);
			}
			await().until(() -> container.snapshot().handled() == 80);
			assertThat(container.snapshot().failed()).isEqualTo(60);
			expectHealthy(context);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers", "poller" })
	void aListenerMaySendToItsOwnEndpoint(String dispatch) {
		this.runner.withPropertyValues("dispatch=" + dispatch, "concurrency=1").run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			for (int i = 0; i < 200; i++) {
				template.to("loop-client").send("message " + i);
			}
			Listeners listeners = context.getBean(Listeners.class);
			for (int i = 0; i < 200; i++) {
				assertThat(next(listeners)).isEqualTo("message " + i);
			}
			expectHealthy(context);
		});
	}

	@Test
	void aListenerMaySendARequestToItself() {
		this.runner.run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			for (int i = 0; i < 100; i++) {
				assertThat(template.to("client").request("nested", String.class)).isEqualTo("inner");
			}
			expectHealthy(context);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers", "poller" })
	void aListenerMayStopItself(String dispatch) {
		this.runner.withPropertyValues("dispatch=" + dispatch, "concurrency=1").run((context) -> {
			ListenerContainer container = context.getBean(ZmqListenerRegistry.class).get("jobs");
			for (int i = 0; i < 10; i++) {
				context.getBean(ZmqTemplate.class).to("out").send("stop");
				await().pollInterval(Duration.ofMillis(5))
					.until(() -> container.snapshot().state() == ListenerSnapshot.State.STOPPED);
				context.getBean(ZmqTemplate.class).to("out").send("while stopped " + i);
				container.start();
				assertThat(next(context.getBean(Listeners.class))).isEqualTo("while stopped " + i);
			}
			expectHealthy(context);
		});
	}

	private static void expectHealthy(ApplicationContext context) {
		ZmqSockets sockets = context.getBean(ZmqSockets.class);
		assertThat(sockets.contexts()).allMatch((zmq) -> zmq.open() && zmq.rebuilds() == 0);
		assertThat(sockets.pollers().values()).containsOnly(true);
		assertThat(sockets.all()).allMatch((socket) -> socket.snapshot().lastError() == null);
	}

	private static String next(Listeners listeners) throws InterruptedException {
		return listeners.handled.poll(20, TimeUnit.SECONDS);
	}

	static class Listeners {

		private final CountDownLatch blocked = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

		private final ObjectProvider<ZmqTemplate> template;

		private final ObjectProvider<ZmqListenerRegistry> registry;

		Listeners(ObjectProvider<ZmqTemplate> template, ObjectProvider<ZmqListenerRegistry> registry) {
			this.template = template;
			this.registry = registry;
		}

		@ZmqListener(id = "jobs", endpoint = "jobs", concurrency = "${concurrency}", dispatch = "${dispatch}")
		void job(String text) throws InterruptedException {
			switch (text) {
				case "block" -> {
					this.blocked.countDown();
					this.release.await();
				}
				case "memory" -> this.handled.add("" + new long[Integer.MAX_VALUE].length);
				case "stack" -> this.handled.add("" + overflow(0));
				case "linkage" -> throw new NoClassDefFoundError("by intent");
				case "stop" -> this.registry.getObject().get("jobs").stop();
				default -> this.handled.add(text);
			}
		}

		private static int overflow(int depth) {
			return (depth < 0) ? depth : overflow(depth + 1) + 1;
		}

		@ZmqListener("server")
		String reply(String text) {
			return text.equals("nested") ? this.template.getObject().to("client").request("inner", String.class) : text;
		}

		@ZmqListener(endpoint = "loop", dispatch = "${dispatch}")
		void loop(String text) {
			this.template.getObject().to("loop").send(text);
		}

		@ZmqListener("loop-client")
		void echo(String text) {
			this.handled.add(text);
		}

	}

}
