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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.stress.Resources;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Peers that send anything but ZMTP, to each type of a bound endpoint, while a healthy
 * peer exchanges numbered messages with the same endpoint and another one with another
 * endpoint of the same context. Afterwards the heap is what it was.
 */
@Tag("stress")
@Timeout(240)
class HostilePeerTests {

	private static final Log logger = LogFactory.getLog(HostilePeerTests.class);

	/**
	 * A connection whose messages nobody reads stays open until its heartbeat fails.
	 */
	private static final SocketOptions UNREAD = SocketOptions.NONE.with("heartbeatInterval", Duration.ofSeconds(1))
		.with("heartbeatTimeout", Duration.ofMillis(900));

	/**
	 * By how many megabytes the heap may have grown after a collection.
	 */
	private static final long HEAP_TOLERANCE = 5;

	private static final int ATTACKERS = 4;

	private static final int LONGEST_PING = 300;

	private static final int STREAMS = Integer.getInteger("zmq.test.mutated-streams", 550);

	private @Nullable ZmqSockets servers;

	private @Nullable ZmqSockets peers;

	private long heap;

	private int patience;

	private byte[] greeting = new ZmtpBytes().greeting().toByteArray();

	private final AtomicLong healthy = new AtomicLong();

	private final AtomicLong neighbour = new AtomicLong();

	@AfterEach
	void stop() {
		if (this.peers != null) {
			this.peers.stop();
		}
		if (this.servers != null) {
			this.servers.stop();
		}
	}

	@ParameterizedTest
	@EnumSource(value = EndpointType.class,
			names = { "REP", "REQ", "ROUTER", "DEALER", "PULL", "PUB", "XPUB", "SUB", "XSUB", "PAIR" })
	void hostileBytesHarmNobodyElse(EndpointType type) throws Exception {
		int port = start(type);
		for (Iterator<byte[]> streams = hostileStreams(Endpoints.peerOf(type).name()); streams.hasNext();) {
			attack(port, streams, 50);
			exchange();
		}
		assertUnharmed();
	}

	/**
	 * JeroMQ gives a connection its share of a bound PUSH socket's messages before the
	 * handshake, so that those go with a peer that never does one; what is sent when it
	 * has gone arrives.
	 */
	@Test
	void hostileBytesHarmABoundPushOnlyWhileTheyCome() throws Exception {
		int port = start(EndpointType.PUSH);
		attack(port, hostileStreams("PULL"), Integer.MAX_VALUE);
		await().until(() -> this.servers.get("target").peers() == 1);
		exchange();
		assertUnharmed();
	}

	/**
	 * With assertions on, JeroMQ gives its socket up and it is replaced.
	 */
	@Test
	void anEndOfAnothersSubscriptionHarmsAPublisherOnlyWithAssertions() throws Exception {
		int port = start(EndpointType.PUB);
		attack(port, new ZmtpBytes().greeting().ready("SUB").frame(0, "\0healthy".getBytes()).toByteArray());
		ManagedSocket target = this.servers.get("target");
		if (zmq.ZMQ.class.desiredAssertionStatus()) {
			await().until(() -> target.snapshot().state() == EndpointSnapshot.State.FAILED);
			await().until(() -> target.snapshot().state() == EndpointSnapshot.State.OPEN);
		}
		else {
			exchange();
		}
		assertUnharmed();
	}

	/**
	 * A bound PUSH is only harmed while they come, see above.
	 */
	@ParameterizedTest
	@EnumSource(value = EndpointType.class,
			names = { "REP", "REQ", "ROUTER", "DEALER", "PULL", "PUSH", "PUB", "XPUB", "SUB", "XSUB", "PAIR" })
	void mutatedStreamsHarmNobodyElse(EndpointType type) throws Exception {
		Assumptions.assumeFalse(
				(type == EndpointType.PUB || type == EndpointType.XPUB) && zmq.ZMQ.class.desiredAssertionStatus(),
				"JeroMQ asserts that peers end only their own subscriptions");
		GoodStream good = GoodStream.record(type, Endpoints.peerOf(type));
		this.greeting = good.greeting();
		int port = start(type);
		long seed = Long.getLong("zmq.test.seed", System.nanoTime());
		Random random = new Random(seed);
		try {
			Iterator<byte[]> streams = Stream.generate(() -> good.mutate(random)).limit(STREAMS).iterator();
			while (streams.hasNext()) {
				attack(port, streams, 500);
				if (type == EndpointType.PUSH) {
					await().until(() -> this.servers.get("target").peers() == 1);
				}
				exchange();
			}
			assertUnharmed();
		}
		catch (AssertionError | Exception ex) {
			throw new AssertionError("with -Dzmq.test.seed=" + seed + " and " + HexFormat.of().formatHex(good.bytes()),
					ex);
		}
	}

