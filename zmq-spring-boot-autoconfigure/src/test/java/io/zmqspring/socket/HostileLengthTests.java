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
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.interop.JavaPeer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Strangers that announce frames of any length to endpoints of all types, in a virtual
 * machine of 256 MB, while a healthy peer of each one exchanges messages.
 */
@Tag("stress")
@Timeout(240)
class HostileLengthTests {

	private static final Log logger = LogFactory.getLog(HostileLengthTests.class);

	private static final long[] HALVES = { 0, 1, 1L << 30, (1L << 31) - 1, 1L << 31, (1L << 32) - 1 };

	private static final int[] FLAGS = { 0, ZmtpBytes.MORE, ZmtpBytes.COMMAND };

	private static final int STRANGERS = 1000;

	private static final int ATTACKERS = 4;

	private static final int BATCH = 5;

	/**
	 * A quarter of 256 MB.
	 */
	private static final long MAX_INCOMPLETE = 64L << 20;

	private static final int MAX_SIZE = 16 * 1024 * 1024;

	/**
	 * By how many megabytes the memory may grow.
	 */
	private static final long MEMORY_TOLERANCE = 20;

	private final Map<EndpointType, Integer> ports = new EnumMap<>(EndpointType.class);

	private final Map<EndpointType, Numbers> readers = new EnumMap<>(EndpointType.class);

	private final Map<EndpointType, Integer> exchanged = new EnumMap<>(EndpointType.class);

	private JavaPeer program;

	private RunningSockets peers;

