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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.endpoint.ZmqUnroutableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Shows by what sockets do that options are set which JeroMQ does not give back.
 */
@Timeout(60)
class OptionEffectTests {

	/**
	 * The options that are tested here or in {@link SocketGuardTests};
	 * {@link OptionTableTests} has the others.
	 */
	static final Set<String> OPTIONS = Set.of("routerMandatory", "routerHandover", "probeRouter", "connectRoutingId",
			"xpubVerbose", "xpubVerboser", "xpubNoDrop", "helloMessage", "disconnectMessage", "hiccupMessage",
			"allocationHeapThreshold", "maxMessageFrames");

	private static final byte[] SUBSCRIBE = { 1, 'a' };

	private static final byte[] UNSUBSCRIBE = { 0, 'a' };

	@Test
	void whenRoutingIsMandatoryThenAnUnroutableMessageIsAnError() {
		ZmqEndpoint router = Endpoints.bind("router", EndpointType.ROUTER, "inproc://r");
		try (SteppedSockets stepped = SteppedSockets.open(router)) {
			assertThatExceptionOfType(ZmqUnroutableException.class)
				.isThrownBy(() -> stepped.get("router").send(ZmqMessage.ofText("nobody", "a")));
		}
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.option(router, "routerMandatory", false))) {
			stepped.get("router").send(ZmqMessage.ofText("nobody", "a"));
			assertThat(stepped.get("router").snapshot().sent()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "true, second", "false, first" })
	void whenTwoPeersHaveOneIdentityThenHandoverDecides(boolean handover, String winner) {
		try (SteppedSockets stepped = SteppedSockets.open(
				Endpoints.option(Endpoints.bind("router", EndpointType.ROUTER, "inproc://r"), "routerHandover",
						handover),
				Endpoints.option(Endpoints.connect("first", EndpointType.DEALER, "inproc://r"), "identity", "same"),
				Endpoints.option(Endpoints.connect("second", EndpointType.DEALER, "inproc://r"), "identity", "same"))) {
			Inbox first = stepped.read("first");
			Inbox second = stepped.read("second");
			stepped.get("router").send(ZmqMessage.ofText("same", "for you"));
			stepped.settle();
			Inbox won = "first".equals(winner) ? first : second;
			Inbox lost = "first".equals(winner) ? second : first;
			assertThat(won.messages).containsExactly(ZmqMessage.ofText("for you"));
			assertThat(lost.messages).isEmpty();
		}
	}

	@Test
	void whenRouterIsProbedThenItGetsAnEmptyMessage() throws Exception {
		try (RunningSockets listening = RunningSockets
			.start(Endpoints.bind("router", EndpointType.ROUTER, Endpoints.ANY_PORT))) {
			Inbox inbox = listening.read("router");
			ZmqEndpoint dealer = Endpoints.connect("dealer", EndpointType.DEALER, listening.address("router"));
			try (RunningSockets connected = RunningSockets
				.start(Endpoints.option(Endpoints.option(dealer, "identity", "id"), "probeRouter", true))) {
				assertThat(inbox.take()).isEqualTo(ZmqMessage.ofText("id", ""));
				connected.get("dealer").send(ZmqMessage.ofText("next"));
				assertThat(inbox.take()).isEqualTo(ZmqMessage.ofText("id", "next"));
			}
			try (RunningSockets connected = RunningSockets.start(Endpoints.option(dealer, "identity", "silent"))) {
				connected.get("dealer").send(ZmqMessage.ofText("first"));
				assertThat(inbox.take()).isEqualTo(ZmqMessage.ofText("silent", "first"));
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "PULL, PUSH, 3000", "ROUTER, DEALER, 3000", "XPUB, SUB, 3000", "PUB, SUB, 1024", "XPUB, SUB, 1024" })
	void whenAFrameIsLargerThanAllowedThenItsConnectionIsClosed(EndpointType type, String peer, int max)
			throws Exception {
		ZmqEndpoint endpoint = Endpoints.bind("in", type, Endpoints.ANY_PORT);
		endpoint = (max == 1024) ? endpoint : Endpoints.option(endpoint, "maxMessageSize", DataSize.ofBytes(max));
		byte[] frame = new byte[max];
		frame[0] = 1;
		try (RunningSockets listening = RunningSockets.start(endpoint)) {
			Inbox inbox = listening.read("in");
			int port = port(listening.address("in"));
			try (Socket socket = new Socket("127.0.0.1", port)) {
				socket.setSoTimeout((int) Endpoints.LONG.toMillis());
				InputStream in = socket.getInputStream();
				OutputStream out = socket.getOutputStream();
				out.write(new ZmtpBytes().greeting().ready(peer).toByteArray());
				in.readNBytes(ZmtpBytes.GREETING_LENGTH + 1);
				in.readNBytes(in.read());
				out.write(new ZmtpBytes().frame(0, frame).toByteArray());
				byte[] taken = inbox.take().frames().get((type == EndpointType.ROUTER) ? 1 : 0);
				assertThat(taken).isEqualTo(frame);
				out.write(new ZmtpBytes().header(0, max + 1).toByteArray());
				in.transferTo(OutputStream.nullOutputStream());
			}
			await().until(() -> listening.get("in").peers() == 0);
			assertThat(inbox.messages).filteredOn((message) -> message.frame(0)[0] == 1).isEmpty();
			assertThat(listening.sockets.contexts().get(0).rebuilds()).isZero();
		}
	}

	@ParameterizedTest
	@CsvSource({ "200, true", "0, false" })
	void whenHeartbeatsAreOffThenAPeerIsNotPinged(int interval, boolean pinged) throws IOException {
		ZmqEndpoint endpoint = Endpoints
			.option(Endpoints.option(Endpoints.bind("out", EndpointType.PUSH, Endpoints.ANY_PORT), "heartbeatInterval",
					Duration.ofMillis(interval)), "heartbeatTimeout", Duration.ofMillis(150));
		try (RunningSockets listening = RunningSockets.start(endpoint);
				Socket socket = new Socket("127.0.0.1", port(listening.address("out")))) {
			socket.setSoTimeout(1000);
			InputStream in = socket.getInputStream();
			socket.getOutputStream().write(new ZmtpBytes().greeting().ready("PULL").toByteArray());
			in.readNBytes(ZmtpBytes.GREETING_LENGTH + 1);
			in.readNBytes(in.read());
			if (pinged) {
				assertThat(in.readNBytes(7)).isEqualTo(new byte[] { 4, 7, 4, 'P', 'I', 'N', 'G' });
			}
			else {
				assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(in::read);
			}
		}
	}

	@Test
	void whenRouterConnectsThenItCanNameItsPeer() {
		ZmqEndpoint router = Endpoints.connect("router", EndpointType.ROUTER, "inproc://d");
		ZmqEndpoint dealer = Endpoints.bind("dealer", EndpointType.DEALER, "inproc://d");
		try (SteppedSockets stepped = SteppedSockets.open(dealer,
				Endpoints.option(router, "connectRoutingId", "worker"))) {
			Inbox inbox = stepped.read("dealer");
			stepped.get("router").send(ZmqMessage.ofText("worker", "hello"));
			stepped.settle();
			assertThat(inbox.messages).containsExactly(ZmqMessage.ofText("hello"));
		}
		try (SteppedSockets stepped = SteppedSockets.open(dealer, router)) {
			assertThatExceptionOfType(ZmqUnroutableException.class)
				.isThrownBy(() -> stepped.get("router").send(ZmqMessage.ofText("worker", "hello")));
		}
	}

	@Test
	void whenRoutingIdIsADefaultThenOtherTypesConnectWithoutIt() {
		ZmqEndpoint pull = Endpoints.option(Endpoints.connect("pull", EndpointType.PULL, "inproc://p", "inproc://q"),
				"connectRoutingId", "id");
		EndpointValidator.validate(pull, SocketOptions.NONE);
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("push", EndpointType.PUSH, "inproc://p"),
				pull)) {
			Inbox inbox = stepped.read("pull");
			stepped.get("push").send(ZmqMessage.ofText("hello"));
			stepped.settle();
			assertThat(inbox.messages).containsExactly(ZmqMessage.ofText("hello"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "true, false, 3", "false, true, 4", "false, false, 2", "true, true, 4" })
	void whenXpubIsVerboseThenItSeesEachSubscription(boolean verbose, boolean verboser, int seen) {
		ZmqEndpoint xpub = Endpoints.bind("xpub", EndpointType.XPUB, "inproc://x");
		try (SteppedSockets stepped = SteppedSockets.open(
				Endpoints.option(Endpoints.option(xpub, "xpubVerbose", verbose), "xpubVerboser", verboser),
				Endpoints.connect("one", EndpointType.XSUB, "inproc://x"),
				Endpoints.connect("two", EndpointType.XSUB, "inproc://x"))) {
			Inbox inbox = stepped.read("xpub");
			for (byte[] frame : new byte[][] { SUBSCRIBE, UNSUBSCRIBE }) {
				stepped.get("one").send(ZmqMessage.of(frame));
				stepped.get("two").send(ZmqMessage.of(frame));
				stepped.settle();
			}
			assertThat(inbox.messages).hasSize(seen);
			assertThat(inbox.messages).filteredOn(ZmqMessage.of(SUBSCRIBE)::equals)
				.hasSize((verbose || verboser) ? 2 : 1);
		}
	}

	@Test
	void whenXpubDoesNotDropThenASenderWaitsForItsSubscribers() {
		ZmqEndpoint sub = Endpoints.hwm(Endpoints.connect("sub", EndpointType.SUB, "inproc://x"), 1).withTopics("");
		ZmqEndpoint xpub = Endpoints.hwm(Endpoints.bind("xpub", EndpointType.XPUB, "inproc://x"), 1);
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.option(xpub, "xpubNoDrop", true), sub)) {
			assertThatExceptionOfType(ZmqSendTimeoutException.class).isThrownBy(() -> send(stepped.get("xpub"), 10));
			assertThat(stepped.get("xpub").snapshot().dropped().get(DropReason.SUBSCRIBER_HWM)).isZero();
		}
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.option(xpub, "xpubNoDrop", false), sub)) {
			send(stepped.get("xpub"), 10);
			assertThat(stepped.get("xpub").snapshot().dropped().get(DropReason.SUBSCRIBER_HWM)).isEqualTo(8);
		}
	}

	@Test
	void whenImmediateThenNothingIsQueuedBeforeTheConnection() throws IOException {
		// A port that is taken, but nobody listens there.
		try (SocketChannel taken = SocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
			ZmqEndpoint push = Endpoints.connect("push", EndpointType.PUSH,
					"tcp://127.0.0.1:" + taken.socket().getLocalPort());
			try (SteppedSockets stepped = SteppedSockets.open(Endpoints.option(push, "immediate", true))) {
				assertThatExceptionOfType(ZmqSendTimeoutException.class).isThrownBy(() -> send(stepped.get("push"), 1));
			}
			try (SteppedSockets stepped = SteppedSockets.open(Endpoints.option(push, "immediate", false))) {
				send(stepped.get("push"), 1);
				assertThat(stepped.get("push").snapshot().sent()).isEqualTo(1);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "10, 20", "200, 210" })
	void whenNothingIsAcceptedThenTheBacklogLimitsHowManyConnectionsWait(int backlog, int most) throws IOException {
		CompletableFuture<Void> busy = new CompletableFuture<>();
		ZmqEndpoint endpoint = Endpoints.option(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT), "backlog",
				backlog);
		try (ZContext context = new ZContext(); ZMQ.Socket socket = context.createSocket(SocketType.PULL)) {
			socket.base().setEventHook((event) -> busy.join(), ZMQ.EVENT_ACCEPTED);
			OptionTable.apply(endpoint, socket.base());
			int port = socket.bindToRandomPort("tcp://127.0.0.1");
			int connections = connect(port, most + 10);
			busy.complete(null);
			assertThat(connections).isBetween(backlog, most);
		}
		finally {
			busy.complete(null);
		}
	}

	/**
	 * Connect so often, or until a connection does not come about.
	 * @return the number of connections
	 */
	private static int connect(int port, int connections) throws IOException {
		List<Socket> sockets = new ArrayList<>();
		try {
			while (sockets.size() < connections) {
				Socket socket = new Socket();
				sockets.add(socket);
				socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
			}
			return sockets.size();
		}
		catch (SocketTimeoutException ex) {
			return sockets.size() - 1;
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	private static int port(String address) {
		return Integer.parseInt(address.replaceAll(".*:", ""));
	}

	private static void send(ManagedSocket socket, int count) {
		for (int i = 0; i < count; i++) {
			socket.send(ZmqMessage.ofText("a", String.valueOf(i)), Duration.ZERO);
		}
	}

	@Test
	void whenThereIsAHelloMessageThenANewPeerGetsIt() {
		try (SteppedSockets stepped = SteppedSockets.open(
				Endpoints.option(Endpoints.bind("router", EndpointType.ROUTER, "inproc://r"), "helloMessage",
						"welcome"),
				Endpoints.option(Endpoints.connect("dealer", EndpointType.DEALER, "inproc://r"), "helloMessage",
						"hi"))) {
			Inbox router = stepped.read("router");
			Inbox dealer = stepped.read("dealer");
			stepped.settle();
			assertThat(router.messages).singleElement().satisfies((message) -> {
				assertThat(message.size()).isEqualTo(2);
				assertThat(message.text(1)).isEqualTo("hi");
			});
			assertThat(dealer.messages).containsExactly(ZmqMessage.ofText("welcome"));
		}
	}

	@Test
	void whenThereIsADisconnectMessageThenTheEndOfAPeerIsReadAsThatMessage() throws Exception {
		try (RunningSockets listening = RunningSockets.start(Endpoints
			.option(Endpoints.bind("router", EndpointType.ROUTER, Endpoints.ANY_PORT), "disconnectMessage", "gone"))) {
			Inbox inbox = listening.read("router");
			ZmqEndpoint dealer = Endpoints.option(
					Endpoints.connect("dealer", EndpointType.DEALER, listening.address("router")), "identity", "id");
			try (RunningSockets connected = RunningSockets.start(dealer)) {
				connected.get("dealer").send(ZmqMessage.ofText("hello"));
				assertThat(inbox.take()).isEqualTo(ZmqMessage.ofText("id", "hello"));
				assertThat(inbox.messages).isEmpty();
			}
			assertThat(inbox.take()).isEqualTo(ZmqMessage.ofText("id", "gone"));
		}
	}

	@Test
	void whenThereIsAHiccupMessageThenTheLossOfAConnectionIsReadAsThatMessage() throws Exception {
		RunningSockets listening = RunningSockets
			.start(Endpoints.bind("router", EndpointType.ROUTER, Endpoints.ANY_PORT));
		try (RunningSockets connected = RunningSockets
			.start(Endpoints.option(Endpoints.connect("dealer", EndpointType.DEALER, listening.address("router")),
					"hiccupMessage", "hic"))) {
			Inbox inbox = connected.read("dealer");
			Inbox requests = listening.read("router");
			connected.get("dealer").send(ZmqMessage.ofText("hello"));
			byte[] id = requests.take().frame(0);
			listening.get("router").send(ZmqMessage.ofText("reply").prepend(id));
			assertThat(inbox.take()).isEqualTo(ZmqMessage.ofText("reply"));
			listening.close();
			assertThat(inbox.take()).isEqualTo(ZmqMessage.ofText("hic"));
			await().until(() -> connected.get("dealer").peers() == 0);
		}
		finally {
			listening.close();
		}
	}

}