	/**
	 * Return the streams, of which none is kept.
	 */
	private static Iterator<byte[]> hostileStreams(String peer) {
		List<byte[]> streams = new ArrayList<>();
		byte[] greeting = new ZmtpBytes().greeting().toByteArray();
		for (int length = 0; length < greeting.length; length++) {
			streams.add(Arrays.copyOf(greeting, length));
		}
		for (int version : new int[] { 0, 1, 2, 4, 127, 255 }) {
			streams.add(new ZmtpBytes().greeting(version, "NULL").ready(peer).toByteArray());
		}
		for (String mechanism : List.of("PLAIN", "CURVE", "GSSAPI", "", "NOSUCHMECHANISM1234")) {
			streams.add(new ZmtpBytes().greeting(3, mechanism).ready(peer).toByteArray());
		}
		for (String type : List.of("PAIR", "REP", "REQ", "PULL", "PUSH", "PUB", "SUB", "STREAM", "", "NOSUCHTYPE")) {
			streams.add(new ZmtpBytes().greeting().ready(type).frame(0, new byte[10]).toByteArray());
		}
		for (long length : new long[] { Long.MIN_VALUE, -1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE, 1L << 31,
				(1L << 31) - 9, 1L << 32, 1L << 62, Long.MAX_VALUE, 16L * 1024 * 1024 + 1, 1025 }) {
			for (int flags : new int[] { 0, ZmtpBytes.MORE, ZmtpBytes.COMMAND, 0xFF }) {
				streams.add(new ZmtpBytes().greeting().header(flags, length).append(new byte[20]).toByteArray());
				streams.add(new ZmtpBytes().greeting()
					.ready(peer)
					.header(flags, length)
					.append(new byte[20])
					.frame(0, new byte[3])
					.toByteArray());
			}
		}
		commands(peer, streams);
		Deque<byte[]> left = new ArrayDeque<>(streams);
		return Stream.generate(left::poll).limit(left.size()).iterator();
	}

	private static void commands(String peer, List<byte[]> streams) {
		for (String name : List.of("READY", "ERROR", "HELLO", "WELCOME", "INITIATE", "MESSAGE", "SUBSCRIBE", "CANCEL",
				"PING", "PONG", "JOIN", "LEAVE", "NOSUCHCOMMAND", "")) {
			for (int cut = 0; cut <= name.length(); cut++) {
				byte[] truncated = new ZmtpBytes().raw(name.length()).text(name.substring(0, cut)).toByteArray();
				streams.add(new ZmtpBytes().greeting().frame(ZmtpBytes.COMMAND, truncated).toByteArray());
				streams.add(new ZmtpBytes().greeting().ready(peer).frame(ZmtpBytes.COMMAND, truncated).toByteArray());
			}
			for (int length : new int[] { 0, 1, 3, 4, 5, 16, 17, 255, 256, 70_000 }) {
				streams.add(new ZmtpBytes().greeting().command(name, new byte[length]).toByteArray());
				streams.add(new ZmtpBytes().greeting().ready(peer).command(name, new byte[length]).toByteArray());
			}
		}
		for (int length = 0; length <= LONGEST_PING; length++) {
			byte[] ping = new byte[length];
			new Random(length).nextBytes(ping);
			streams.add(new ZmtpBytes().greeting().ready(peer).command("PING", ping).toByteArray());
			streams.add(new ZmtpBytes().greeting().ready(peer).command("PONG", ping).toByteArray());
		}
		for (byte[] subscription : List.of(new byte[0], new byte[] { 0 }, new byte[] { 1 }, new byte[] { 0, 'x' },
				new byte[] { 1, 'x' }, new byte[] { 2, 'x' }, new byte[] { -1 })) {
			streams.add(new ZmtpBytes().greeting()
				.ready(peer)
				.frame(0, subscription)
				.frame(ZmtpBytes.MORE, subscription)
				.frame(0, subscription)
				.toByteArray());
		}
		ZmtpBytes flood = new ZmtpBytes().greeting().ready(peer);
		for (int i = 0; i < 20_000; i++) {
			flood.frame(0, ByteBuffer.allocate(9).put((byte) 1).putLong(i * 7919L).array());
		}
		streams.add(flood.toByteArray());
	}

