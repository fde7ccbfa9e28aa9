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

package io.zmqspring.benchmarks.endpoints;

import java.util.List;

import io.zmqspring.benchmarks.run.Callers;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import org.HdrHistogram.Histogram;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A raw REQ socket that sends 256 bytes and waits for the reply.
 */
public final class EchoClient implements Side {

	private final ZContext context = new ZContext();

	private final Callers callers;

	/**
	 * Connect the socket.
	 * @param settings {@code address}
	 */
	public EchoClient(Settings settings) {
		ZMQ.Socket socket = this.context.createSocket(SocketType.REQ);
		socket.connect(settings.address());
		byte[] request = new byte[256];
		this.callers = new Callers(List.of(() -> {
			socket.send(request);
			if (socket.recv().length != request.length) {
				throw new IllegalStateException("Not the reply to this request");
			}
		}));
	}

	@Override
	public void begin() {
		this.callers.begin();
	}

	@Override
	public void end() {
		this.callers.end();
	}

	@Override
	public long operations() {
		return this.callers.completed();
	}

	@Override
	public long failures() {
		return this.callers.failed();
	}

	@Override
	public Histogram times() {
		return this.callers.times();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
