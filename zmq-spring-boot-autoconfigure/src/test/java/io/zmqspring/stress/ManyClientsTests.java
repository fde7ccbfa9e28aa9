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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.interop.PyPeer;
import io.zmqspring.interop.TestSockets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of libzmq that all connect at the same moment and send one request each. Their
 * number, a multiple of 100, is {@code zmq.test.clients}.
 */
@Tag("stress")
@Timeout(300)
class ManyClientsTests {

	private static final Log logger = LogFactory.getLog(ManyClientsTests.class);

	private static final int CLIENTS = Integer.getInteger("zmq.test.clients", 2000);

	/**
	 * In seconds. A client whose connection found the queue full is tried again by TCP
	 * after 1, 3, 7 and 15 seconds.
	 */
	private static final double BOUND = 15;

	private static final String CROWD = """
			import resource, sys, time, zmq
			most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
			resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
			address, count = sys.argv[1], int(sys.argv[2])
			context = zmq.Context()
			context.set(zmq.MAX_SOCKETS, count + 10)
			requests = {context.socket(zmq.REQ): str(i) for i in range(count)}
			poller = zmq.Poller()
			start = time.monotonic()
			for socket, request in requests.items():
			    socket.connect(address)
			    socket.send_string(request)
			    poller.register(socket, zmq.POLLIN)
			while requests:
			    for socket, _ in poller.poll():
			        assert socket.recv_string() == requests.pop(socket)
			        poller.unregister(socket)
			        if len(requests) % 100 == 0:
			            print(f"{time.monotonic() - start:.1f}")
			""";

	@Test
	@EnabledIf("queueIsLongEnough")
	void whenManyClientsConnectAtOnceThenAllAreAnswered() {
		try (TestSockets server = new TestSockets(
				ZmqEndpoint.of("server", EndpointType.REP, List.of("tcp://127.0.0.1:*"), List.of()))) {
			server.read("server", (request) -> server.socket("server").send(request));
			try (PyPeer clients = PyPeer.start(CROWD, server.address("server"), Integer.toString(CLIENTS))) {
				List<String> hundreds = clients.readLines(CLIENTS / 100);
				String seconds = hundreds.get(hundreds.size() - 1);
				logger.info(CLIENTS + " clients were answered in " + seconds + " s");
				assertThat(Double.parseDouble(seconds)).isLessThan(BOUND);
			}
			assertThat(server.socket("server").received()).isEqualTo(CLIENTS);
			assertThat(server.contexts()).allMatch((context) -> context.open() && context.rebuilds() == 0);
		}
	}

	/**
	 * Linux allows no longer queue than this, whatever a program asks for.
	 */
	static boolean queueIsLongEnough() throws IOException {
		Path limit = Path.of("/proc/sys/net/core/somaxconn");
		return Files.exists(limit) && Integer.parseInt(Files.readAllLines(limit).get(0)) >= CLIENTS;
	}

}
