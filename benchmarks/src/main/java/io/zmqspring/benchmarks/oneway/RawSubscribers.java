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

import io.zmqspring.benchmarks.run.RawConnections;
import io.zmqspring.benchmarks.run.Settings;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A hand-written loop with a poller over SUB sockets, which takes all that a socket has.
 */
public final class RawSubscribers extends RawReceiver {

	private final ZMQ.Poller poller;

	/**
	 * Connect the sockets and start the loop.
	 * @param settings {@code address} and {@code endpoints}
	 */
	public RawSubscribers(Settings settings) {
		int endpoints = settings.number(Settings.ENDPOINTS);
		this.poller = context().createPoller(endpoints);
		for (int i = 0; i < endpoints; i++) {
			ZMQ.Socket socket = context().createSocket(SocketType.SUB);
			socket.subscribe(StarterPublisher.TOPIC);
			RawConnections.connect(socket, settings.address());
			this.poller.register(socket, ZMQ.Poller.POLLIN);
		}
		start();
	}

	@Override
	void receive() {
		this.poller.poll(WAIT);
		for (int i = 0; i < this.poller.getSize(); i++) {
			if (this.poller.pollin(i)) {
				takeAll(this.poller.getSocket(i));
			}
		}
	}

	private void takeAll(ZMQ.Socket socket) {
		while (socket.recv(ZMQ.DONTWAIT) != null) {
			socket.recv(ZMQ.DONTWAIT);
			received();
		}
	}

}
