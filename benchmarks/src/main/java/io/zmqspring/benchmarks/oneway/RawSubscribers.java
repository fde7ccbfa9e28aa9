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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A hand-written loop with a poller over SUB sockets, which takes all that a socket has.
 */
public final class RawSubscribers implements Side {

	private final ZContext context = new ZContext();

	private final List<ZMQ.Socket> sockets = new ArrayList<>();

	private final LongAdder received = new LongAdder();

	private final Thread thread;

	private volatile boolean running = true;

	/**
	 * Connect the sockets and start the loop.
	 * @param settings {@code address} and {@code endpoints}
	 */
	public RawSubscribers(Settings settings) {
		for (int i = 0; i < settings.number(StarterPull.ENDPOINTS); i++) {
			ZMQ.Socket socket = this.context.createSocket(SocketType.SUB);
			socket.subscribe(StarterPublisher.TOPIC);
			socket.connect(settings.address());
			this.sockets.add(socket);
		}
		this.thread = new Thread(this::receive, "receive-loop");
		this.thread.start();
	}

	@Override
	public long operations() {
		return this.received.sum();
	}

	@Override
	public void close() {
		this.running = false;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.context.close();
	}

	private void receive() {
		try (ZMQ.Poller poller = this.context.createPoller(this.sockets.size())) {
			this.sockets.forEach((socket) -> poller.register(socket, ZMQ.Poller.POLLIN));
			while (this.running) {
				poller.poll(100);
				for (int i = 0; i < this.sockets.size(); i++) {
					if (poller.pollin(i)) {
						takeAll(this.sockets.get(i));
					}
				}
			}
		}
	}

	private void takeAll(ZMQ.Socket socket) {
		while (socket.recv(ZMQ.DONTWAIT) != null) {
			socket.recv(ZMQ.DONTWAIT);
			this.received.increment();
		}
	}

}
