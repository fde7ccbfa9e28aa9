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

package io.zmqspring.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of the loopback address for what has to bind again, or to connect before it is
 * bound. It is none of those that the system hands out by itself, also to a connection
 * that might so connect to itself. Test programs that run at the same time mostly look in
 * different places, as a port may be without its owner for a moment.
 */
public final class FreePort {

	private static final int SLICE = 750;

	private static final int FROM = 20_000 + SLICE * (int) (ProcessHandle.current().pid() % 16);

	private FreePort() {
	}

	/**
	 * Find an address that nothing is bound to now.
	 * @return the address
	 */
	public static String address() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(FROM, FROM + SLICE);
			try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return "tcp://127.0.0.1:" + probe.getLocalPort();
			}
			catch (IOException ex) {
				// In use; the next one.
			}
		}
	}

}
