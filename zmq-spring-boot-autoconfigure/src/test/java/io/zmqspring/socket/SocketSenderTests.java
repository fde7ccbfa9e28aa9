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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqInterruptedException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.endpoint.ZmqStoppedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SocketSender}, through the socket that has it.
 */
@Timeout(60)
class SocketSenderTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stopThreads() {
		this.threads.shutdownNow();
	}

	@Test
	void whenNoPeerIsConnectedThenTheTimeoutSaysSo() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("out", EndpointType.PUSH, "inproc://out"))) {
			assertThatExceptionOfType(ZmqSendTimeoutException.class)
				.isThrownBy(() -> stepped.get("out").send(ZmqMessage.ofText("a", "b"), Duration.ofMillis(20)))
				.withMessageContaining("'out'")
				.withMessageContaining("within 20ms")
				.withMessageContaining("no peer is connected");
			assertThat(stepped.get("out").snapshot().sent()).isZero();
			assertThat(stepped.get("out").snapshot().waitingSenders()).isZero();
		}
	}

	@Test
	void whenHighWaterMarkIsReachedThenTheTimeoutSaysSoAndNothingIsHalfSent() {
		try (SteppedSockets stepped = SteppedSockets.open(
				Endpoints.hwm(Endpoints.bind("in", EndpointType.PULL, "inproc://in"), 2),
				Endpoints.hwm(Endpoints.connect("out", EndpointType.PUSH, "inproc://in"), 2))) {
			int sent = fill(stepped.get("out"));
			assertThat(sent).isEqualTo(4);
			assertThatExceptionOfType(ZmqSendTimeoutException.class)
				.isThrownBy(() -> stepped.get("out").send(ZmqMessage.ofText("refused", "b"), Duration.ofMillis(20)))
				.withMessageContaining("high-water mark of 2");
			Inbox inbox = stepped.read("in");
			stepped.settle();
			stepped.get("out").send(ZmqMessage.ofText("after", "b"));
			stepped.settle();
			assertThat(inbox.messages).hasSize(sent + 1).allMatch((message) -> message.size() == 2);
			assertThat(inbox.messages).extracting((message) -> message.text(0)).doesNotContain("refused");
		}
	}

	private static int fill(ManagedSocket socket) {
		for (int i = 0; i < 100_000; i++) {
			try {
				socket.send(ZmqMessage.ofText("message", String.valueOf(i)), Duration.ZERO);
			}
			catch (ZmqSendTimeoutException ex) {
				return i;
			}
		}
		throw new AssertionError("It is never full");
	}

	@Test
	void whenTimeoutIsHugeThenItIsNoError() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("in", EndpointType.PULL, "inproc://in"),
				Endpoints.connect("out", EndpointType.PUSH, "inproc://in"))) {
			stepped.get("out").send(ZmqMessage.ofText("a"), Duration.ofSeconds(Long.MAX_VALUE));
			assertThat(stepped.get("out").snapshot().sent()).isEqualTo(1);
		}
	}

	@Test
	void whenMessageHasTooFewFramesThenItIsRefused() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("router", EndpointType.ROUTER, "inproc://r"),
				Endpoints.bind("out", EndpointType.PUSH, "inproc://o"))) {
			assertThatExceptionOfType(ZmqOperationException.class)
				.isThrownBy(() -> stepped.get("router").send(ZmqMessage.ofText("id")))
				.withMessageContaining("routing id");
			assertThatExceptionOfType(ZmqOperationException.class)
				.isThrownBy(() -> stepped.get("out").send(ZmqMessage.of()))
				.withMessageContaining("one frame");
		}
	}

	@Test
	void whenPeerReadsThenWaitingSendersAreWoken() throws Exception {
		int threadCount = 4;
		int each = 500;
		try (RunningSockets running = RunningSockets.start(
				Endpoints.hwm(Endpoints.bind("in", EndpointType.PULL, "inproc://in"), 2),
				Endpoints.hwm(Endpoints.connect("out", EndpointType.PUSH, "inproc://in"), 2))) {
			Inbox inbox = new Inbox();
			inbox.demand = 1;
			ManagedSocket out = running.get("out");
			List<Future<?>> senders = new ArrayList<>();
			for (int t = 0; t < threadCount; t++) {
				int thread = t;
				senders.add(this.threads.submit(() -> {
					for (int i = 0; i < each; i++) {
						out.send(ZmqMessage.ofText(thread + ":" + i));
					}
				}));
			}
			await().until(() -> out.snapshot().waitingSenders() == threadCount);
			long begun = System.nanoTime();
			running.get("in").attach(inbox);
			for (Future<?> sender : senders) {
				sender.get(20, TimeUnit.SECONDS);
			}
			Map<String, Integer> next = new HashMap<>();
			for (int i = 0; i < threadCount * each; i++) {
				String[] parts = inbox.takeText().split(":");
				assertThat(next.merge(parts[0], 1, Integer::sum) - 1).isEqualTo(Integer.parseInt(parts[1]));
			}
			// A wake-up that is lost costs a service interval of the poller.
			assertThat(Duration.ofNanos(System.nanoTime() - begun))
				.isLessThan(Duration.ofNanos(SocketPoller.SERVICE_INTERVAL));
		}
	}

	@Test
	void whenSenderGivesUpThenItDoesNotTakeTheNewsFromAnother() throws Exception {
		try (SteppedSockets stepped = SteppedSockets.open(
				Endpoints.hwm(Endpoints.bind("in", EndpointType.PULL, "inproc://in"), 1),
				Endpoints.hwm(Endpoints.connect("out", EndpointType.PUSH, "inproc://in"), 1))) {
			ManagedSocket out = stepped.get("out");
			fill(out);
			Future<?> waiting = this.threads.submit(() -> out.send(ZmqMessage.ofText("waited"), Endpoints.LONG));
			await().until(() -> out.snapshot().waitingSenders() == 1);
			stepped.get("in").attach(new Inbox());
			assertThat(stepped.get("in").service(java.nio.channels.Selector.open(), new ArrayList<>(), 100)).isFalse();
			// This send processes the news that there is room, and needs none of it.
			assertThatThrownBy(() -> out.send(ZmqMessage.of())).isInstanceOf(ZmqOperationException.class);
			out.send(ZmqMessage.ofText("other"), Endpoints.LONG);
			waiting.get(1, TimeUnit.SECONDS);
		}
	}

	@Test
	void whenRouterPeerIsFullThenTheSendWaitsForIt() throws Exception {
		try (RunningSockets running = RunningSockets.start(
				Endpoints.hwm(Endpoints.bind("router", EndpointType.ROUTER, "inproc://r"), 2),
				Endpoints.option(Endpoints.hwm(Endpoints.connect("slow", EndpointType.DEALER, "inproc://r"), 2),
						"identity", "slow"),
				Endpoints.option(Endpoints.connect("quick", EndpointType.DEALER, "inproc://r"), "identity", "quick"))) {
			ManagedSocket router = running.get("router");
			Inbox quick = running.read("quick");
			running.get("slow").send(ZmqMessage.ofText("hello"));
			running.get("quick").send(ZmqMessage.ofText("hello"));
			Inbox hellos = running.read("router");
			hellos.take();
			hellos.take();
			int sent = 0;
			try {
				while (sent < 1000) {
					router.send(ZmqMessage.ofText("slow", String.valueOf(sent)), Duration.ZERO);
					sent++;
				}
			}
			catch (ZmqSendTimeoutException ex) {
				assertThat(sent).isEqualTo(4);
			}
			Future<?> waiting = this.threads.submit(() -> router.send(ZmqMessage.ofText("slow", "waited")));
			await().until(() -> router.snapshot().waitingSenders() == 1);
			router.send(ZmqMessage.ofText("quick", "not held up"), Duration.ZERO);
			assertThat(quick.takeText()).isEqualTo("not held up");
			Inbox slow = running.read("slow");
			waiting.get(20, TimeUnit.SECONDS);
			for (int i = 0; i < sent; i++) {
				assertThat(slow.takeText()).isEqualTo(String.valueOf(i));
			}
			assertThat(slow.takeText()).isEqualTo("waited");
		}
	}

	@Test
	void whenThreadIsInterruptedBeforeThenItSendsAllTheSameAndKeepsItsFlag() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("in", EndpointType.PULL, "inproc://in"),
				Endpoints.connect("out", EndpointType.PUSH, "inproc://in"))) {
			Inbox inbox = stepped.read("in");
			Thread.currentThread().interrupt();
			stepped.get("out").send(ZmqMessage.ofText("a", "b"));
			assertThat(Thread.interrupted()).isTrue();
			stepped.settle();
			assertThat(inbox.messages).containsExactly(ZmqMessage.ofText("a", "b"));
			stepped.get("out").send(ZmqMessage.ofText("c"));
			assertThat(Thread.interrupted()).isFalse();
		}
	}

	@Test
	void whenInterruptedThreadWouldHaveToWaitThenItDoesNot() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("out", EndpointType.PUSH, "inproc://out"))) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(ZmqInterruptedException.class)
				.isThrownBy(() -> stepped.get("out").send(ZmqMessage.ofText("a"), Endpoints.LONG))
				.withMessageContaining("'out'");
			assertThat(Thread.interrupted()).isTrue();
			assertThat(stepped.get("out").snapshot().waitingSenders()).isZero();
		}
	}

	@Test
	void whenWaitingThreadIsInterruptedThenNothingIsSent() throws Exception {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("out", EndpointType.PUSH, "inproc://out"))) {
			ManagedSocket out = stepped.get("out");
			AtomicBoolean flag = new AtomicBoolean();
			AtomicReference<Exception> thrown = new AtomicReference<>();
			Thread sender = new Thread(() -> {
				try {
					out.send(ZmqMessage.ofText("a"), Endpoints.LONG);
				}
				catch (RuntimeException ex) {
					thrown.set(ex);
				}
				flag.set(Thread.currentThread().isInterrupted());
			});
			sender.start();
			await().until(() -> out.snapshot().waitingSenders() == 1);
			sender.interrupt();
			sender.join(10_000);
			assertThat(thrown.get()).isInstanceOf(ZmqInterruptedException.class);
			assertThat(flag).isTrue();
			assertThat(out.snapshot().sent()).isZero();
			// The interrupt was that thread's, and nobody else's.
			assertThatExceptionOfType(ZmqSendTimeoutException.class)
				.isThrownBy(() -> out.send(ZmqMessage.ofText("b"), Duration.ofMillis(10)));
			assertThat(Thread.interrupted()).isFalse();
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whenSocketIsClosedThenWaitingSendersAreTold(CapturedOutput output) throws Exception {
		try (RunningSockets running = RunningSockets
			.start(Endpoints.bind("out", EndpointType.PUSH, Endpoints.ANY_PORT))) {
			ManagedSocket out = running.get("out");
			Future<?> waiting = this.threads.submit(() -> out.send(ZmqMessage.ofText("a"), Endpoints.LONG));
			await().until(() -> out.snapshot().waitingSenders() == 1);
			running.sockets.stop();
			assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(ZmqStoppedException.class);
			assertThat(output).containsOnlyOnce("'out' was stopped with 1 messages that waited to be sent");
		}
	}

	@Test
	void whenPollerThreadSendsThenItNeverWaits() throws Exception {
		try (RunningSockets running = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, "inproc://in"),
				Endpoints.connect("source", EndpointType.PUSH, "inproc://in"),
				Endpoints.bind("out", EndpointType.PUSH, "inproc://nobody"))) {
			AtomicReference<Exception> thrown = new AtomicReference<>();
			running.get("in").attach(new MessageReceiver() {

				@Override
				public int demand() {
					return 1;
				}

				@Override
				public void receive(List<ZmqMessage> messages) {
					try {
						running.get("out").send(messages.get(0), Endpoints.LONG);
					}
					catch (RuntimeException ex) {
						thrown.set(ex);
					}
				}

			});
			running.get("source").send(ZmqMessage.ofText("a"));
			await().untilAsserted(() -> assertThat(thrown.get()).isInstanceOf(ZmqSendTimeoutException.class));
		}
	}

	@Test
	void whenThreadsAreInterruptedAllTheTimeThenNothingIsMixedOrLost() throws Exception {
		int threadCount = 8;
		int each = 1500;
		try (RunningSockets server = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT));
				RunningSockets client = RunningSockets
					.start(Endpoints.connect("out", EndpointType.PUSH, server.address("in")))) {
			Inbox inbox = server.read("in");
			ManagedSocket out = client.get("out");
			Set<Thread> senders = ConcurrentHashMap.newKeySet();
			AtomicBoolean done = new AtomicBoolean();
			List<Future<?>> futures = new ArrayList<>();
			for (int t = 0; t < threadCount; t++) {
				String thread = String.valueOf(t);
				futures.add(this.threads.submit(() -> {
					senders.add(Thread.currentThread());
					for (int i = 0; i < each; i++) {
						sendThrough(out, ZmqMessage.ofText(thread, "x", thread, String.valueOf(i)));
					}
					senders.remove(Thread.currentThread());
				}));
			}
			Future<?> storm = this.threads.submit(() -> {
				while (!done.get()) {
					senders.forEach(Thread::interrupt);
					LockSupport.parkNanos(100_000);
				}
			});
			Map<String, Integer> next = new HashMap<>();
			for (int i = 0; i < threadCount * each; i++) {
				ZmqMessage message = inbox.take();
				assertThat(message.size()).isEqualTo(4);
				assertThat(message.text(2)).isEqualTo(message.text(0));
				assertThat(next.merge(message.text(0), 1, Integer::sum) - 1)
					.isEqualTo(Integer.parseInt(message.text(3)));
			}
			done.set(true);
			storm.get();
			for (Future<?> future : futures) {
				future.get(5, TimeUnit.SECONDS);
			}
			assertThat(inbox.messages).isEmpty();
		}
	}

	private static void sendThrough(ManagedSocket out, ZmqMessage message) {
		while (true) {
			try {
				out.send(message);
				return;
			}
			catch (ZmqInterruptedException ex) {
				Thread.interrupted();
			}
		}
	}

	@Test
	void whenManyRequestOnOneSocketThenNoReplyIsOverlooked() throws Exception {
		int threadCount = 8;
		int each = 2500;
		Random random = new Random();
		try (UnservicedSockets server = new UnservicedSockets(1, 256, random,
				List.of(Endpoints.bind("rep", EndpointType.REP, Endpoints.ANY_PORT)));
				UnservicedSockets client = new UnservicedSockets(1, 256, random, List
					.of(Endpoints.connect("req", EndpointType.REQ, RunningSockets.address(server.get("rep")))))) {
			server.get("rep").attach(new Echo(server.get("rep")));
			Replies replies = new Replies();
			client.get("req").attach(replies);
			List<Callable<Void>> callers = new ArrayList<>();
			for (int t = 0; t < threadCount; t++) {
				String thread = String.valueOf(t);
				callers.add(() -> request(client.get("req"), replies, thread, each));
			}
			// A reply that is overlooked never comes: these pollers look at nothing
			// again.
			for (Future<Void> future : this.threads.invokeAll(callers)) {
				future.get();
			}
		}
	}

	private static @Nullable Void request(ManagedSocket req, Replies replies, String thread, int count) {
		for (int i = 0; i < count; i++) {
			String id = thread + ":" + i;
			long begun = System.nanoTime();
			replies.waiting.put(id, Thread.currentThread());
			req.send(ZmqMessage.ofText(id, "", "question"));
			while (replies.waiting.containsKey(id)) {
				LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
				if (System.nanoTime() - begun > Endpoints.LONG.toNanos()) {
					throw new AssertionError("No reply came to " + id);
				}
			}
		}
		return null;
	}

	/**
	 * Sends back what it gets.
	 */
	private record Echo(ManagedSocket socket) implements MessageReceiver {

		@Override
		public int demand() {
			return Integer.MAX_VALUE;
		}

		@Override
		public void receive(List<ZmqMessage> messages) {
			messages.forEach((message) -> this.socket.send(message));
		}

	}

	/**
	 * Wakes who waits for a reply.
	 */
	private static final class Replies implements MessageReceiver {

		private final Map<String, Thread> waiting = new ConcurrentHashMap<>();

		@Override
		public int demand() {
			return Integer.MAX_VALUE;
		}

		@Override
		public void receive(List<ZmqMessage> messages) {
			messages.forEach((message) -> LockSupport.unpark(this.waiting.remove(message.text(0))));
		}

	}

}
