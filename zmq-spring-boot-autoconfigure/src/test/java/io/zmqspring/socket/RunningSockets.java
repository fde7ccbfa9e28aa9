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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.zmqspring.endpoint.ZmqEndpoint;

/**
 * Sockets with their real threads.
 */
final class RunningSockets implements AutoCloseable {

	final ZmqSockets sockets;

	private RunningSockets(ZmqSockets sockets) {
		this.sockets = sockets;
	}

	static RunningSockets start(ZmqEndpoint... endpoints) {
		RunningSockets running = of(endpoints);
		running.sockets.start();
		return running;
	}

	static RunningSockets of(ZmqEndpoint... endpoints) {
		SocketLayerSettings settings = new SocketLayerSettings(1, 256, Duration.ofSeconds(5), Set.of(), Map.of());
		return new RunningSockets(new ZmqSockets(settings, List.of(endpoints), Map.of(), List.of(), List.of()));
	}

	ManagedSocket get(String name) {
		return this.sockets.get(name);
	}

	Inbox read(String name) {
		Inbox inbox = new Inbox();
		get(name).attach(inbox);
		return inbox;
	}

	/**
	 * Return the address that an endpoint is bound to, with its port.
	 */
	String address(String name) {
		return address(get(name));
	}

	static String address(ManagedSocket socket) {
		return String.valueOf(socket.snapshot().connections().get(0).actual());
	}

	ConnectionSnapshot connection(String name) {
		return get(name).snapshot().connections().get(0);
	}

	@Override
	public void close() {
		this.sockets.stop();
	}

}
