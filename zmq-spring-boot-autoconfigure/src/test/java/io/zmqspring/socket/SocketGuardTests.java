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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.Msg;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SocketGuard}: what peers that keep to ZMTP, or do not, can do to an
 * endpoint whose JeroMQ is patched.
 */
@Timeout(60)
class SocketGuardTests {

	private static final int MAX_SIZE = 20_000;

	private static final int MAX_FRAMES = 10;

	private static final int MORE = ZmtpBytes.MORE;

	private final RunningSockets server = RunningSockets.start(bound(EndpointType.PULL));

	private final Inbox inbox = this.server.read("in");

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void whenMessageIsExactlyAtTheLimitsThenItArrives() throws Exception {
		try (Socket peer = peer()) {
			shakeHands(peer, "PUSH");
			ZmtpBytes bytes = new ZmtpBytes().frame(0, new byte[MAX_SIZE]);
			for (int i = 1; i <= MAX_FRAMES; i++) {
				bytes.frame((i < MAX_FRAMES) ? MORE : 0, new byte[MAX_SIZE / MAX_FRAMES]);
			}
			assertThat(this.server.get("in").awaitPeers(1, Endpoints.LONG)).isTrue();
			assertThat(this.server.get("in").peerAddresses()).containsExactly("/127.0.0.1:" + peer.getLocalPort());
			send(peer, bytes);
			assertThat(this.inbox.take().frame(0)).hasSize(MAX_SIZE);
			assertThat(this.inbox.take().size()).isEqualTo(MAX_FRAMES);
			assertThat(refusals()).isEmpty();
		}
	}

	@Test
	void whenFrameIsTooLargeThenTheConnectionIsClosedAndTheReasonIsNamed() throws Exception {
		try (Socket peer = peer()) {
			shakeHands(peer, "PUSH");
			send(peer, new ZmtpBytes().header(0, MAX_SIZE + 1));
			assertClosed(peer);
			assertRefused(PeerRefusal.MESSAGE_SIZE, "127.0.0.1:" + peer.getLocalPort(), "20001 bytes",
					"max-message-size is 20000");
		}
	}

	@Test
	void whenFramesOfAMessageAreTooLargeTogetherThenTheConnectionIsClosed() throws Exception {
		try (Socket peer = peer()) {
			shakeHands(peer, "PUSH");
			send(peer, new ZmtpBytes().frame(MORE, new byte[MAX_SIZE]).frame(0, new byte[1]));
			assertClosed(peer);
			assertRefused(PeerRefusal.MESSAGE_SIZE, "max-message-size");
			assertThat(this.inbox.messages).isEmpty();
		}
	}

