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

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.MessageReceiver;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqMetrics}.
 */
class ZmqMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Map<String, Integer> pending = new HashMap<>();

	private final ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS,
			List.of(ZmqEndpoint.of("jobs", EndpointType.PUSH, List.of("inproc://jobs"), List.of()),
					ZmqEndpoint.of("work", EndpointType.PULL, List.of(), List.of("inproc://jobs")),
					ZmqEndpoint.of("news", EndpointType.PUB, List.of("inproc://news"), List.of()),
					ZmqEndpoint.of("reader", EndpointType.SUB, List.of(), List.of("inproc://news"))
						.withTopics("EUR", "USD"),
					ZmqEndpoint.of("ask", EndpointType.REQ, List.of(), List.of("inproc://ask"))),
			Map.of(), List.of(), List.of());

	@BeforeEach
	void start() {
		new ZmqMetrics(this.sockets, () -> this.pending).bindTo(this.registry);
		this.sockets.start();
	}

	@AfterEach
	void stop() {
		this.sockets.stop();
	}

	@Test
	void whenMessagesGoThroughThenTheyAreCounted() {
		this.sockets.get("work").attach(new Reader(10));
		for (int i = 0; i < 3; i++) {
			this.sockets.get("jobs").send(ZmqMessage.ofText("job"));
		}
		assertThat(counter("zmq.messages.sent", "jobs")).isEqualTo(3);
		assertThat(counter("zmq.bytes.sent", "jobs")).isEqualTo(9);
		await().atMost(Duration.ofSeconds(10)).until(() -> counter("zmq.messages.received", "work") == 3);
		assertThat(counter("zmq.bytes.received", "work")).isEqualTo(9);
	}

	@Test
	void whenMessagesAreDroppedThenTheyAreCountedByReason() {
		ManagedSocket socket = this.sockets.get("reader");
		socket.countDropped(DropReason.NO_LISTENER, 2);
		assertThat(dropped("reader", "no-listener")).isEqualTo(2);
		assertThat(dropped("reader", "stopped")).isZero();
		assertThat(dropped("ask", "late-reply")).isZero();
	}

	@Test
	void whenTypeOfEndpointCannotHaveADropReasonThenItHasNoMeter() {
		assertThat(this.registry.find("zmq.messages.dropped").tag("endpoint", "ask").meters()).hasSize(1);
		assertThat(this.registry.find("zmq.messages.dropped").tag("endpoint", "jobs").meters()).isEmpty();
	}

	@Test
	void noMeterHasAUnitThatPrometheusWouldRepeatInItsName() {
		assertThat(this.registry.getMeters()).allSatisfy((meter) -> {
			String unit = meter.getId().getBaseUnit();
			assertThat(unit == null || !meter.getId().getName().contains(unit)).as(meter.getId().getName()).isTrue();
		});
	}

	@Test
	void whenPeersAreConnectedThenTheyAreGauged() {
		await().atMost(Duration.ofSeconds(10)).until(() -> gauge("zmq.endpoint.peers", "jobs") == 1);
		assertThat(gauge("zmq.endpoint.waiting.senders", "jobs")).isZero();
	}

	@Test
	void whenNobodySendsALargeMessageThenNoneIsIncomplete() {
		assertThat(this.registry.get("zmq.context.incomplete.size").tag("context", "default").gauge().value()).isZero();
	}

	@Test
	void whenRequestsWaitThenTheyAreGauged() {
		assertThat(gauge("zmq.endpoint.pending.requests", "ask")).isZero();
		this.pending.put("ask", 4);
		assertThat(gauge("zmq.endpoint.pending.requests", "ask")).isEqualTo(4);
		assertThat(this.registry.find("zmq.endpoint.pending.requests").tag("endpoint", "jobs").meter()).isNull();
	}

	@Test
	void whenOnlyTheRegistryIsKeptThenPendingRequestsAreStillGauged() {
		SimpleMeterRegistry kept = new SimpleMeterRegistry();
		new ZmqMetrics(this.sockets, () -> this.pending).bindTo(kept);
		WeakReference<Object> garbage = new WeakReference<>(new Object());
		await().atMost(Duration.ofSeconds(10)).until(() -> {
			System.gc();
			return garbage.refersTo(null);
		});
		this.pending.put("ask", 4);
		assertThat(kept.get("zmq.endpoint.pending.requests").gauge().value()).isEqualTo(4);
	}

	@Test
	void whenTopicsAreSubscribedToThenTheyAreGauged() {
		await().atMost(Duration.ofSeconds(10)).until(() -> gauge("zmq.endpoint.remembered.topics", "news") == 2);
		assertThat(this.registry.find("zmq.endpoint.remembered.topics").tag("endpoint", "reader").meter()).isNull();
	}

	@Test
	void whenASubscriberDoesNotReadThenItIsGaugedAndWhatItMissesIsCounted() {
		await().atMost(Duration.ofSeconds(10)).until(() -> gauge("zmq.endpoint.remembered.topics", "news") == 2);
		assertThat(gauge("zmq.endpoint.full.subscribers", "news")).isZero();
		// As many as the marks of both sides allow.
		int most = 2 * 1000;
		for (int i = 0; i < most + 7; i++) {
			this.sockets.get("news").send(ZmqMessage.ofText("EUR", "a"));
		}
		assertThat(gauge("zmq.endpoint.full.subscribers", "news")).isOne();
		assertThat(this.registry.get("zmq.messages.dropped")
			.tags("endpoint", "news", "reason", "subscriber-hwm")
			.functionCounter()
			.count()).isEqualTo(7);
		assertThat(this.registry.find("zmq.endpoint.full.subscribers").tag("endpoint", "reader").meter()).isNull();
	}

	@Test
	void whenABatchIsFullThenItIsCounted() {
		int messages = 3 * SocketLayerSettings.DEFAULTS.batchSize() + 1;
		for (int i = 0; i < messages; i++) {
			this.sockets.get("jobs").send(ZmqMessage.ofText("job"));
		}
		assertThat(counter("zmq.endpoint.full.batches", "work")).isZero();
		this.sockets.get("work").attach(new Reader(Integer.MAX_VALUE));
		await().atMost(Duration.ofSeconds(10)).until(() -> counter("zmq.messages.received", "work") == messages);
		assertThat(counter("zmq.endpoint.full.batches", "work")).isEqualTo(3);
		assertThat(counter("zmq.endpoint.full.batches", "jobs")).isZero();
	}

	@Test
	void whenSocketsAreRestartedThenCountersGoOn() {
		this.sockets.get("jobs").send(ZmqMessage.ofText("one"));
		this.sockets.stop();
		this.sockets.start();
		this.sockets.get("jobs").send(ZmqMessage.ofText("two"));
		assertThat(counter("zmq.messages.sent", "jobs")).isEqualTo(2);
	}

	@Test
	void everyMeterHasTagsAndDescription() {
		assertThat(this.registry.getMeters()).isNotEmpty().allSatisfy((meter) -> {
			Meter.Id id = meter.getId();
			assertThat(id.getTag("messaging.system")).isEqualTo("zeromq");
			assertThat(id.getDescription()).isNotBlank();
			if (id.getName().startsWith("zmq.context")) {
				assertThat(id.getTag("context")).isEqualTo("default");
			}
			else {
				assertThat(id.getTag("endpoint")).isIn("jobs", "work", "news", "reader", "ask");
				assertThat(id.getTag("type")).isIn("push", "pull", "pub", "sub", "req");
			}
		});
	}

	private double counter(String name, String endpoint) {
		FunctionCounter counter = this.registry.get(name).tag("endpoint", endpoint).functionCounter();
		return counter.count();
	}

	private double dropped(String endpoint, String reason) {
		return this.registry.get("zmq.messages.dropped")
			.tag("endpoint", endpoint)
			.tag("reason", reason)
			.functionCounter()
			.count();
	}

	private double gauge(String name, String endpoint) {
		Gauge gauge = this.registry.get(name).tag("endpoint", endpoint).gauge();
		return gauge.value();
	}

	private record Reader(int demand) implements MessageReceiver {

		@Override
		public void receive(List<ZmqMessage> messages) {
		}

	}

}
