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

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqStoppedException;
import io.zmqspring.socket.ConnectionSnapshot.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ManagedSocket}.
 */
@Timeout(60)
class ManagedSocketTests {

	static Stream<Arguments> pairs() {
		List<EndpointType[]> pairs = List.of(new EndpointType[] { EndpointType.PUSH, EndpointType.PULL },
				new EndpointType[] { EndpointType.PAIR, EndpointType.PAIR },
				new EndpointType[] { EndpointType.DEALER, EndpointType.DEALER },
				new EndpointType[] { EndpointType.DEALER, EndpointType.ROUTER },
				new EndpointType[] { EndpointType.REQ, EndpointType.REP },
				new EndpointType[] { EndpointType.REQ, EndpointType.ROUTER },
				new EndpointType[] { EndpointType.DEALER, EndpointType.REP },
				new EndpointType[] { EndpointType.PUB, EndpointType.SUB },
				new EndpointType[] { EndpointType.XPUB, EndpointType.SUB });
		return Stream.of("inproc://pair", Endpoints.ANY_PORT)
			.flatMap((address) -> pairs.stream().map((pair) -> Arguments.of(pair[0], pair[1], address)));
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void whenMessageIsSentThenItsPeerReceivesAllItsFrames(EndpointType from, EndpointType to, String address)
			throws Exception {
		try (RunningSockets receiver = RunningSockets.start(Endpoints.bind("to", to, address).withTopics(""),
				Endpoints.connect("from", from, "inproc://pair"))) {
			Inbox inbox = receiver.read("to");
			if (address.startsWith("inproc")) {
				exchange(receiver.get("from"), receiver.get("to"), inbox);
			}
			else {
				try (RunningSockets sender = RunningSockets
					.start(Endpoints.connect("from", from, receiver.address("to")))) {
					exchange(sender.get("from"), receiver.get("to"), inbox);
				}
			}
		}
	}

	private static void exchange(ManagedSocket from, ManagedSocket to, Inbox inbox) throws Exception {
		assertThat(from.awaitPeers(1, Endpoints.LONG)).isTrue();
		if (from.endpoint().type() == EndpointType.PUB || from.endpoint().type() == EndpointType.XPUB) {
			assertThat(from.awaitSubscribers(new byte[0], 1, Endpoints.LONG)).isTrue();
		}
		from.send(ZmqMessage.ofText("a", "", "c"));
		ZmqMessage message = inbox.take();
		int envelope = (to.endpoint().type() == EndpointType.ROUTER || to.endpoint().type() == EndpointType.REP) ? 1
				: 0;
		assertThat(message.slice(envelope, message.size())).isEqualTo(ZmqMessage.ofText("a", "", "c"));
		assertThat(from.snapshot().sent()).isEqualTo(1);
		assertThat(to.snapshot().received()).isEqualTo(1);
	}

	@Test
	void whenRouterRepliesThenTheReplyReachesItsPeer() throws Exception {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("rep", EndpointType.REP, "inproc://r"),
				Endpoints.connect("req", EndpointType.REQ, "inproc://r"))) {
			Inbox requests = stepped.read("rep");
			Inbox replies = stepped.read("req");
			stepped.get("req").send(ZmqMessage.ofText("id", "", "question"));
			stepped.settle();
			ZmqMessage request = requests.messages.remove();
			stepped.get("rep").send(request.slice(0, 3));
			stepped.settle();
			assertThat(replies.messages.remove()).isEqualTo(ZmqMessage.ofText("id", ""));
		}
	}

	@Test
	void whenXpubIsReadLaterThenTheReaderIsToldOfEarlierSubscriptions() {
		try (SteppedSockets stepped = SteppedSockets.open(1, Endpoints.bind("xpub", EndpointType.XPUB, "inproc://x"),
				Endpoints.connect("sub", EndpointType.SUB, "inproc://x").withTopics("EUR", "GBP", "USD"))) {
			stepped.settle();
			assertThat(stepped.get("xpub").peerSubscriptions()).containsOnlyKeys("EUR", "GBP", "USD");
			Inbox inbox = stepped.read("xpub");
			stepped.settle();
			assertThat(inbox.messages).extracting((message) -> message.text(0))
				.containsExactlyInAnyOrder("\1EUR", "\1GBP", "\1USD");
		}
	}

	@Test
	void whenXsubIsSentASubscriptionThenXpubSeesItAndPublishes() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("xpub", EndpointType.XPUB, "inproc://x"),
				Endpoints.connect("xsub", EndpointType.XSUB, "inproc://x"))) {
			Inbox subscriptions = stepped.read("xpub");
			Inbox prices = stepped.read("xsub");
			stepped.get("xsub").send(ZmqMessage.of(new byte[] { 1, 'E' }));
			stepped.settle();
			assertThat(subscriptions.messages.remove().frame(0)).containsExactly(1, 'E');
			stepped.get("xpub").send(ZmqMessage.ofText("EUR", "1"));
			stepped.settle();
			assertThat(prices.messages.remove()).isEqualTo(ZmqMessage.ofText("EUR", "1"));
		}
	}

	@Test
	void whenEndpointIsReadAlreadyThenAnotherReaderIsRefused() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("in", EndpointType.PULL, "inproc://in"))) {
			Inbox first = stepped.read("in");
			assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> stepped.read("in"))
				.withMessageContaining("'in'")
				.withMessageContaining("read already");
			stepped.get("in").attach(first);
			stepped.get("in").detach(new Inbox());
			assertThat(stepped.get("in").snapshot().readerAttached()).isTrue();
			stepped.get("in").detach(first);
			assertThat(stepped.get("in").snapshot().readerAttached()).isFalse();
			stepped.read("in");
		}
	}

	@Test
	void whenPeerCountIsAwaitedThenConnectionsAreCounted() throws Exception {
		try (RunningSockets server = RunningSockets
			.start(Endpoints.bind("pub", EndpointType.PUB, Endpoints.ANY_PORT))) {
			ManagedSocket pub = server.get("pub");
			assertThat(pub.awaitPeers(1, Duration.ofMillis(1))).isFalse();
			String address = server.address("pub");
			try (RunningSockets clients = RunningSockets.start(
					Endpoints.connect("one", EndpointType.SUB, address).withTopics("EUR"),
					Endpoints.connect("two", EndpointType.SUB, address).withTopics("EU"))) {
				assertThat(pub.awaitPeers(2, Endpoints.LONG)).isTrue();
				assertThat(pub.awaitSubscribers("EUR".getBytes(), 2, Endpoints.LONG)).isTrue();
				assertThat(pub.awaitSubscribers("USD".getBytes(), 1, Duration.ofMillis(1))).isFalse();
				assertThat(clients.get("one").peers()).isEqualTo(1);
				clients.get("one").subscribe("USD");
				assertThat(pub.awaitSubscribers("USD".getBytes(), 1, Endpoints.LONG)).isTrue();
				assertThat(pub.peerSubscriptions()).containsOnlyKeys("EU", "EUR", "USD");
			}
			await().until(() -> pub.peers() == 0);
		}
	}

	@Test
	void whenAnythingButSubSubscribesThenItIsRefused() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("in", EndpointType.PULL, "inproc://in"))) {
			assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> stepped.get("in").subscribe("EUR"))
				.withMessageContaining("sub or xsub endpoint");
			assertThatExceptionOfType(ZmqOperationException.class)
				.isThrownBy(() -> stepped.get("in").unsubscribe("EUR"))
				.withMessageContaining("sub or xsub endpoint");
		}
	}

	@ParameterizedTest
	@EnumSource(value = EndpointType.class, names = { "SUB", "XSUB" })
	void whenUnsubscribedThenThePublisherForgetsTheTopic(EndpointType type) {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("pub", EndpointType.PUB, "inproc://p"),
				Endpoints.connect("sub", type, "inproc://p").withTopics("EUR"))) {
			ManagedSocket sub = stepped.get("sub");
			sub.subscribe("GBP");
			sub.subscribe("GBP");
			sub.unsubscribe("USD");
			stepped.settle();
			assertThat(stepped.get("pub").peerSubscriptions()).containsOnlyKeys("EUR", "GBP");
			sub.unsubscribe("GBP");
			sub.unsubscribe("GBP");
			stepped.settle();
			assertThat(stepped.get("pub").peerSubscriptions()).containsOnlyKeys("EUR");
		}
	}

	@ParameterizedTest
	@EnumSource(value = EndpointType.class, names = { "SUB", "XSUB" })
	void whenStartedAgainThenTopicsAreSubscribedToAsTheyAreNow(EndpointType type) {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("pub", EndpointType.PUB, "inproc://p"),
				Endpoints.connect("sub", type, "inproc://p").withTopics("EUR"))) {
			ManagedSocket sub = stepped.get("sub");
			sub.subscribe("GBP");
			sub.subscribe("USD");
			stepped.settle();
			sub.lifecycle().close();
			sub.unsubscribe("GBP");
			await().untilAsserted(() -> {
				stepped.settle();
				assertThat(stepped.get("pub").peerSubscriptions()).isEmpty();
			});
			sub.lifecycle().open();
			sub.lifecycle().connect();
			stepped.settle();
			assertThat(stepped.get("pub").peerSubscriptions()).containsOnlyKeys("EUR", "USD");
			Inbox inbox = stepped.read("sub");
			stepped.get("pub").send(ZmqMessage.ofText("EUR", "1"));
			stepped.settle();
			assertThat(inbox.messages).containsExactly(ZmqMessage.ofText("EUR", "1"));
		}
	}

	@Test
	void whenPeersSubscribeToPubThenThatIsNoMessageReceived() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("pub", EndpointType.PUB, "inproc://p"),
				Endpoints.connect("sub", EndpointType.SUB, "inproc://p").withTopics("EUR"))) {
			stepped.settle();
			assertThat(stepped.get("pub").peerSubscriptions()).containsOnlyKeys("EUR");
			assertThat(stepped.get("pub").received()).isZero();
		}
	}

	@Test
	void whenSubscribedWhileStoppedThenItCountsFromTheNextStart() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("pub", EndpointType.PUB, "inproc://p"),
				Endpoints.connect("sub", EndpointType.SUB, "inproc://p"))) {
			Inbox inbox = stepped.read("sub");
			ManagedSocket sub = stepped.get("sub");
			sub.lifecycle().close();
			sub.subscribe("EUR");
			sub.lifecycle().open();
			sub.lifecycle().connect();
			stepped.settle();
			stepped.get("pub").send(ZmqMessage.ofText("EUR", "1"));
			stepped.get("pub").send(ZmqMessage.ofText("USD", "2"));
			stepped.settle();
			assertThat(inbox.messages).containsExactly(ZmqMessage.ofText("EUR", "1"));
		}
	}

	@Test
	void whenNeverStartedThenClosedAndSendSaysSo() {
		ManagedSocket socket = RunningSockets.of(Endpoints.bind("out", EndpointType.PUSH, Endpoints.ANY_PORT))
			.get("out");
		assertThat(socket.snapshot().state()).isEqualTo(EndpointSnapshot.State.CLOSED);
		assertThat(socket.snapshot().connections()).extracting(ConnectionSnapshot::state).containsExactly(State.IDLE);
		assertThatExceptionOfType(ZmqStoppedException.class).isThrownBy(() -> socket.send(ZmqMessage.ofText("a")))
			.withMessageContaining("'out'")
			.withMessageContaining("not started yet: send from an ApplicationRunner");
	}

	@Test
	void whenStoppedAfterItWasStartedThenSendSaysSo() {
		try (RunningSockets running = RunningSockets
			.start(Endpoints.bind("out", EndpointType.PUSH, Endpoints.ANY_PORT))) {
			running.sockets.stop();
			assertThatExceptionOfType(ZmqStoppedException.class)
				.isThrownBy(() -> running.get("out").send(ZmqMessage.ofText("a")))
				.withMessageContaining("it is stopped");
		}
	}

	@Test
	void whenRestartedOnAFixedPortThenItBindsAgain() throws Exception {
		String address;
		try (RunningSockets first = RunningSockets.start(Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT))) {
			address = first.address("in");
		}
		try (RunningSockets server = RunningSockets.of(Endpoints.bind("in", EndpointType.PULL, address));
				RunningSockets client = RunningSockets.start(Endpoints.connect("out", EndpointType.PUSH, address))) {
			Inbox inbox = server.read("in");
			for (int i = 0; i < 10; i++) {
				server.sockets.start();
				assertThat(server.connection("in").state()).isEqualTo(State.BOUND);
				assertThat(server.get("in").awaitPeers(1, Endpoints.LONG)).isTrue();
				client.get("out").send(ZmqMessage.ofText("round " + i));
				assertThat(inbox.takeText()).isEqualTo("round " + i);
				server.sockets.stop();
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "PUB", "XPUB" })
	void whenAPeerSubscribesToAnEndlessTopicThenOthersGoOn(EndpointType type) throws Exception {
		for (int length : new int[] { 1000, 1024, 5000, 20_000, 100_000 }) {
			assertHarmless(type, ("\1" + "x".repeat(length)).getBytes());
		}
	}

	@Test
	void whenAPeerUnsubscribesFromWhatIsNotItsOwnThenOthersGoOn() throws Exception {
		// With assertions JeroMQ gives the socket up for it, and it is replaced.
		assertHarmless(EndpointType.PUB, new byte[] { 0, 'E' });
	}

	private static void assertHarmless(EndpointType type, byte[] subscription) throws Exception {
		try (RunningSockets server = RunningSockets.start(Endpoints.bind("pub", type, Endpoints.ANY_PORT));
				RunningSockets honest = RunningSockets
					.start(Endpoints.connect("sub", EndpointType.SUB, server.address("pub")).withTopics("E"))) {
			ManagedSocket pub = server.get("pub");
			Inbox inbox = honest.read("sub");
			String address = server.address("pub");
			assertThat(pub.awaitSubscribers("E".getBytes(), 1, Endpoints.LONG)).isTrue();
			try (Socket peer = new Socket("127.0.0.1",
					Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)))) {
				peer.setSoTimeout(5000);
				peer.getOutputStream().write(new ZmtpBytes().greeting().ready("SUB").toByteArray());
				// What comes before JeroMQ has sent its own READY ends the connection.
				peer.getInputStream().readNBytes(80);
				peer.getOutputStream().write(new ZmtpBytes().frame(0, subscription).toByteArray());
				await().pollDelay(Duration.ofMillis(300)).ignoreExceptionsInstanceOf(ZmqException.class).until(() -> {
					pub.send(ZmqMessage.ofText("E", "a"));
					return inbox.messages.poll(100, TimeUnit.MILLISECONDS) != null;
				});
			}
			assertThat(server.address("pub")).isEqualTo(address);
			assertThat(server.sockets.contexts().get(0).rebuilds()).isZero();
			if (!ManagedSocket.class.desiredAssertionStatus()) {
				assertStopsSoon(server);
			}
		}
	}

	private static void assertStopsSoon(RunningSockets server) {
		long begun = System.nanoTime();
		server.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
	}

	@Test
	void whenBrokenSocketIsReplacedThenInprocPeersComeBack() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("in", EndpointType.PULL, "inproc://in"),
				Endpoints.connect("out", EndpointType.PUSH, "inproc://in"))) {
			Inbox inbox = stepped.read("in");
			stepped.get("in").lifecycle().close();
			stepped.settle();
			assertThat(stepped.get("out").peers()).isZero();
			stepped.get("in").lifecycle().open();
			stepped.get("in").lifecycle().bind();
			stepped.get("in").lifecycle().connect();
			stepped.get("out").lifecycle().supervise(System.nanoTime());
			stepped.settle();
			stepped.get("out").send(ZmqMessage.ofText("again"), Duration.ZERO);
			stepped.settle();
			assertThat(inbox.messages).containsExactly(ZmqMessage.ofText("again"));
			assertThat(stepped.get("out").peers()).isEqualTo(1);
		}
	}

	@Test
	void whenAnAddressIsBoundAgainThenWhatCameInMeanwhileIsRead() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				SteppedSockets stepped = SteppedSockets.open(
						Endpoints.notFailFast(Endpoints.bind("in", EndpointType.PULL, "inproc://in",
								"tcp://127.0.0.1:" + other.getLocalPort())),
						Endpoints.connect("out", EndpointType.PUSH, "inproc://in"))) {
			Inbox inbox = stepped.read("in");
			stepped.settle();
			stepped.get("out").send(ZmqMessage.ofText("a"));
			stepped.get("in").lifecycle().supervise(System.nanoTime() + Endpoints.LONG.toNanos());
			stepped.settle();
			assertThat(stepped.get("in").connections()).extracting(ConnectionSnapshot::attempts).contains(2L);
			assertThat(inbox.messages).hasSize(1);
		}
	}

	@Test
	void whenTopicsChangeThenWhatCameInMeanwhileIsRead() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("xpub", EndpointType.XPUB, "inproc://x"),
				Endpoints.connect("xsub", EndpointType.XSUB, "inproc://x").withTopics("E"))) {
			Inbox prices = stepped.read("xsub");
			stepped.settle();
			stepped.get("xpub").send(ZmqMessage.ofText("EUR"));
			stepped.get("xsub").subscribe("G");
			stepped.settle();
			assertThat(prices.messages).hasSize(1);
			stepped.get("xpub").send(ZmqMessage.ofText("EUR"));
			stepped.get("xsub").unsubscribe("G");
			stepped.settle();
			assertThat(prices.messages).hasSize(2);
		}
	}

}