	@Test
	void whenMessageNeverEndsThenTheConnectionIsClosed() throws Exception {
		try (Socket peer = peer()) {
			shakeHands(peer, "PUSH");
			for (int i = 0; i <= MAX_FRAMES; i++) {
				send(peer, new ZmtpBytes().frame(MORE, new byte[0]));
			}
			assertClosed(peer);
			assertRefused(PeerRefusal.MESSAGE_FRAMES, "max-message-frames");
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 4097, MAX_SIZE, 0x800000007FFFFFFFL, -1 })
	void whenPeerAnnouncesMoreThanAHandshakeThenTheConnectionIsClosed(long size) throws Exception {
		try (Socket peer = peer()) {
			send(peer, new ZmtpBytes().greeting());
			readGreeting(peer);
			send(peer, new ZmtpBytes().header(ZmtpBytes.COMMAND, size));
			assertClosed(peer);
			assertRefused(PeerRefusal.HANDSHAKE, Long.toUnsignedString(size) + " bytes before its handshake");
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, false", "10, false", "64, true", "70, true" })
	void whenPeerFallsSilentThenTheConnectionIsClosedAtTheEndOfTheHandshakeInterval(int length, boolean refused)
			throws Exception {
		ZmqEndpoint endpoint = Endpoints.option(bound(EndpointType.REP), "handshakeInterval", Duration.ofMillis(300));
		try (RunningSockets impatient = RunningSockets.start(endpoint); Socket peer = connect(impatient)) {
			byte[] greeting = new ZmtpBytes().greeting().raw(ZmtpBytes.COMMAND, 30).text("READY").toByteArray();
			peer.getOutputStream().write(greeting, 0, length);
			long start = System.nanoTime();
			assertClosed(peer);
			assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(200));
			await()
				.until(() -> impatient.get("in").snapshot().refusals().containsKey(PeerRefusal.HANDSHAKE) == refused);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 0 })
	void whenOldPeerSendsNoIdentityThenTheConnectionIsClosedToo(int revision) throws Exception {
		ZmqEndpoint endpoint = Endpoints.option(bound(EndpointType.PULL), "handshakeInterval", Duration.ofMillis(300));
		try (RunningSockets impatient = RunningSockets.start(endpoint); Socket peer = connect(impatient)) {
			send(peer, new ZmtpBytes().raw(0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, revision, 8));
			assertThat(impatient.get("in").peers()).isZero();
			assertClosed(peer);
		}
	}

	@Test
	void whenOldPeerSendsItsIdentityThenItIsReady() throws Exception {
		try (Socket peer = peer()) {
			send(peer, new ZmtpBytes().raw(0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 1, 8).raw(0, 0));
			assertThat(this.server.get("in").awaitPeers(1, Endpoints.LONG)).isTrue();
			send(peer, new ZmtpBytes().raw(0, 5).text("hello"));
			assertThat(this.inbox.takeText()).isEqualTo("hello");
		}
	}

	@Test
	void whenPeerIsReadyThenTheHandshakeIntervalIsOver() throws Exception {
		ZmqEndpoint endpoint = Endpoints.option(bound(EndpointType.PULL), "handshakeInterval", Duration.ofMillis(100));
		try (RunningSockets impatient = RunningSockets.start(endpoint); Socket peer = connect(impatient)) {
			shakeHands(peer, "PUSH");
			Inbox read = impatient.read("in");
			await().pollDelay(Duration.ofMillis(400)).until(() -> impatient.get("in").peers() == 1);
			send(peer, new ZmtpBytes().frame(0, "late".getBytes()));
			assertThat(read.takeText()).isEqualTo("late");
		}
	}

	@Test
	void whenPeerUsesAnotherMechanismThenItIsNamed() throws Exception {
		try (Socket peer = peer()) {
			send(peer, new ZmtpBytes().greeting(3, "CURVE"));
			assertClosed(peer);
			assertRefused(PeerRefusal.MECHANISM, "127.0.0.1:" + peer.getLocalPort(), "CURVE");
		}
	}

	@Test
	void whenServerUsesAnotherMechanismThenItIsNamed() throws Exception {
		try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				RunningSockets client = RunningSockets
					.start(Endpoints.connect("out", EndpointType.PULL, "tcp://127.0.0.1:" + plain.getLocalPort()));
				Socket accepted = plain.accept()) {
			send(accepted, new ZmtpBytes().greeting(3, "PLAIN"));
			await().until(() -> String.valueOf(client.connection("out").lastError()).contains("mechanism PLAIN"));
		}
	}

	@Test
	void whenPeerIsOfAWrongTypeThenItNeverCounts() throws Exception {
		try (RunningSockets wrong = RunningSockets
			.start(Endpoints.connect("wrong", EndpointType.SUB, this.server.address("in")))) {
			await().until(() -> refusals().getOrDefault(PeerRefusal.HANDSHAKE, 0L) >= 3);
			assertThat(this.server.get("in").awaitPeers(1, Duration.ofMillis(300))).isFalse();
			assertThat(wrong.get("wrong").awaitPeers(1, Duration.ofMillis(300))).isFalse();
		}
	}

