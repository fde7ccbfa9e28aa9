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

package io.zmqspring.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.patch.JeroMqPatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SocketPoller}.
 */
@Timeout(30)
class SocketPollerTests {

	@Test
	void whenBatchIsFullThenTheSocketStaysInHandAndOthersGetTheirTurn() {
		try (SteppedSockets stepped = SteppedSockets.open(4, Endpoints.bind("busy", EndpointType.PULL, "inproc://busy"),
				Endpoints.bind("calm", EndpointType.PULL, "inproc://calm"),
				Endpoints.connect("to-busy", EndpointType.PUSH, "inproc://busy"),
				Endpoints.connect("to-calm", EndpointType.PUSH, "inproc://calm"))) {
			Inbox busy = stepped.read("busy");
			Inbox calm = stepped.read("calm");
			stepped.settle();
			for (int i = 0; i < 10; i++) {
				stepped.get("to-busy").send(ZmqMessage.ofText("busy " + i));
			}
			stepped.get("to-calm").send(ZmqMessage.ofText("calm"));
			stepped.step();
			assertThat(busy.messages).hasSize(4);
			assertThat(calm.messages).hasSize(1);
			stepped.step();
			assertThat(busy.messages).hasSize(8);
			stepped.step();
			assertThat(busy.messages).hasSize(10);
			stepped.settle();
			assertThat(busy.messages).extracting((message) -> message.text(0))
				.containsExactly("busy 0", "busy 1", "busy 2", "busy 3", "busy 4", "busy 5", "busy 6", "busy 7",
						"busy 8", "busy 9");
		}
	}

	@Test
	void whenSocketIsSaidToBeReadyOftenThenItIsQueuedOnce() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("in", EndpointType.PULL, "inproc://in"),
				Endpoints.bind("other", EndpointType.PULL, "inproc://other"))) {
			for (int i = 0; i < 1000; i++) {
				stepped.poller.ready(stepped.get("in"));
			}
			assertThat(stepped.get("in").queued).isTrue();
			assertThat(stepped.step()).isEqualTo(1);
			assertThat(stepped.get("in").queued).isFalse();
			assertThat(stepped.step()).isZero();
			stepped.poller.ready(stepped.get("in"));
			assertThat(stepped.step()).isEqualTo(1);
		}
	}

	@Test
	void whenNothingHappensThenSocketsAreServicedOnceAnInterval() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("in", EndpointType.PULL, "inproc://in"),
				Endpoints.bind("other", EndpointType.PULL, "inproc://other"))) {
			stepped.clock.addAndGet(SocketPoller.SERVICE_INTERVAL - 1);
			assertThat(stepped.step()).isZero();
			stepped.clock.incrementAndGet();
			assertThat(stepped.step()).isEqualTo(2);
			assertThat(stepped.step()).isZero();
		}
	}

	@Test
	void whenServiceIsDueSoonThenThePollerSleepsNoLongerThanThat() throws IOException {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("in", EndpointType.PULL, "inproc://in"))) {
			stepped.clock.addAndGet(SocketPoller.SERVICE_INTERVAL - TimeUnit.MILLISECONDS.toNanos(1));
			assertThat(stepped.poller.doWork(Long.MAX_VALUE)).isZero();
		}
	}

	@Test
	void whenPollerSleepsThenReadyWakesIt() throws Exception {
		try (RunningSockets running = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, "inproc://in"),
				Endpoints.connect("out", EndpointType.PUSH, "inproc://in"))) {
			Inbox inbox = new Inbox();
			inbox.demand = 0;
			running.get("in").attach(inbox);
			for (int i = 0; i < 200; i++) {
				running.get("out").send(ZmqMessage.ofText("a"));
				inbox.demand = 1;
				running.get("in").resumeReading();
				assertThat(inbox.messages.poll(SocketPoller.SERVICE_INTERVAL / 2, TimeUnit.NANOSECONDS)).isNotNull();
			}
		}
	}

	@Test
	void whenHandlerLeavesAnInterruptBehindThenThePollerSleepsWithoutIt() throws IOException {
		List<Boolean> interruptedBeforeSleep = new ArrayList<>();
		Queue<ManagedSocket> ready = new ConcurrentLinkedQueue<>() {

			@Override
			public boolean isEmpty() {
				interruptedBeforeSleep.add(Thread.currentThread().isInterrupted());
				return super.isEmpty();
			}

		};
		SocketPoller poller = new SocketPoller("test", 1, SocketPoller.SERVICE_INTERVAL, ready, System::nanoTime);
		poller.open();
		Thread.currentThread().interrupt();
		poller.doWork(TimeUnit.MILLISECONDS.toNanos(1));
		poller.stop(1000);
		assertThat(Thread.interrupted()).isFalse();
		assertThat(interruptedBeforeSleep).containsExactly(false);
	}

	@Test
	void whenThereIsNoSelectorThenItIsAnErrorAndNoBusyLoop() {
		SocketPoller poller = new SocketPoller("closed", 1);
		assertThatIllegalStateException().isThrownBy(() -> poller.doWork(0));
		assertThat(poller.isAlive()).isFalse();
	}

	@Test
	void whenListenerDoesNotReturnThenTheThreadIsNotDoubled() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch reading = new CountDownLatch(1);
		SocketLayerSettings settings = new SocketLayerSettings(1, 16, Duration.ofMillis(100),
				EnumSet.allOf(JeroMqPatch.class), Map.of());
		ZmqSockets sockets = new ZmqSockets(settings, List.of(Endpoints.bind("in", EndpointType.PULL, "inproc://in"),
				Endpoints.connect("out", EndpointType.PUSH, "inproc://in")), Map.of(), List.of(), List.of());
		sockets.start();
		sockets.get("in").attach(new MessageReceiver() {

			@Override
			public int demand() {
				return 1;
			}

			@Override
			public void receive(List<ZmqMessage> messages) {
				reading.countDown();
				try {
					release.await(20, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					throw new AssertionError("A stop interrupts nobody", ex);
				}
			}

		});
		sockets.get("out").send(ZmqMessage.ofText("a"));
		assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
		sockets.stop();
		assertThatIllegalStateException().isThrownBy(sockets::start).withMessageContaining("has not returned");
		release.countDown();
		await().until(() -> sockets.pollers().containsValue(false));
		sockets.start();
		assertThat(sockets.pollers()).containsEntry("zmq-poller-1", true);
		sockets.stop();
	}

	@Test
	void whenSocketsAreManyThenEachIsRead() {
		List<ZmqEndpoint> endpoints = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			endpoints.add(Endpoints.bind("in-" + i, EndpointType.PULL, "inproc://" + i));
			endpoints.add(Endpoints.connect("out-" + i, EndpointType.PUSH, "inproc://" + i));
		}
		try (SteppedSockets stepped = SteppedSockets.open(endpoints.toArray(ZmqEndpoint[]::new))) {
			for (int i = 0; i < 20; i++) {
				Inbox inbox = stepped.read("in-" + i);
				stepped.get("out-" + i).send(ZmqMessage.ofText("a"));
				stepped.settle();
				assertThat(inbox.messages).hasSize(1);
			}
		}
	}

}
