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

import io.zmqspring.benchmarks.run.CallingSide;
import io.zmqspring.benchmarks.run.ReqSocket;
import io.zmqspring.benchmarks.run.Settings;
import org.zeromq.ZMQ;

/**
 * A raw REQ socket that sends 256 bytes and waits for the reply.
 */
public final class EchoClient extends CallingSide {

	private final ZMQ.Context context = ZMQ.context(1);

	private final ReqSocket socket;

	private final byte[] request = new byte[256];

	/**
	 * Connect the socket.
	 * @param settings {@code address}
	 */
	public EchoClient(Settings settings) {
		super(1);
		this.socket = new ReqSocket(this.context, settings.address(), LIMIT);
	}

	@Override
	protected void call(int caller) {
		if (this.socket.request(this.request).length != this.request.length) {
			throw new IllegalStateException("Not the reply to this request");
		}
	}

	@Override
	public void close() {
		this.socket.close();
		this.context.term();
	}

}