	@Test
	void whenZapDomainIsSetAndNobodyHandlesZapThenPeersAreRefused() throws Exception {
		ZmqSockets closed = new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(bound(EndpointType.PULL)), Map.of(),
				List.of(), List.of((name, socket) -> socket.setZapDomain("closed")));
		closed.start();
		try (Socket peer = connect(RunningSockets.address(closed.get("in")))) {
			send(peer, new ZmtpBytes().greeting());
			assertClosed(peer);
			await().until(() -> String.valueOf(closed.get("in").snapshot().lastRefusal()).contains("no ZAP handler"));
			assertThat(closed.contexts().get(0).ioErrors()).isZero();
		}
		finally {
			closed.stop();
		}
	}

	@Test
	void whenPeerClaimsMetadataOfTheTransportThenItLoses() throws Exception {
		try (ZContext context = new ZContext(); ZMQ.Socket pull = context.createSocket(SocketType.PULL)) {
			int port = pull.bindToRandomPort("tcp://127.0.0.1");
			try (Socket peer = connect("tcp://127.0.0.1:" + port)) {
				send(peer, new ZmtpBytes().greeting());
				readGreeting(peer);
				ZmtpBytes ready = new ZmtpBytes().property("Socket-Type", "PUSH")
					.property("User-Id", "admin")
					.property("Peer-Address", "10.0.0.1")
					.property("X-Own", "kept");
				send(peer, new ZmtpBytes().command("READY", ready.toByteArray()).frame(0, new byte[1]));
				pull.setReceiveTimeOut(20_000);
				Msg message = pull.base().recv(0);
				assertThat(message.getMetadata().get("Peer-Address")).contains("127.0.0.1");
				assertThat(message.getMetadata().get("User-Id")).isNull();
				assertThat(message.getMetadata().get("X-Own")).isEqualTo("kept");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void whenBytesOfAPeerLeadToAnExceptionThenItsConnectionIsClosed(int length) throws Exception {
		try (Socket peer = peer()) {
			shakeHands(peer, "PUSH");
			send(peer, new ZmtpBytes().command("PING", new byte[length]));
			assertClosed(peer);
			assertRefused(PeerRefusal.PROTOCOL, "led to");
		}
	}

	/**
	 * Without heartbeats, which old peers do not have, it would stay.
	 */
	@Test
	void whenPairHasAPeerThenTheConnectionOfASecondOneThatSendsIsClosed() throws Exception {
		try (RunningSockets pair = RunningSockets.start(bound(EndpointType.PAIR));
				Socket first = connect(pair);
				Socket second = connect(pair)) {
			Inbox read = pair.read("in");
			for (Socket peer : new Socket[] { first, second }) {
				send(peer, new ZmtpBytes().oldGreeting().frame(0, new byte[0]));
				await().until(() -> pair.get("in").peers() == ((peer == first) ? 1 : 2));
			}
			send(second, new ZmtpBytes().frame(0, "late".getBytes()));
			assertClosed(second);
			send(first, new ZmtpBytes().frame(0, "early".getBytes()));
			assertThat(read.takeText()).isEqualTo("early");
			await().until(() -> pair.get("in").peers() == 1);
		}
	}

	@Test
	void whenReplyIsOverTheClientsLimitThenTheReasonIsNamed() {
		ZmqEndpoint push = Endpoints.bind("out", EndpointType.PUSH, Endpoints.ANY_PORT);
		try (RunningSockets sender = RunningSockets.start(push)) {
			ZmqEndpoint pull = Endpoints.connect("in", EndpointType.PULL, sender.address("out"));
			try (RunningSockets receiver = RunningSockets
				.start(Endpoints.option(pull, "maxMessageSize", DataSize.ofBytes(1000)))) {
				sender.get("out").send(ZmqMessage.of(new byte[1001]));
				await().until(() -> String.valueOf(receiver.connection("in").lastError())
					.contains("1001 bytes, and max-message-size is 1000"));
			}
		}
	}

	private static ZmqEndpoint bound(EndpointType type) {
		ZmqEndpoint endpoint = Endpoints.bind("in", type, Endpoints.ANY_PORT);
		endpoint = Endpoints.option(endpoint, "maxMessageSize", DataSize.ofBytes(MAX_SIZE));
		return Endpoints.option(endpoint, "maxMessageFrames", MAX_FRAMES);
	}

	private Socket peer() throws IOException {
		return connect(this.server);
	}

	private static Socket connect(RunningSockets sockets) throws IOException {
		return connect(sockets.address("in"));
	}

	private static Socket connect(String address) throws IOException {
		Socket peer = new Socket(InetAddress.getLoopbackAddress(),
				Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
		peer.setSoTimeout(20_000);
		return peer;
	}

	private static void shakeHands(Socket peer, String type) throws IOException {
		send(peer, new ZmtpBytes().greeting());
		readGreeting(peer);
		send(peer, new ZmtpBytes().ready(type));
		InputStream in = peer.getInputStream();
		in.readNBytes(1);
		in.readNBytes(in.read());
	}

	private static void readGreeting(Socket peer) throws IOException {
		assertThat(peer.getInputStream().readNBytes(ZmtpBytes.GREETING_LENGTH)).hasSize(ZmtpBytes.GREETING_LENGTH);
	}

	private static void send(Socket peer, ZmtpBytes bytes) throws IOException {
		peer.getOutputStream().write(bytes.toByteArray());
		peer.getOutputStream().flush();
	}

	private static void assertClosed(Socket peer) throws IOException {
		try {
			peer.getInputStream().readAllBytes();
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
	}

	private Map<PeerRefusal, Long> refusals() {
		return this.server.get("in").snapshot().refusals();
	}

	private void assertRefused(PeerRefusal reason, String... details) {
		await().until(() -> refusals().containsKey(reason));
		assertThat(refusals()).containsOnlyKeys(reason);
		assertThat(this.server.get("in").snapshot().lastRefusal()).contains(details);
		assertThat(this.server.get("in").peers()).isZero();
		assertThat(this.server.sockets.contexts())
			.allSatisfy((context) -> assertThat(context.rebuilds() + context.ioErrors()).isZero());
	}

}
