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

package io.zmqspring.benchmarks.rpc;

import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers each order that a REP socket receives, until the socket's context is
 * terminated.
 */
final class RepWorker implements Runnable {

	private final ZMQ.Socket socket;

	private final JsonMapper mapper;

	RepWorker(ZMQ.Socket socket, JsonMapper mapper) {
		this.socket = socket;
		this.mapper = mapper;
	}

	@Override
	public void run() {
		try (this.socket) {
			while (true) {
				Order order = this.mapper.readValue(this.socket.recv(), Order.class);
				this.socket.send(this.mapper.writeValueAsBytes(order));
			}
		}
		catch (ZMQException ex) {
			if (ex.getErrorCode() != ZMQ.Error.ETERM.getCode()) {
				throw ex;
			}
		}
	}

}
