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

package io.zmqspring.autoconfigure;

import java.util.Objects;

import io.zmqspring.endpoint.Address;
import io.zmqspring.socket.ConnectionSnapshot;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Publishes the ports that endpoints are bound to as {@code local.zmq.<endpoint>.port},
 * each the port of the first address over tcp that is bound. The properties are read from
 * the sockets each time, so that they are right after a restart too.
 */
final class ZmqLocalPorts implements SmartLifecycle {

	private static final String PREFIX = "local.zmq.";

	private static final String SUFFIX = ".port";

	private final ZmqSockets sockets;

	private final ConfigurableEnvironment environment;

	private volatile boolean running;

	ZmqLocalPorts(ZmqSockets sockets, ConfigurableEnvironment environment) {
		this.sockets = sockets;
		this.environment = environment;
	}

	@Override
	public void start() {
		this.environment.getPropertySources().addFirst(new Ports(this.sockets));
		this.running = true;
	}

	@Override
	public void stop() {
		this.environment.getPropertySources().remove(Ports.NAME);
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return ZmqSockets.PHASE + 1;
	}

	private static final class Ports extends EnumerablePropertySource<ZmqSockets> {

		static final String NAME = "zmq.ports";

		Ports(ZmqSockets sockets) {
			super(NAME, sockets);
		}

		@Override
		public String[] getPropertyNames() {
			return getSource().all()
				.stream()
				.filter((socket) -> port(socket) != null)
				.map((socket) -> PREFIX + socket.name() + SUFFIX)
				.toArray(String[]::new);
		}

		@Override
		public @Nullable Object getProperty(String name) {
			if (!name.startsWith(PREFIX)) {
				return null;
			}
			return getSource().all()
				.stream()
				.filter((socket) -> name.equals(PREFIX + socket.name() + SUFFIX))
				.findFirst()
				.map(Ports::port)
				.orElse(null);
		}

		private static @Nullable Integer port(ManagedSocket socket) {
			return socket.connections()
				.stream()
				.filter((connection) -> connection.state() == ConnectionSnapshot.State.BOUND)
				.map(ConnectionSnapshot::actual)
				.filter(Objects::nonNull)
				.map(Address::parse)
				.filter(Address::isTcp)
				.map(Address::port)
				.findFirst()
				.orElse(null);
		}

	}

}