	@BeforeEach
	void start() throws Exception {
		List<String> options = new ArrayList<>(List.of("-Xmx256m"));
		if (zmq.ZMQ.class.desiredAssertionStatus()) {
			options.add("-ea");
		}
		this.program = JavaPeer.start(AttackedProgram.class, options);
		List<ZmqEndpoint> endpoints = new ArrayList<>();
		for (EndpointType type : EndpointType.values()) {
			String address = readAnswer();
			this.ports.put(type, Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
			ZmqEndpoint peer = Endpoints.connect(type.label(), Endpoints.peerOf(type), address);
			endpoints.add((peer.type() == EndpointType.SUB) ? peer.withTopics("") : peer);
		}
		this.peers = RunningSockets.start(endpoints.toArray(ZmqEndpoint[]::new));
		for (EndpointType type : EndpointType.values()) {
			this.exchanged.put(type, 0);
			if (!Numbers.isReceivedBy(type)) {
				this.readers.put(type, new Numbers());
				peer(type).attach(this.readers.get(type));
			}
			assertThat(peer(type).awaitPeers(1, Endpoints.LONG)).isTrue();
			if (peer(type).endpoint().type() == EndpointType.PUB) {
				assertThat(peer(type).awaitSubscribers(new byte[0], 1, Endpoints.LONG)).isTrue();
			}
		}
		await().until(() -> state().get("subscribers") == 2);
		Stream.of(EndpointType.values()).forEach(this::exchange);
	}

	@AfterEach
	void stop() {
		this.peers.close();
		this.program.close();
	}

	@Test
	void whenFramesOfAnyLengthAreAnnouncedThenHealthyPeersLoseNothing() throws Exception {
		long memory = state().get("memory");
		int attacks = 0;
		for (EndpointType type : EndpointType.values()) {
			if (type == EndpointType.PAIR) {
				// It can keep the connection of a second peer, see docs/reliability.md.
				continue;
			}
			List<Attack> hostile = attacks(Endpoints.peerOf(type).name());
			attack(type, hostile);
			attacks += hostile.size();
			if (type == EndpointType.PUSH) {
				awaitOnlyHealthyPeer();
			}
			exchange(type);
		}
		Stream.of(EndpointType.values()).forEach(this::exchange);
		Map<String, Long> state = state();
		logger.info(attacks + " hostile lengths: " + memory + " MB before, " + state);
		assertUnharmed(state, memory);
	}

	@Test
	void whenManyAnnounceLargeFramesBeforeTheyAreReadyThenTheirMemoryIsNotAllocated() throws Exception {
		long memory = state().get("memory");
		long most = memory;
		List<Socket> strangers = new ArrayList<>();
		try {
			for (int i = 0; i < STRANGERS; i++) {
				EndpointType type = (i % 2 == 0) ? EndpointType.REP : EndpointType.PULL;
				Socket stranger = connect(type);
				stranger.getOutputStream()
					.write(new ZmtpBytes().greeting().header(ZmtpBytes.COMMAND, MAX_SIZE).toByteArray());
				strangers.add(stranger);
				if (i % 100 == 99) {
					most = Math.max(most, state().get("memory"));
					exchange(type);
				}
			}
			for (Socket stranger : strangers) {
				awaitClosed(stranger);
			}
		}
		finally {
			for (Socket stranger : strangers) {
				stranger.close();
			}
		}
		Map<String, Long> state = state();
		logger.info(STRANGERS + " announced 16 MB: " + memory + " MB before, at most " + most + " MB, " + state);
		assertThat(most).isLessThan(memory + MEMORY_TOLERANCE);
		assertUnharmed(state, memory);
	}

	/**
	 * A ZMTP 2.0 peer is not asked for heartbeats, so that it could stay forever.
	 */
	@ParameterizedTest
	@CsvSource({ "60, 16777216, 1", "300, 1048576, 1", "40, 1000000, 16" })
	void whenStrangersBeginLargeMessagesAndStallThenOthersAreServed(int count, int size, int frames) throws Exception {
		long memory = state().get("memory");
		List<Socket> strangers = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				Socket stranger = connect(EndpointType.PULL);
				strangers.add(stranger);
				stall(stranger, size, frames);
			}
			await().until(() -> state().get("incomplete") > MAX_INCOMPLETE / 2);
			exchange(EndpointType.PULL);
			try (RunningSockets late = RunningSockets.start(Endpoints.connect("late", EndpointType.PUSH,
					"tcp://127.0.0.1:" + this.ports.get(EndpointType.PULL)))) {
				assertThat(late.get("late").awaitPeers(1, Endpoints.LONG)).isTrue();
			}
			Map<String, Long> state = state();
			logger.info(count + " stalled: " + memory + " MB before, " + state);
			assertThat(state.get("incomplete")).isLessThanOrEqualTo(MAX_INCOMPLETE);
			assertThat(state.get("memory")).isLessThan(memory + 3 * MAX_INCOMPLETE / (1 << 20));
		}
		finally {
			for (Socket stranger : strangers) {
				stranger.close();
			}
		}
		await().untilAsserted(() -> {
			Map<String, Long> state = state();
			assertThat(state).containsEntry("incomplete", 0L);
			assertUnharmed(state, memory);
		});
	}

	/**
	 * Send all but the last byte of a message, or as much as the endpoint accepts.
	 */
	private static void stall(Socket stranger, int size, int frames) throws IOException {
		OutputStream out = stranger.getOutputStream();
		try {
			out.write(new ZmtpBytes().oldGreeting().frame(0, new byte[0]).toByteArray());
			for (int i = 1; i < frames; i++) {
				out.write(new ZmtpBytes().frame(ZmtpBytes.MORE, new byte[size]).toByteArray());
			}
			out.write(new ZmtpBytes().header(0, size).toByteArray());
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageMatching("(?i).*(reset|pipe).*");
		}
	}

	private void assertUnharmed(Map<String, Long> state, long memory) {
		assertThat(state).containsEntry("rebuilds", 0L).containsEntry("ioErrors", 0L);
		assertThat(state.get("memory")).isLessThan(memory + MEMORY_TOLERANCE);
	}

	/**
	 * Return every length with every flag and by every version of ZMTP, in the place of
	 * the first frame of the handshake, and of the first frame after it.
	 */
	private static List<Attack> attacks(String peer) {
		List<Attack> attacks = new ArrayList<>();
		for (long high : HALVES) {
			for (long low : HALVES) {
				long length = high << 32 | low;
				for (int flags : FLAGS) {
					byte[] frame = new ZmtpBytes().header(flags, length).text("xxx").toByteArray();
					attacks.add(new Attack(new ZmtpBytes(), frame));
					attacks.add(new Attack(new ZmtpBytes().ready(peer), frame));
					attacks.add(new Attack(null, new ZmtpBytes().oldGreeting().append(frame).toByteArray()));
					attacks.add(new Attack(null,
							new ZmtpBytes().oldGreeting().frame(0, new byte[0]).append(frame).toByteArray()));
				}
				byte[] old = new ZmtpBytes().header(0xFF, length).raw(0).text("xxx").toByteArray();
				attacks.add(new Attack(null, old));
				attacks.add(new Attack(null, new ZmtpBytes().raw(1, 0).append(old).toByteArray()));
			}
		}
		return attacks;
	}

	private void attack(EndpointType type, List<Attack> attacks) throws Exception {
		ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (Attack attack : attacks) {
				running.add(attackers.submit(() -> {
					attack(type, attack);
					return null;
				}));
			}
			while (type != EndpointType.PUSH && running.stream().anyMatch((attack) -> !attack.isDone())) {
				exchange(type);
			}
			for (Future<?> attack : running) {
				attack.get();
			}
		}
		finally {
			attackers.shutdownNow();
		}
	}

	/**
	 * Send hostile bytes and their end, and wait until the endpoint closes the
	 * connection.
	 */
	private void attack(EndpointType type, Attack attack) throws IOException {
		try (Socket stranger = connect(type)) {
			OutputStream out = stranger.getOutputStream();
			InputStream in = stranger.getInputStream();
			if (attack.handshake() != null) {
				out.write(new ZmtpBytes().greeting().toByteArray());
				in.readNBytes(ZmtpBytes.GREETING_LENGTH + 1);
				in.readNBytes(in.read());
				out.write(attack.handshake().toByteArray());
			}
			out.write(attack.bytes());
			stranger.shutdownOutput();
			awaitClosed(stranger);
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageMatching("(?i).*(reset|pipe|closed).*");
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("The " + type + " endpoint did not close the connection of a peer that sent "
					+ ((attack.handshake() != null)
							? "the greeting, " + HexFormat.of().formatHex(attack.handshake().toByteArray()) + ", " : "")
					+ HexFormat.of().formatHex(attack.bytes()), ex);
		}
	}

	private Socket connect(EndpointType type) throws IOException {
		Socket stranger = new Socket(InetAddress.getLoopbackAddress(), this.ports.get(type));
		stranger.setTcpNoDelay(true);
		stranger.setSoTimeout(20_000);
		return stranger;
	}

	private static void awaitClosed(Socket stranger) throws IOException {
		try {
			stranger.getInputStream().readAllBytes();
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
	}

	private ManagedSocket peer(EndpointType type) {
		return this.peers.get(type.label());
	}

	/**
	 * Exchange numbered messages, of which none is lost.
	 */
	private void exchange(EndpointType type) {
		int first = this.exchanged.get(type);
		int next = first + BATCH;
		this.exchanged.put(type, next);
		if (Numbers.isReceivedBy(type)) {
			Numbers.send(peer(type), first, BATCH);
			await().until(() -> state().get(type.name()) == next);
		}
		else {
			this.program.writeLine("send " + type + ' ' + first + ' ' + BATCH);
			await().until(() -> this.readers.get(type).received() == next);
		}
	}

	/**
	 * JeroMQ gives a connection its share of a bound PUSH socket's messages before the
	 * handshake, and takes a moment to see that the connection has ended. Send until that
	 * is over.
	 */
	private void awaitOnlyHealthyPeer() {
		Numbers reader = this.readers.get(EndpointType.PUSH);
		int first = reader.received();
		await().until(() -> {
			this.program.writeLine("send PUSH " + reader.received() + " 1");
			return reader.received() >= first + BATCH;
		});
		this.exchanged.put(EndpointType.PUSH, reader.received());
	}

	private Map<String, Long> state() {
		this.program.writeLine("state");
		return Stream.of(readAnswer().split(" "))
			.map((entry) -> entry.split("="))
			.collect(Collectors.toMap((entry) -> entry[0], (entry) -> Long.parseLong(entry[1])));
	}

	private String readAnswer() {
		String line = this.program.readLine();
		while (!line.startsWith(AttackedProgram.ANSWER)) {
			logger.info(line);
			line = this.program.readLine();
		}
		return line.substring(AttackedProgram.ANSWER.length());
	}

	/**
	 * What a stranger sends.
	 *
	 * @param handshake what it sends after it has read the endpoint's part of the
	 * handshake, or null if it does not read
	 * @param bytes what it sends then
	 */
	private record Attack(ZmtpBytes handshake, byte[] bytes) {

	}

}
