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

import io.zmqspring.benchmarks.run.DrivingSide;
import io.zmqspring.benchmarks.run.RawConnections;
import io.zmqspring.benchmarks.run.Settings;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A hand-written send loop on a PUSH socket, with one thread.
 */
public final class RawPush extends DrivingSide {

	private final ZContext context = new ZContext();

	private final ZMQ.Socket socket = this.context.createSocket(SocketType.PUSH);

	private final byte[] bytes;

	/**
	 * Connect the socket.
	 * @param settings {@code address} and {@code payload}
	 */
	public RawPush(Settings settings) {
		super(1);
		this.bytes = Payload.of(settings).bytes();
		this.socket.setSendTimeOut((int) LIMIT.toMillis());
		RawConnections.connect(this.socket, settings.address());
	}

	@Override
	protected void step(int thread) {
		if (!this.socket.send(this.bytes)) {
			throw new IllegalStateException("Not sent in time");
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}
