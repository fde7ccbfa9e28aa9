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

package io.zmqspring.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import io.zmqspring.endpoint.ZmqEndpoint;

/**
 * Sockets whose poller is stepped by the test itself, over inproc: nothing happens in
 * between, and time passes only when the test advances the clock.
 */
final class SteppedSockets implements AutoCloseable {

	final ManagedContext context = new ManagedContext("test", ContextSettings.DEFAULTS, null, List.of());

	final AtomicLong clock = new AtomicLong();

	final SocketPoller poller;

	final Map<String, ManagedSocket> sockets = new LinkedHashMap<>();

	private SteppedSockets(int batchSize) {
		this.poller = new SocketPoller("test-poller", batchSize, SocketPoller.SERVICE_INTERVAL,
				new ConcurrentLinkedQueue<>(), this.clock::get);
	}

	static SteppedSockets open(ZmqEndpoint... endpoints) {
		return open(256, endpoints);
	}

	static SteppedSockets open(int batchSize, ZmqEndpoint... endpoints) {
		SteppedSockets stepped = new SteppedSockets(batchSize);
		stepped.context.open();
		stepped.poller.open();
		for (ZmqEndpoint endpoint : endpoints) {
			ManagedSocket socket = new ManagedSocket(endpoint, stepped.context, stepped.poller, List.of());
			stepped.poller.assign(socket);
			stepped.sockets.put(endpoint.name(), socket);
		}
		stepped.sockets.values().forEach((socket) -> socket.lifecycle().open());
		stepped.sockets.values().forEach((socket) -> socket.lifecycle().bind());
		stepped.sockets.values().forEach((socket) -> socket.lifecycle().connect());
		stepped.settle();
		return stepped;
	}

	ManagedSocket get(String name) {
		return this.sockets.get(name);
	}

	Inbox read(String name) {
		Inbox inbox = new Inbox();
		get(name).attach(inbox);
		return inbox;
	}

	int step() {
		try {
			return this.poller.doWork(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Step until there is nothing more to do.
	 */
	void settle() {
		for (int i = 0; i < 1000; i++) {
			if (step() == 0) {
				return;
			}
		}
		throw new AssertionError("The poller does not come to rest");
	}

	@Override
	public void close() {
		this.sockets.values().forEach((socket) -> socket.lifecycle().close());
		this.poller.stop(1000);
		this.context.close(Duration.ofSeconds(5));
	}

}
