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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.health.ZmqEndpointHealthIndicator;
import io.zmqspring.interop.FreePort;
import io.zmqspring.stress.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZMQ.Socket;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ManagedContext}.
 */
@Timeout(60)
class ManagedContextTests {

	@Test
	void whenAnIoThreadDiesThenTheContextIsBuiltAnewAndTrafficGoesOn() throws Exception {
		DeadlyConnect deadly = new DeadlyConnect();
		ZmqSockets server = new ZmqSockets(SocketLayerSettings.DEFAULTS,
				List.of(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT), unanswered()), Map.of(), List.of(),
				List.of(installed(deadly)));
		Inbox inbox = new Inbox();
		server.get("in").attach(inbox);
		server.start();
		String address = RunningSockets.address(server.get("in"));
		try (RunningSockets client = RunningSockets.start(Endpoints.connect("out", EndpointType.PUSH, address))) {
			client.get("out").send(ZmqMessage.ofText("before"));
			assertThat(inbox.takeText()).isEqualTo("before");
			deadly.arm();
			await().until(() -> server.contexts().get(0).rebuilds() == 1);
			assertThat(server.contexts().get(0).lastError()).contains("iothread").contains("deadly");
			await().until(() -> server.get("in").snapshot().state() == EndpointSnapshot.State.OPEN);
			assertThat(server.contexts().get(0).open()).isTrue();
			assertThat(server.get("in").awaitPeers(1, Endpoints.LONG)).isTrue();
			client.get("out").send(ZmqMessage.ofText("after"));
			assertThat(inbox.takeText()).isEqualTo("after");
			assertThat(RunningSockets.address(server.get("in"))).isEqualTo(address);
			assertThat(server.contexts().get(0).rebuilds()).isEqualTo(1);
		}
		server.stop();
	}

	@Test
	void whenAContextWasBuiltAnewThenNothingOfTheOldOneIsLeft() throws Exception {
		DeadlyConnect deadly = new DeadlyConnect();
		ZmqSockets server = new ZmqSockets(SocketLayerSettings.DEFAULTS,
				List.of(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT), unanswered()), Map.of(), List.of(),
				List.of(installed(deadly)));
		server.start();
		String address = RunningSockets.address(server.get("in"));
		try (RunningSockets client = RunningSockets.start(Endpoints.connect("out", EndpointType.PUSH, address))) {
			assertThat(client.get("out").awaitPeers(1, Endpoints.LONG)).isTrue();
			long threads = Resources.threads();
			long descriptors = Resources.descriptors();
			long direct = Resources.direct();
			for (int i = 1; i <= 3; i++) {
				int rebuilds = i;
				try (java.net.Socket stranger = new java.net.Socket("127.0.0.1",
						Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)))) {
					stranger.getOutputStream()
						.write(new ZmtpBytes().oldGreeting().frame(0, new byte[0]).header(0, 8 << 20).toByteArray());
					await().until(() -> Resources.direct() >= direct + 8);
					deadly.arm();
					await().until(() -> server.contexts().get(0).rebuilds() == rebuilds);
				}
				assertThat(server.get("in").awaitPeers(1, Endpoints.LONG)).isTrue();
			}
			await().untilAsserted(() -> {
				assertThat(Resources.threads()).isLessThanOrEqualTo(threads);
				assertThat(Resources.descriptors()).isLessThanOrEqualTo(descriptors);
				assertThat(Resources.heap()).isPositive();
				assertThat(Resources.direct()).isLessThanOrEqualTo(direct);
			});
		}
		server.stop();
	}

	@Test
	void whenTheContextCannotBeBuiltAnewThenItIsTriedUntilItCan() throws Exception {
		DeadlyConnect deadly = new DeadlyConnect();
		AtomicBoolean broken = new AtomicBoolean();
		AtomicInteger refused = new AtomicInteger();
		ZmqSockets server = new ZmqSockets(SocketLayerSettings.DEFAULTS,
				List.of(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT), unanswered()), Map.of(),
				List.of((name, made) -> {
					if (broken.get()) {
						refused.incrementAndGet();
						throw new IllegalStateException("not now");
					}
				}), List.of(installed(deadly)));
		Inbox inbox = new Inbox();
		server.get("in").attach(inbox);
		server.start();
		ZmqEndpointHealthIndicator health = new ZmqEndpointHealthIndicator(server.get("in"));
		assertThat(health.health().getStatus()).isEqualTo(Status.UP);
		try (RunningSockets client = RunningSockets
			.start(Endpoints.connect("out", EndpointType.PUSH, RunningSockets.address(server.get("in"))))) {
			client.get("out").send(ZmqMessage.ofText("before"));
			assertThat(inbox.takeText()).isEqualTo("before");
			broken.set(true);
			deadly.arm();
			await().until(() -> refused.get() > 1);
			assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.health().getDetails()).extracting("lastError")
				.asString()
				.contains("deadly", "cannot be rebuilt", "not now");
			assertThat(server.contexts().get(0).open()).isFalse();
			assertThat(server.contexts().get(0).rebuilds()).isZero();
			broken.set(false);
			await().until(() -> health.health().getStatus().equals(Status.UP));
			assertThat(server.contexts().get(0).rebuilds()).isEqualTo(1);
			client.get("out").send(ZmqMessage.ofText("after"));
			assertThat(inbox.takeText()).isEqualTo("after");
		}
		server.stop();
	}

	@Test
	void whenACustomizerThrowsThenNothingIsLeftOpen() {
		ManagedContext context = new ManagedContext("test", ContextSettings.DEFAULTS, null, List.of((name, made) -> {
			throw new IllegalStateException("not like that");
		}));
		assertThatIllegalStateException().isThrownBy(context::open);
		long before = Resources.descriptors();
		for (int i = 0; i < 50; i++) {
			assertThatIllegalStateException().isThrownBy(context::open).withMessage("not like that");
		}
		await().until(() -> Resources.descriptors() <= before);
		assertThat(context.snapshot().open()).isFalse();
	}

	@Test
	void whenAThreadOfAContextThatWasGivenUpDiesThenItsSuccessorLives() {
		ManagedContext context = new ManagedContext("test", ContextSettings.DEFAULTS, null, List.of((name, made) -> {
			// What a customizer leaves here must not take the place of our own watch.
			made.getContext().setUncaughtExceptionHandler((thread, ex) -> {
			});
		}));
		context.open();
		context.createSocket(SocketType.PUSH).close();
		assertThat(context.isDead()).isFalse();
		assertThat(context.snapshot().open()).isTrue();
		context.close(Duration.ofSeconds(5));
		assertThat(context.snapshot().open()).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> context.createSocket(SocketType.PUSH));
		context.open();
		context.createSocket(SocketType.PUSH).close();
		context.close(Duration.ofSeconds(5));
	}

	@Test
	void whenASocketIsLeftOpenThenTheCloseEndsAtItsDeadline() {
		ManagedContext context = new ManagedContext("test", ContextSettings.DEFAULTS, null, List.of());
		context.open();
		Socket left = context.createSocket(SocketType.PUSH);
		long begun = System.nanoTime();
		context.close(Duration.ofMillis(100));
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
		left.close();
	}

	@Test
	void whenNudgedThenNothingIsLeftOpen() {
		ManagedContext context = new ManagedContext("test", new ContextSettings(2, 16, 1000), null, List.of());
		context.open();
		for (int i = 0; i < 50; i++) {
			context.askForNudge();
			context.nudge();
		}
		long begun = System.nanoTime();
		context.close(Duration.ofSeconds(10));
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void whenContextSettingsAreGivenThenTheyCount() {
		ManagedContext context = new ManagedContext("test", new ContextSettings(3, 2, 1000), null,
				List.of((name, made) -> {
					assertThat(name).isEqualTo("test");
					assertThat(made.getIoThreads()).isEqualTo(3);
					assertThat(made.getContext().getMaxSockets()).isEqualTo(2);
				}));
		context.open();
		assertThat(context.snapshot()).isEqualTo(new ContextSnapshot("test", 3, true, 0, 0, 0, null));
		context.close(Duration.ofSeconds(1));
	}

	private static ZmqEndpoint unanswered() {
		return Endpoints.connect("unanswered", EndpointType.PUSH, FreePort.address());
	}

	private static ZmqSocketCustomizer installed(DeadlyConnect deadly) {
		return (name, socket) -> {
			if (name.equals("unanswered")) {
				deadly.install(socket);
			}
		};
	}

}
