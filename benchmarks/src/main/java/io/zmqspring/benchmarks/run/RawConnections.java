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

package io.zmqspring.benchmarks.run;

import org.zeromq.ZMQ;

/**
 * Connects sockets of JeroMQ as released.
 */
public final class RawConnections {

	/**
	 * The {@code HANDSHAKE_IVL}, in milliseconds. JeroMQ can lose sight of a new
	 * connection until this time is over, and then makes another one; its default of 30 s
	 * is longer than a benchmark has patience.
	 */
	public static final int HANDSHAKE_MILLIS = 1000;

	private RawConnections() {
	}

	/**
	 * Connect a socket.
	 * @param socket the socket
	 * @param address the address
	 */
	public static void connect(ZMQ.Socket socket, String address) {
		socket.setHandshakeIvl(HANDSHAKE_MILLIS);
		socket.connect(address);
	}

}
