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
import org.zeromq.ZMQException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The multithreaded server of the ZeroMQ guide: a ROUTER socket passes requests on to
 * five REP sockets over inproc, each with a thread of its own, as many as the guide has.
 * JeroMQ is as released, and the JSON mapper is that of an application.
 */
public final class HandWrittenServer implements Side {

	private static final int WORKERS = 5;

	private static final String BACK = "inproc://workers";

	private final ZMQ.Context context = ZMQ.context(1);

	private final String address;

	public HandWrittenServer(Settings settings) {
		ZMQ.Socket front = open(SocketType.ROUTER);
		front.bind("tcp://127.0.0.1:*");
		this.address = front.getLastEndpoint();
		ZMQ.Socket back = open(SocketType.DEALER);
		back.bind(BACK);
		JsonMapper mapper = BootJson.mapper();
		for (int i = 0; i < WORKERS; i++) {
			ZMQ.Socket worker = open(SocketType.REP);
			worker.connect(BACK);
			new Thread(new RepWorker(worker, mapper), "rep-worker-" + i).start();
		}
		new Thread(() -> pass(front, back), "proxy").start();
	}

	private ZMQ.Socket open(SocketType type) {
		ZMQ.Socket socket = this.context.socket(type);
		socket.setLinger(0);
		return socket;
	}

	private static void pass(ZMQ.Socket front, ZMQ.Socket back) {
		try (front; back) {
			ZMQ.proxy(front, back, null);
		}
		catch (ZMQException ex) {
			if (ex.getErrorCode() != ZMQ.Error.ETERM.getCode()) {
				throw ex;
			}
		}
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
