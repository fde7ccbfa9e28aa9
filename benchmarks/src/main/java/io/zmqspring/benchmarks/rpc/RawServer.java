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

import io.zmqspring.benchmarks.run.BootJson;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * One REP socket and the thread that reads it: JeroMQ as released, with the JSON mapper
 * of an application.
 */
public final class RawServer implements Side {

	private final ZMQ.Context context = ZMQ.context(1);

	private final String address;

	public RawServer(Settings settings) {
		ZMQ.Socket socket = this.context.socket(SocketType.REP);
		socket.setLinger(0);
		socket.bind("tcp://127.0.0.1:*");
		this.address = socket.getLastEndpoint();
		new Thread(new RepWorker(socket, BootJson.mapper()), "rep-worker").start();
	}

	@Override
	public String address() {
		return this.address;
	}

	@Override
	public void close() {
		this.context.term();
	}

}