	private int attackers() {
		return switch (this.servers.get("target").endpoint().type()) {
			case PUB, XPUB -> zmq.ZMQ.class.desiredAssertionStatus() ? 1 : ATTACKERS;
			default -> ATTACKERS;
		};
	}

	/**
	 * Send some of the streams, a few at a time, while the healthy ones exchange
	 * messages, but for those of a bound PUSH. With assertions on JeroMQ gives a
	 * publisher up when one peer ends what another one has subscribed to.
	 */
	private void attack(int port, Iterator<byte[]> streams, int count) throws Exception {
		ExecutorService attackers = Executors.newFixedThreadPool(attackers());
		try {
			List<Future<?>> attacks = new ArrayList<>();
			while (attacks.size() < count && streams.hasNext()) {
				byte[] stream = streams.next();
				attacks.add(attackers.submit(() -> {
					attack(port, stream);
					return null;
				}));
			}
			boolean push = this.servers.get("target").endpoint().type() == EndpointType.PUSH;
			while (!push && attacks.stream().anyMatch((attack) -> !attack.isDone())) {
				exchange();
			}
			for (Future<?> attack : attacks) {
				attack.get();
			}
		}
		finally {
			attackers.shutdownNow();
		}
	}

	/**
	 * Send a stream and its end, and wait until the endpoint has read all and closes the
	 * connection, but not for long. What follows a good greeting waits for the endpoint's
	 * own handshake: JeroMQ closes a connection that is too quick, and would never see
	 * the rest.
	 */
	private void attack(int port, byte[] stream) throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
			socket.setSoLinger(true, 0);
			socket.setTcpNoDelay(true);
			InputStream in = socket.getInputStream();
			int sent = 0;
			if (stream.length > this.greeting.length
					&& Arrays.equals(stream, 0, this.greeting.length, this.greeting, 0, this.greeting.length)) {
				socket.getOutputStream().write(this.greeting);
				sent = this.greeting.length;
				socket.setSoTimeout(5000);
				in.readNBytes(this.greeting.length + 1);
				in.readNBytes(Math.max(0, in.read()));
			}
			socket.getOutputStream().write(stream, sent, stream.length - sent);
			socket.shutdownOutput();
			socket.setSoTimeout(this.patience);
			in.transferTo(OutputStream.nullOutputStream());
		}
		catch (SocketTimeoutException ex) {
			// It keeps the connection and says nothing, which is its right.
		}
		catch (IOException ex) {
			if (ex instanceof java.net.ConnectException) {
				throw ex;
			}
			// It closed the connection while we were still writing.
		}
	}

	private int start(EndpointType type) {
		ZmqEndpoint target = ZmqEndpoint.of("target", type, List.of("tcp://127.0.0.1:*"), List.of())
			.withOptions((type == EndpointType.PUSH) ? UNREAD : SocketOptions.NONE);
		ZmqEndpoint other = ZmqEndpoint.of("neighbour", EndpointType.PULL, List.of("tcp://127.0.0.1:*"), List.of());
		target = (type == EndpointType.SUB) ? target.withTopics("") : target;
		// It keeps the connections of all but its first peer and does not read them.
		this.patience = (type == EndpointType.PAIR) ? 2 : 20;
		this.servers = sockets(target, other);
		String address = address("target");
		ZmqEndpoint peer = ZmqEndpoint.of("peer", Endpoints.peerOf(type), List.of(), List.of(address));
		peer = (peer.type() == EndpointType.SUB) ? peer.withTopics("healthy") : peer;
		this.peers = sockets(peer,
				ZmqEndpoint.of("neighbour", EndpointType.PUSH, List.of(), List.of(address("neighbour"))));
		this.servers.get("neighbour").attach(new Reader((message) -> {
			if (message.text(0).equals("healthy " + this.neighbour.get())) {
				this.neighbour.incrementAndGet();
			}
		}));
		receiver(type).attach(new Reader(this::received));
		if (type == EndpointType.XSUB) {
			this.servers.get("target").send(ZmqMessage.of(new byte[] { 1 }));
		}
		if (sender(type).endpoint().type() == EndpointType.PUB || sender(type).endpoint().type() == EndpointType.XPUB) {
			await().until(() -> sender(type).awaitSubscribers("healthy".getBytes(), 1, Duration.ofSeconds(5)));
		}
		await().until(() -> this.peers.get("peer").peers() == 1);
		exchange();
		this.heap = Resources.heap();
		return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
	}

	private void received(ZmqMessage message) {
		String last = message.text(message.size() - 1);
		if (last.equals("healthy " + this.healthy.get())) {
			this.healthy.incrementAndGet();
		}
	}

	/**
	 * Pass a few numbered messages; that they come in order and without a gap is counted
	 * by the receivers.
	 */
	private void exchange() {
		EndpointType type = this.servers.get("target").endpoint().type();
		long target = this.healthy.get() + 5;
		long other = this.neighbour.get() + 5;
		for (long i = 5; i > 0; i--) {
			ZmqMessage message = ZmqMessage.ofText("healthy " + (target - i));
			sender(type).send((type == EndpointType.REP) ? message.prepend(new byte[8], new byte[0]) : message);
			this.peers.get("neighbour").send(ZmqMessage.ofText("healthy " + (other - i)));
		}
		// The usual interval would be most of the time that the tests take.
		await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).untilAsserted(() -> {
			assertThat(this.healthy.get()).isEqualTo(target);
			assertThat(this.neighbour.get()).isEqualTo(other);
		});
	}

	/**
	 * A PAIR never lets go of the connection of a second peer that sends something, so
	 * that it holds memory for each.
	 */
	private void assertUnharmed() {
		if (this.servers.get("target").endpoint().type() != EndpointType.PAIR) {
			await().atMost(Duration.ofSeconds(20))
				.pollDelay(Duration.ZERO)
				.until(() -> this.servers.get("target").peers() == 1 && Resources.heap() <= this.heap + HEAP_TOLERANCE);
		}
		logger.info(this.servers.get("target").endpoint().type() + ": heap " + this.heap + " MB before, "
				+ Resources.heap() + " MB after");
		assertThat(this.servers.contexts()).allMatch((context) -> context.open() && context.rebuilds() == 0,
				"was not rebuilt");
		assertThat(this.servers.get("target").snapshot().state()).isEqualTo(EndpointSnapshot.State.OPEN);
		assertThat(this.servers.get("target").snapshot().lastError()).isNull();
	}

	private ManagedSocket sender(EndpointType type) {
		return switch (type) {
			case PUSH, PUB, XPUB -> this.servers.get("target");
			default -> this.peers.get("peer");
		};
	}

	private ManagedSocket receiver(EndpointType type) {
		return (sender(type) == this.peers.get("peer")) ? this.servers.get("target") : this.peers.get("peer");
	}

	private String address(String endpoint) {
		String address = this.servers.get(endpoint).snapshot().connections().get(0).actual();
		assertThat(address).isNotNull();
		return address;
	}

	private static ZmqSockets sockets(ZmqEndpoint... endpoints) {
		ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(endpoints), Map.of(), List.of(),
				List.of());
		sockets.start();
		return sockets;
	}

	private record Reader(java.util.function.Consumer<ZmqMessage> consumer) implements MessageReceiver {

		@Override
		public int demand() {
			return 256;
		}

		@Override
		public void receive(List<ZmqMessage> messages) {
			messages.forEach(this.consumer);
		}

	}

}
