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

import java.time.Duration;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A raw REQ socket that is opened again when a reply does not come: it could not send
 * before it has one. For one thread at a time.
 */
public final class ReqSocket implements AutoCloseable {

	private final ZMQ.Context context;

	private final String address;

	private final Duration limit;

	private ZMQ.Socket socket;

	/**
	 * Open and connect a socket.
	 * @param context the context to open it in
	 * @param address where to connect it
	 * @param limit how long to wait for a reply
	 */
	public ReqSocket(ZMQ.Context context, String address, Duration limit) {
		this.context = context;
		this.address = address;
		this.limit = limit;
		this.socket = open();
	}

	/**
	 * Send a request and wait for the reply.
	 * @param request the request
	 * @return the reply
	 * @throws IllegalStateException if there is none in time
	 */
	public byte[] request(byte[] request) {
		byte[] reply = this.socket.send(request) ? this.socket.recv() : null;
		if (reply == null) {
			this.socket.close();
			this.socket = open();
			throw new IllegalStateException("No reply within " + this.limit.toMillis() + " ms");
		}
		return reply;
	}

	private ZMQ.Socket open() {
		ZMQ.Socket opened = this.context.socket(SocketType.REQ);
		opened.setLinger(0);
		opened.setSendTimeOut((int) this.limit.toMillis());
		opened.setReceiveTimeOut((int) this.limit.toMillis());
		RawConnections.connect(opened, this.address);
		return opened;
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
