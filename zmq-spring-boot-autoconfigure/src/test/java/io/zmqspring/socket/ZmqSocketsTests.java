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

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqBindException;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqUnknownEndpointException;
import io.zmqspring.patch.JeroMqPatch;
import io.zmqspring.patch.PatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ.Socket;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqSockets}.
 */
@Timeout(60)
class ZmqSocketsTests {

	@Test
	void whenThereIsNoEndpointThenThereIsNoThread() {
		Set<Thread> before = threads();
		ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(), Map.of(), List.of(), List.of());
		sockets.start();
		assertThat(sockets.isRunning()).isTrue();
		assertThat(sockets.contexts()).isEmpty();
		assertThat(sockets.pollers()).isEmpty();
		assertThat(sockets.patches()).isEmpty();
		assertThat(before).containsAll(threads());
		sockets.stop();
		assertThat(sockets.isRunning()).isFalse();
	}

	@Test
	void whenStartedThenThreadsHaveNamesAndAreGoneAfterTheStop() {
		Set<Thread> before = threads();
		RunningSockets running = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT));
		Set<Thread> started = threads();
		started.removeAll(before);
		assertThat(started).extracting(Thread::getName)
			.contains("zmq-poller-1", "zmq-supervisor")
			.anyMatch((name) -> name.startsWith("zmq-default-iothread"))
			.anyMatch((name) -> name.startsWith("zmq-default-reaper"));
		assertThat(started).allMatch(Thread::isDaemon);
		running.close();
		await().until(() -> started.stream().noneMatch(Thread::isAlive));
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("zmq-"))
			.collect(Collectors.toSet());
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whenStartedThenTheAddressesAreLogged(CapturedOutput output) {
		try (RunningSockets running = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT),
				Endpoints.connect("prices", EndpointType.SUB, "tcp://127.0.0.1:1"))) {
			assertThat(output)
				.containsOnlyOnce(
						"ZeroMQ endpoint 'in' (pull) bound to " + running.address("in") + System.lineSeparator())
				.containsOnlyOnce("ZeroMQ endpoint 'prices' (sub) connects to tcp://127.0.0.1:1");
		}
	}

	@Test
	void whenEndpointIsUnknownThenTheKnownOnesAreNamed() {
		RunningSockets none = RunningSockets.of();
		RunningSockets some = RunningSockets.of(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT));
		assertThatExceptionOfType(ZmqUnknownEndpointException.class).isThrownBy(() -> some.get("inn"))
			.withMessageContaining("zmq.endpoints has in")
			.satisfies((ex) -> assertThat(ex.getKnown()).containsExactly("in"));
		assertThatExceptionOfType(ZmqUnknownEndpointException.class).isThrownBy(() -> none.get("in"))
			.withMessageContaining("none is configured");
		assertThat(some.sockets.all()).extracting(ManagedSocket::name).containsExactly("in");
	}

	@Test
	void whenOneBindFailsThenEverythingIsClosedAgain() {
		try (RunningSockets taken = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT));
				RunningSockets failing = RunningSockets.of(
						Endpoints.bind("first", EndpointType.PULL, Endpoints.ANY_PORT),
						Endpoints.bind("second", EndpointType.PULL, taken.address("in")))) {
			Set<Thread> before = threads();
			assertThatExceptionOfType(ZmqBindException.class).isThrownBy(failing.sockets::start);
			await().until(() -> before.containsAll(threads()));
			assertThat(failing.get("first").snapshot().state()).isEqualTo(EndpointSnapshot.State.CLOSED);
			taken.close();
			failing.sockets.start();
			assertThat(failing.connection("second").state()).isEqualTo(ConnectionSnapshot.State.BOUND);
		}
	}

	@Test
	void whenPeerIsDeadAndMessagesAreQueuedThenTheStopEndsInTime() {
		RunningSockets running = RunningSockets.start(Endpoints.option(
				Endpoints.connect("out", EndpointType.PUSH, "tcp://127.0.0.1:1"), "linger", Duration.ofMillis(300)));
		for (int i = 0; i < 100; i++) {
			running.get("out").send(ZmqMessage.ofText("never arrives"));
		}
		long begun = System.nanoTime();
		running.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(250),
				Duration.ofSeconds(5));
		running.close();
	}

	@Test
	void whenStoppingThreadIsInterruptedThenTheStopIsCompleteAndTheFlagKept() {
		RunningSockets running = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT));
		Thread.currentThread().interrupt();
		running.close();
		assertThat(Thread.interrupted()).isTrue();
		running.sockets.start();
		assertThat(running.connection("in").state()).isEqualTo(ConnectionSnapshot.State.BOUND);
		running.close();
	}

	@Test
	void whenThereAreSeveralContextsAndPollersThenEachHasItsShare() throws Exception {
		SocketLayerSettings settings = new SocketLayerSettings(2, 16, Duration.ofSeconds(5), Set.of(),
				Map.of("fast", new ContextSettings(2, 64, 1000)));
		ZmqSockets sockets = new ZmqSockets(settings,
				List.of(Endpoints.bind("a", EndpointType.PULL, "inproc://name"),
						Endpoints.in("fast", Endpoints.bind("b", EndpointType.PULL, "inproc://name")),
						Endpoints.in("fast", Endpoints.connect("c", EndpointType.PUSH, "inproc://name"))),
				Map.of(), List.of(), List.of());
		sockets.start();
		assertThat(sockets.pollers()).containsEntry("zmq-poller-1", true).containsEntry("zmq-poller-2", true);
		assertThat(sockets.contexts()).extracting(ContextSnapshot::name).containsExactly("default", "fast");
		assertThat(sockets.contexts()).extracting(ContextSnapshot::ioThreads).containsExactly(1, 2);
		Inbox other = new Inbox();
		Inbox same = new Inbox();
		sockets.get("a").attach(other);
		sockets.get("b").attach(same);
		sockets.get("c").send(ZmqMessage.ofText("x"));
		assertThat(same.takeText()).isEqualTo("x");
		assertThat(other.messages).isEmpty();
		sockets.stop();
	}

	@Test
	void whenContextIsProvidedThenItIsUsedAndNotClosed() throws Exception {
		try (ZContext provided = new ZContext()) {
			ZmqEndpoint in = Endpoints.bind("in", EndpointType.PULL, "inproc://name");
			ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(in), Map.of("default", provided),
					List.of((name, context) -> {
						throw new AssertionError("It is not ours to customize");
					}), List.of());
			Inbox inbox = new Inbox();
			sockets.get("in").attach(inbox);
			for (int i = 0; i < 5; i++) {
				sockets.start();
				try (Socket raw = provided.getContext().socket(SocketType.PUSH)) {
					raw.setLinger(0);
					assertThat(raw.connect("inproc://name")).isTrue();
					raw.send("round " + i);
					assertThat(inbox.takeText()).isEqualTo("round " + i);
				}
				sockets.stop();
			}
			assertThat(provided.isClosed()).isFalse();
		}
	}

	@Test
	void whenContextIsProvidedThenAFixedPortIsBoundAgainAtOnce() {
		try (ZContext provided = new ZContext()) {
			String address;
			try (RunningSockets first = RunningSockets
				.start(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT))) {
				address = first.address("in");
			}
			ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS,
					List.of(Endpoints.bind("in", EndpointType.PULL, address)), Map.of("default", provided), List.of(),
					List.of());
			for (int i = 0; i < 10; i++) {
				sockets.start();
				sockets.stop();
			}
		}
	}

	@Test
	@EnabledIf("hasDescriptors")
	void whenStartedAndStoppedOftenThenNoDescriptorIsLeft() {
		RunningSockets running = RunningSockets.of(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT),
				Endpoints.bind("pub", EndpointType.PUB, "inproc://p"),
				Endpoints.connect("sub", EndpointType.SUB, "inproc://p"));
		List<Integer> counts = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			running.sockets.start();
			running.sockets.stop();
			if (i % 50 == 49) {
				counts.add(descriptors());
			}
		}
		int first = counts.get(0);
		await().untilAsserted(() -> assertThat(descriptors()).isLessThan(first + 20));
		assertThat(counts).allSatisfy((count) -> assertThat(count).isLessThan(first + 100));
	}

	static boolean hasDescriptors() {
		return new File("/proc/self/fd").isDirectory();
	}

	private static int descriptors() {
		String[] open = new File("/proc/self/fd").list();
		return (open != null) ? open.length : 0;
	}

	@Test
	void whenPatchesAreExcludedThenTheySaySo() {
		ZmqSockets sockets = new ZmqSockets(
				new SocketLayerSettings(1, 1, Duration.ofSeconds(1), EnumSet.allOf(JeroMqPatch.class), Map.of()),
				List.of(Endpoints.bind("in", EndpointType.PULL, "inproc://a")), Map.of(), List.of(), List.of());
		sockets.start();
		assertThat(sockets.patches()).containsOnlyKeys(JeroMqPatch.values())
			.allSatisfy((patch, result) -> assertThat(result.state()).isEqualTo(PatchResult.State.EXCLUDED));
		sockets.stop();
	}

	@Test
	void whenSocketIsCustomizedThenItIsBeforeItIsBoundAndErrorsNameTheEndpoint() {
		List<String> customized = new ArrayList<>();
		ZmqEndpoint in = Endpoints.bind("in", EndpointType.PULL, "inproc://a");
		ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(in), Map.of(),
				List.of((name, context) -> customized.add(name)), List.of((name, socket) -> {
					customized.add(name + " " + socket.getLastEndpoint() + " " + socket.getRcvHWM());
					socket.setRcvHWM(7);
				}, (name, socket) -> customized.add("then " + socket.getRcvHWM())));
		sockets.start();
		sockets.stop();
		assertThat(customized).containsExactly("default", "in null 1000", "then 7");
		ZmqSockets failing = new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(in), Map.of(), List.of(),
				List.of((name, socket) -> {
					throw new IllegalArgumentException("not like that");
				}));
		assertThatExceptionOfType(ZmqException.class).isThrownBy(failing::start)
			.withMessageContaining("'in'")
			.withMessageContaining("not like that");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whenOneEndpointCannotBeSupervisedThenTheOthersAre(CapturedOutput output) throws Exception {
		AtomicInteger failures = new AtomicInteger();
		Queue<ManagedSocket> ready = new ConcurrentLinkedQueue<>() {

			@Override
			public boolean add(ManagedSocket socket) {
				if (socket.name().equals("bad") && Thread.currentThread().getName().equals("zmq-supervisor")) {
					failures.incrementAndGet();
					socket.queued.set(false);
					throw new IllegalStateException("injected");
				}
				return super.add(socket);
			}

		};
		RunningSockets taken = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT));
		String address = taken.address("in");
		ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS,
				List.of(Endpoints.connect("bad", EndpointType.PUSH, "tcp://no-such-host.invalid:5555"),
						Endpoints.notFailFast(Endpoints.bind("good", EndpointType.PULL, address))),
				Map.of(), List.of(), List.of(),
				(name) -> new SocketPoller(name, 16, SocketPoller.SERVICE_INTERVAL, ready, System::nanoTime));
		try (taken) {
			sockets.start();
			await().until(() -> failures.get() > 0);
			taken.close();
			await().until(() -> RunningSockets.address(sockets.get("good")).equals(address));
			assertThat(sockets.get("good").connections().get(0).state()).isEqualTo(ConnectionSnapshot.State.BOUND);
			int before = failures.get();
			await().until(() -> failures.get() > before);
			assertThat(output).contains("The supervision of the ZeroMQ endpoint 'bad' continues after an error");
		}
		finally {
			sockets.stop();
		}
	}

	@Test
	void whenPhasesAreComparedThenSocketsStartFirstAndStopLast() {
		assertThat(RunningSockets.of().sockets.getPhase()).isEqualTo(ZmqSockets.PHASE)
			.isLessThan(SmartLifecycle.DEFAULT_PHASE - 2048);
	}

}
