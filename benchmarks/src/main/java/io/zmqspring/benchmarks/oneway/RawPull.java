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

package io.zmqspring.benchmarks.oneway;

import io.zmqspring.benchmarks.rpc.Order;
import io.zmqspring.benchmarks.run.BootJson;
import io.zmqspring.benchmarks.run.Settings;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hand-written receive loop on a PULL socket.
 */
public final class RawPull extends RawReceiver {

	private final ZMQ.Socket socket = context().createSocket(SocketType.PULL);

	private final JsonMapper mapper = BootJson.mapper();

	private final boolean json;

	/**
	 * Bind the socket and start the loop.
	 * @param settings {@code payload}
	 */
	public RawPull(Settings settings) {
		this.json = Payload.of(settings) == Payload.JSON;
		this.socket.setReceiveTimeOut(WAIT);
		this.socket.bind("tcp://127.0.0.1:*");
		start();
	}

	@Override
	public String address() {
		return this.socket.getLastEndpoint();
	}

	@Override
	void receive() {
		byte[] bytes = this.socket.recv();
		if (bytes != null && (!this.json || this.mapper.readValue(bytes, Order.class).id() != 0)) {
			received();
		}
	}

}
