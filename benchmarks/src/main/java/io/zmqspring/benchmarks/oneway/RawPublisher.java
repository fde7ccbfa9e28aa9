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

import java.nio.charset.StandardCharsets;

import io.zmqspring.benchmarks.run.DrivingSide;
import io.zmqspring.benchmarks.run.Settings;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A hand-written send loop on a PUB socket that drops nothing.
 */
public final class RawPublisher extends DrivingSide {

	private static final byte[] TOPIC = StarterPublisher.TOPIC.getBytes(StandardCharsets.UTF_8);

	private final ZContext context = new ZContext();

	private final ZMQ.Socket socket = this.context.createSocket(SocketType.PUB);

	private final byte[] bytes = Payload.BYTES.bytes();

	public RawPublisher(Settings settings) {
		super(1);
		this.socket.setXpubNoDrop(true);
		this.socket.setSendTimeOut((int) LIMIT.toMillis());
		this.socket.bind("tcp://127.0.0.1:*");
	}

	@Override
	protected void step(int thread) {
		if (!this.socket.sendMore(TOPIC) || !this.socket.send(this.bytes)) {
			throw new IllegalStateException("Not sent in time");
		}
	}

	@Override
	public String address() {
		return this.socket.getLastEndpoint();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
