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

package io.zmqspring.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.listener.ListenerDefinition;
import io.zmqspring.listener.ListenerSettings;
import io.zmqspring.listener.LoggingErrorHandler;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqListenerMetrics}.
 */
class ZmqListenerMetricsTests {

	private static final int PREFETCH = 5;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS,
			List.of(ZmqEndpoint.of("jobs", EndpointType.PUSH, List.of("inproc://jobs"), List.of()),
					ZmqEndpoint.of("work", EndpointType.PULL, List.of(), List.of("inproc://jobs")),
					ZmqEndpoint.of("more", EndpointType.PAIR, List.of("inproc://more"), List.of())),
			Map.of(), List.of(), List.of());

	private final ZmqListenerRegistry listeners = new ZmqListenerRegistry(this.sockets, Framing::of,
			new PayloadConverter(List.of(), List.of()), new ListenerSettings(PREFETCH, Duration.ofSeconds(20), false),
			new LoggingErrorHandler(), ZmqObservations.NOOP, null);

	private final CountDownLatch release = new CountDownLatch(1);

	@BeforeEach
	void start() {
		this.listeners.register(ListenerDefinition.of("work", (message) -> {
			this.release.await();
			return null;
		}).withId("worker").withConcurrency(2));
		new ZmqListenerMetrics(this.listeners).bindTo(this.registry);
		this.sockets.start();
		this.listeners.start();
	}

	@AfterEach
	void stop() {
		this.release.countDown();
		this.listeners.stop();
		this.sockets.stop();
	}

	@Test
	void whenListenerIsFullThenItsQueueAndItsWorkInFlightAreGauged() {
		assertThat(gauge("queued", "worker")).isZero();
		assertThat(gauge("in.flight", "worker")).isZero();
		for (int i = 0; i < 2 * PREFETCH; i++) {
			this.sockets.get("jobs").send(ZmqMessage.ofText("job"));
		}
		await().atMost(Duration.ofSeconds(10))
			.until(() -> gauge("queued", "worker") == PREFETCH - 2 && gauge("in.flight", "worker") == 2);
		this.release.countDown();
		await().atMost(Duration.ofSeconds(10))
			.until(() -> this.listeners.get("worker").snapshot().handled() == 2 * PREFETCH);
		await().atMost(Duration.ofSeconds(10))
			.until(() -> gauge("queued", "worker") == 0 && gauge("in.flight", "worker") == 0);
	}

	@Test
	void whenListenerComesLaterThenItIsGaugedUntilItIsUnregistered() {
		this.listeners.register(ListenerDefinition.of("more", (message) -> null).withId("later"));
		assertThat(gauge("queued", "later")).isZero();
		assertThat(gauge("in.flight", "later")).isZero();
		this.listeners.unregister("later");
		assertThat(this.registry.find("zmq.listener.queued").tag("listener", "later").meters()).isEmpty();
		assertThat(this.registry.find("zmq.listener.in.flight").tag("listener", "later").meters()).isEmpty();
		assertThat(gauge("queued", "worker")).isZero();
	}

	@Test
	void everyMeterHasTagsAndDescription() {
		assertThat(this.registry.getMeters()).hasSize(2).allSatisfy((meter) -> {
			assertThat(meter.getId().getTag("messaging.system")).isEqualTo("zeromq");
			assertThat(meter.getId().getTag("endpoint")).isEqualTo("work");
			assertThat(meter.getId().getTag("listener")).isEqualTo("worker");
			assertThat(meter.getId().getDescription()).isNotBlank();
		});
	}

	private double gauge(String name, String listener) {
		return this.registry.get("zmq.listener." + name).tag("listener", listener).gauge().value();
	}

}
