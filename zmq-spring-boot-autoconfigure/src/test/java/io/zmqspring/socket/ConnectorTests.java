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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqBindException;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.socket.ConnectionSnapshot.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Connector}: connections over the network that come and go.
 */
@Timeout(60)
class ConnectorTests {

	@Test
	void whenPeerBindsLaterThenTheConnectionComesUp() throws Exception {
		String address = freeAddress();
		try (RunningSockets client = RunningSockets.start(Endpoints.connect("out", EndpointType.PUSH, address))) {
			client.get("out").send(ZmqMessage.ofText("early"));
			await().until(() -> client.connection("out").state() == State.RETRYING);
			try (RunningSockets server = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, address))) {
				assertThat(server.read("in").takeText()).isEqualTo("early");
				assertThat(client.connection("out").state()).isEqualTo(State.CONNECTED);
			}
			await().until(() -> client.get("out").peers() == 0);
			try (RunningSockets server = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, address))) {
				assertThat(client.get("out").awaitPeers(1, Endpoints.LONG)).isTrue();
				client.get("out").send(ZmqMessage.ofText("again"));
				assertThat(server.read("in").takeText()).isEqualTo("again");
				assertThat(client.get("out").snapshot().reconnects()).isOne();
			}
		}
	}

	@Test
	void whenPeerOfAWrongTypeIsReplacedThenTheConnectionComesBack() throws Exception {
		String address;
		try (RunningSockets wrong = RunningSockets.start(Endpoints.bind("rep", EndpointType.REP, Endpoints.ANY_PORT))) {
			address = wrong.address("rep");
			try (RunningSockets client = RunningSockets.start(Endpoints.connect("in", EndpointType.PULL, address))) {
				await().until(() -> client.connection("in").state() == State.REFUSED);
				assertThat(client.connection("in").lastError()).contains("not a ZeroMQ peer that fits");
				wrong.close();
				try (RunningSockets right = RunningSockets.start(Endpoints.bind("out", EndpointType.PUSH, address))) {
					Inbox inbox = client.read("in");
					right.get("out").send(ZmqMessage.ofText("at last"));
					assertThat(inbox.takeText()).isEqualTo("at last");
					await().until(() -> client.connection("in").state() == State.CONNECTED);
					await().until(() -> client.connection("in").attempts() == 0);
				}
			}
		}
	}

	@Test
	void whenSomethingElseThanZeroMqAnswersThenItIsTriedUntilAPeerDoes() throws Exception {
		ServerSocket web = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		String address = "tcp://127.0.0.1:" + web.getLocalPort();
		Thread answering = new Thread(() -> answer(web));
		answering.start();
		try (RunningSockets client = RunningSockets.start(Endpoints.connect("out", EndpointType.PUSH, address))) {
			await().until(() -> client.connection("out").attempts() > 1);
			assertThat(client.connection("out").state()).isNotEqualTo(State.CONNECTED);
			web.close();
			answering.join(5000);
			try (RunningSockets server = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, address))) {
				Inbox inbox = server.read("in");
				assertThat(server.get("in").awaitPeers(1, Endpoints.LONG)).isTrue();
				client.get("out").send(ZmqMessage.ofText("real"));
				assertThat(inbox.takeText()).isEqualTo("real");
			}
		}
	}

	/**
	 * JeroMQ loses a connection when the connecter's end and the engine's beginning fall
	 * into one step of its I/O thread, as they do here half of the time. It then does not
	 * even see that the other side has closed it.
	 */
	@Test
	void whenJeroMqLosesSightOfAConnectionThenItIsReminded() throws Exception {
		ServerSocket web = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		Thread answering = new Thread(() -> answer(web));
		answering.start();
		ZContext context = new ZContext(1);
		Semaphore connects = new Semaphore(0);
		ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS,
				List.of(Endpoints.connect("out", EndpointType.PUSH, "tcp://127.0.0.1:" + web.getLocalPort())),
				Map.of("default", context), List.of(),
				List.of((name, socket) -> socket.setSelectorChooser((resolved, options) -> {
					connects.release();
					// On the I/O thread, which finds both the new connection and
					// something else to do when it goes on.
					LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
					return SelectorProvider.provider();
				})));
		List<ZMQ.Socket> others = new ArrayList<>();
		try {
			sockets.start();
			for (int i = 0; i < 10; i++) {
				assertThat(connects.tryAcquire(10, TimeUnit.SECONDS))
					.as("connect %d, after which: %s", i, sockets.get("out").connections())
					.isTrue();
				others.add(context.getContext().socket(SocketType.PAIR));
				others.get(i).bind(Endpoints.ANY_PORT);
			}
		}
		finally {
			sockets.stop();
			others.forEach(ZMQ.Socket::close);
			context.close();
			web.close();
			answering.join(5000);
		}
	}

	private static boolean isBroken(EndpointSnapshot snapshot) {
		return snapshot.state() == EndpointSnapshot.State.FAILED
				&& String.valueOf(snapshot.lastError()).contains("injected");
	}

	private static void answer(ServerSocket web) {
		while (!web.isClosed()) {
			try (Socket accepted = web.accept()) {
				accepted.getOutputStream()
					.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			}
			catch (IOException ex) {
				// Closed, or the other side was quicker to close.
				continue;
			}
		}
	}

	@Test
	void whenHostIsUnknownThenTheStartDoesNotFail() {
		try (RunningSockets client = RunningSockets
			.start(Endpoints.connect("out", EndpointType.PUSH, "tcp://no-such-host.invalid:5555"))) {
			ConnectionSnapshot connection = client.connection("out");
			assertThat(connection.state()).isEqualTo(State.FAILED);
			assertThat(connection.lastError()).contains("'out'").contains("no-such-host.invalid").contains("not known");
			assertThat(client.get("out").snapshot().state()).isEqualTo(EndpointSnapshot.State.OPEN);
			await().until(() -> client.connection("out").attempts() > 1);
		}
	}

	@Test
	void whenPortIsTakenThenTheStartFailsAndSaysWhy() {
		try (RunningSockets first = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT));
				RunningSockets second = RunningSockets
					.of(Endpoints.bind("too", EndpointType.PULL, first.address("in")))) {
			assertThatExceptionOfType(ZmqBindException.class).isThrownBy(second.sockets::start)
				.withMessageContaining("'too'")
				.withMessageContaining(first.address("in"))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(ZmqBindException.Reason.IN_USE));
			assertThat(second.sockets.isRunning()).isFalse();
		}
	}

	@Test
	void whenEndpointMayFailThenItIsBoundOnceThePortIsFree() throws Exception {
		RunningSockets first = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT));
		String address = first.address("in");
		ZmqEndpoint patient = Endpoints.notFailFast(Endpoints.bind("too", EndpointType.PULL, address));
		try (first; RunningSockets second = RunningSockets.start(patient)) {
			assertThat(second.connection("too").state()).isEqualTo(State.FAILED);
			assertThat(second.connection("too").lastError()).contains("another socket listens there");
			first.close();
			await().until(() -> second.connection("too").state() == State.BOUND);
			assertThat(second.connection("too").attempts()).isZero();
			try (RunningSockets client = RunningSockets.start(Endpoints.connect("out", EndpointType.PUSH, address))) {
				client.get("out").send(ZmqMessage.ofText("a"));
				assertThat(second.read("too").takeText()).isEqualTo("a");
			}
		}
	}

	@Test
	void whenABindEndsInAnErrorThenTheSocketIsReplacedAndBound() throws Exception {
		AtomicBoolean failing = new AtomicBoolean();
		RunningSockets first = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT));
		String address = first.address("in");
		ZmqSockets second = new ZmqSockets(SocketLayerSettings.DEFAULTS,
				List.of(Endpoints.notFailFast(Endpoints.bind("too", EndpointType.PULL, address))), Map.of(), List.of(),
				List.of((name, socket) -> socket.setSelectorChooser((resolved, options) -> {
					if (failing.compareAndSet(true, false)) {
						throw new StackOverflowError("injected");
					}
					return SelectorProvider.provider();
				})));
		try (first) {
			second.start();
			assertThat(second.get("too").connections().get(0).state()).isEqualTo(State.FAILED);
			failing.set(true);
			await().until(() -> isBroken(second.get("too").snapshot()));
			first.close();
			await().until(() -> second.get("too").connections().get(0).state() == State.BOUND);
			assertThat(second.get("too").snapshot().lastError()).isNull();
		}
		finally {
			second.stop();
		}
	}

	@Test
	void whenInprocNameIsTakenThenItIsNotStolen() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("in", EndpointType.PULL, "inproc://name"),
				Endpoints.connect("out", EndpointType.PUSH, "inproc://name"))) {
			ManagedSocket thief = new ManagedSocket(Endpoints.bind("thief", EndpointType.PULL, "inproc://name"),
					stepped.context, stepped.poller, List.of());
			thief.lifecycle().open();
			assertThatExceptionOfType(ZmqBindException.class).isThrownBy(() -> thief.lifecycle().bind())
				.withMessageContaining("taken");
			thief.lifecycle().close();
			stepped.get("out").lifecycle().close();
			stepped.get("out").lifecycle().open();
			stepped.get("out").lifecycle().connect();
			Inbox inbox = stepped.read("in");
			stepped.get("out").send(ZmqMessage.ofText("a"));
			stepped.settle();
			assertThat(inbox.messages).hasSize(1);
		}
	}

	@Test
	void whenServerIsSilentThenTheConnectionIsNotGivenUp() throws Exception {
		try (ServerSocket silent = new ServerSocket()) {
			silent.bind(new InetSocketAddress("127.0.0.1", 0));
			try (RunningSockets client = RunningSockets
				.start(Endpoints.connect("out", EndpointType.PUSH, "tcp://127.0.0.1:" + silent.getLocalPort()));
					Socket accepted = silent.accept()) {
				await().pollDelay(700, TimeUnit.MILLISECONDS)
					.until(() -> client.connection("out").state() == State.CONNECTING);
				assertThat(client.get("out").peers()).isZero();
				assertThat(accepted.isClosed()).isFalse();
				assertThat(client.get("out").snapshot().state()).isEqualTo(EndpointSnapshot.State.OPEN);
			}
		}
	}

	private static String freeAddress() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return "tcp://127.0.0.1:" + socket.getLocalPort();
		}
	}

}
