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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.interop.FreePort;
import io.zmqspring.listener.ListenerContainer;
import io.zmqspring.listener.ListenerSnapshot;
import io.zmqspring.listener.ZmqListenerRegistry;
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
 * A listener that is far slower than its senders, for {@code zmq.test.storm} seconds.
 */
@Tag("stress")
@Timeout(300)
class SlowListenerTests {

	private static final Log logger = LogFactory.getLog(SlowListenerTests.class);

	private static final int SECONDS = Integer.getInteger("zmq.test.storm", 3);

	private static final int SENDERS = 8;

	private static final int PREFETCH = 16;

	private static final int CONCURRENCY = 4;

	private final String address = FreePort.address();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withBean(Slow.class)
		.withPropertyValues("zmq.listener.prefetch=" + PREFETCH, "zmq.defaults.send-hwm=10",
				"zmq.defaults.receive-hwm=10", "zmq.endpoints.jobs.type=pull",
				"zmq.endpoints.jobs.bind=" + this.address, "zmq.endpoints.jobs.options.receive-buffer=8KB",
				"zmq.endpoints.patient.options.send-buffer=8KB", "zmq.endpoints.hasty.options.send-buffer=8KB",
				"zmq.endpoints.patient.type=push", "zmq.endpoints.patient.connect=" + this.address,
				"zmq.endpoints.patient.options.send-timeout=1m", "zmq.endpoints.hasty.type=push",
				"zmq.endpoints.hasty.connect=" + this.address, "zmq.endpoints.hasty.options.send-timeout=20ms");

	@Test
	void sendersAreHeldBackAndEveryAcceptedMessageIsHandled() {
		this.runner.run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Slow slow = context.getBean(Slow.class);
			ListenerContainer container = context.getBean(ZmqListenerRegistry.class).get("jobs");
			AtomicLong accepted = new AtomicLong();
			AtomicLong timeouts = new AtomicLong();
			long heap = Resources.heap();
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
			List<CompletableFuture<Void>> senders = new ArrayList<>();
			for (int i = 0; i < SENDERS; i++) {
				String endpoint = (i % 2 == 0) ? "patient" : "hasty";
				senders.add(CompletableFuture.runAsync(() -> send(template, endpoint, end, accepted, timeouts),
						(task) -> new Thread(task).start()));
			}
			int most = 0;
			long mostHeap = heap;
			// Each look at the heap collects it, and nothing else runs meanwhile.
			long heapDue = System.nanoTime();
			while (System.nanoTime() - end < 0) {
				ListenerSnapshot snapshot = container.snapshot();
				most = Math.max(most, snapshot.queued() + snapshot.inFlight());
				assertThat(snapshot.inFlight()).isLessThanOrEqualTo(PREFETCH);
				if (System.nanoTime() - heapDue >= 0) {
					mostHeap = Math.max(mostHeap, Resources.heap());
					heapDue = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
				}
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			}
			long duringStorm = slow.handled.get();
			slow.pause = Duration.ZERO;
			senders.forEach(CompletableFuture::join);
			await().atMost(Duration.ofSeconds(60)).until(() -> container.snapshot().handled() >= accepted.get());
			logger.info("A slow listener for " + SECONDS + " s: " + duringStorm + " handled during the storm, "
					+ accepted + " accepted, " + slow.handled + " handled in all, " + timeouts + " send timeouts; heap "
					+ heap + " MB before, at most " + mostHeap + " MB");
			assertThat(slow.handled.get()).isEqualTo(accepted.get());
			assertThat(container.snapshot().handled()).isEqualTo(accepted.get());
			assertThat(container.snapshot().failed()).isZero();
			assertThat(timeouts.get()).isPositive();
			assertThat(slow.mostAtOnce.get()).isEqualTo(CONCURRENCY);
			assertThat(most).isEqualTo(PREFETCH);
			assertThat(mostHeap).isLessThan(heap + 20);
			assertThat(context.getBean(ZmqSockets.class).get("jobs").snapshot().dropped().values()).containsOnly(0L);
		});
	}

	private static void send(ZmqTemplate template, String endpoint, long end, AtomicLong accepted,
			AtomicLong timeouts) {
		byte[] payload = new byte[1024];
		while (System.nanoTime() - end < 0) {
			try {
				template.to(endpoint).send(payload);
				accepted.incrementAndGet();
			}
			catch (ZmqSendTimeoutException ex) {
				assertThat(endpoint).isEqualTo("hasty");
				assertThat(ex).hasMessageContaining("'hasty'").hasMessageContaining("high-water mark");
				timeouts.incrementAndGet();
			}
		}
	}

	static class Slow {

		private final AtomicLong handled = new AtomicLong();

		private final AtomicInteger now = new AtomicInteger();

		private final AtomicInteger mostAtOnce = new AtomicInteger();

		private volatile Duration pause = Duration.ofMillis(20);

		@ZmqListener(id = "jobs", endpoint = "jobs", concurrency = "" + CONCURRENCY)
		void handle(byte[] payload) {
			int current = this.now.incrementAndGet();
			this.mostAtOnce.accumulateAndGet(current, Math::max);
			LockSupport.parkNanos(this.pause.toNanos());
			this.now.decrementAndGet();
			this.handled.incrementAndGet();
		}

	}

}
