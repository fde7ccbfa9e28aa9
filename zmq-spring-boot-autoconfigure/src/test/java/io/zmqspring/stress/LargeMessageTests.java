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

package io.zmqspring.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zmqspring.interop.FreePort;
import io.zmqspring.interop.JavaPeer;
import io.zmqspring.interop.PyPeer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients of libzmq that send messages of nearly {@code max-message-size} to an
 * application in a virtual machine of 256 MB.
 */
@Tag("stress")
@Timeout(240)
class LargeMessageTests {

	private static final Log logger = LogFactory.getLog(LargeMessageTests.class);

	private static final int CLIENTS = 100;

	private static final int SIZE = 15_000_000;

	/**
	 * Sends requests and then messages, each on a connection of its own, and keeps all
	 * connections until it is told to end.
	 */
	private static final String IDLE_CLIENTS = """
			import sys, zmq
			server, jobs, clients, size = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
			context = zmq.Context()
			context.max_sockets = 3 * clients
			kept = []
			def connected(type, address):
			    socket = context.socket(type)
			    socket.linger, socket.rcvtimeo = 10000, 20000
			    socket.connect(address)
			    kept.append(socket)
			    return socket
			for i in range(clients):
			    socket = connected(zmq.REQ, server)
			    socket.send(bytes(size))
			    assert socket.recv_string() == str(size)
			print("answered", flush=True)
			for i in range(clients):
			    connected(zmq.PUSH, jobs).send(bytes(size))
			    input()
			print("pulled", flush=True)
			input()
			""";

	/**
	 * Sends requests that are too large beside good ones.
	 */
	private static final String TOO_LARGE = """
			import sys, zmq
			server, clients, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
			context = zmq.Context()
			kept = []
			def connected():
			    socket = context.socket(zmq.REQ)
			    socket.linger, socket.rcvtimeo = 0, 20000
			    socket.connect(server)
			    return socket
			def answered(socket):
			    socket.send(b"good")
			    assert socket.recv_string() == "4"
			good = connected()
			for i in range(clients):
			    answered(good)
			    large = connected()
			    large.send(bytes(size))
			    kept.append(large)
			    answered(connected())
			print("answered", flush=True)
			input()
			answered(good)
			print("answered again", flush=True)
			""";

	private static final int TOO_LARGE_CLIENTS = 10;

	private final String server = FreePort.address();

	private final String jobs = FreePort.address();

	private JavaPeer application;

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void whenClientsSendLargeMessagesAndStayIdleThenNoneOfTheirMemoryStays() {
		start();
		long memory = state().get("memory");
		try (PyPeer clients = PyPeer.start(IDLE_CLIENTS, this.server, this.jobs, Integer.toString(CLIENTS),
				Integer.toString(SIZE))) {
			clients.expect("answered");
			assertUnharmed(memory);
			long requested = state().get("memory");
			for (int i = 1; i <= CLIENTS; i++) {
				long count = i;
				await().until(() -> state().get("pulled") == count);
				clients.writeLine("next");
			}
			clients.expect("pulled");
			Map<String, Long> state = state();
			logger.info(CLIENTS + " clients have sent 15 MB twice: " + memory + " MB before, " + requested
					+ " MB after the requests, " + state);
			assertThat(state).containsEntry("peers", 2L * CLIENTS);
			assertUnharmed(memory);
		}
		await().until(() -> state().get("peers") == 0);
		assertUnharmed(memory);
	}

	/**
	 * No frame of 15 MB fits into 10 MB of direct memory, in which each connection has
	 * buffers too.
	 */
	@Test
	void whenThereIsNoMemoryForAFrameThenOnlyItsConnectionIsClosed() {
		start("-XX:MaxDirectMemorySize=10m");
		long memory = state().get("memory");
		try (PyPeer clients = PyPeer.start(TOO_LARGE, this.server, Integer.toString(TOO_LARGE_CLIENTS),
				Integer.toString(SIZE))) {
			clients.expect("answered");
			await().until(() -> state().get("refused") == TOO_LARGE_CLIENTS);
			clients.writeLine("end");
			clients.expect("answered again");
			assertUnharmed(memory);
		}
	}

	private void assertUnharmed(long memory) {
		// A worker may still hold the last message.
		await().until(() -> state().get("memory") < memory + SIZE / 1_000_000);
		assertThat(state()).containsEntry("rebuilds", 0L).containsEntry("ioErrors", 0L);
	}

	private void start(String... options) {
		List<String> all = new ArrayList<>(List.of("-Xmx256m"));
		all.addAll(List.of(options));
		this.application = JavaPeer.start(LargeMessageApplication.class, all, this.server, this.jobs);
		answer();
	}

	private Map<String, Long> state() {
		this.application.writeLine("state");
		return Stream.of(answer().split(" "))
			.map((entry) -> entry.split("="))
			.collect(Collectors.toMap((entry) -> entry[0], (entry) -> Long.parseLong(entry[1])));
	}

	private String answer() {
		return Stream.generate(this.application::readLine)
			.filter((line) -> line.startsWith(LargeMessageApplication.ANSWER))
			.findFirst()
			.orElseThrow()
			.substring(LargeMessageApplication.ANSWER.length());
	}

}
