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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.zmqspring.endpoint.Address;
import org.jspecify.annotations.Nullable;

/**
 * Who is bound and connected to the inproc names of one context. JeroMQ emits no events
 * for inproc, and lets a second bind of a name fail but steal the name all the same.
 */
final class InprocDirectory {

	private final Map<Address, Name> names = new HashMap<>();

	/**
	 * Claim a name.
	 * @return whether it was free
	 */
	synchronized boolean bind(Connection connection, Connections connections) {
		Name name = this.names.computeIfAbsent(connection.address(), (key) -> new Name());
		if (name.bound != null) {
			return false;
		}
		name.bound = new Peer(connection, connections);
		name.update();
		return true;
	}

	/**
	 * Give a name back that could not be bound after all.
	 */
	synchronized void unbind(Connection connection, Connections connections) {
		Name name = this.names.get(connection.address());
		if (name != null && name.bound != null && name.bound.connections() == connections) {
			name.bound = null;
			name.update();
			removeUnused();
		}
	}

	/**
	 * Note a connection, or that it was made again.
	 */
	synchronized void connect(Connection connection, Connections connections) {
		Name name = this.names.computeIfAbsent(connection.address(), (key) -> new Name());
		Peer peer = new Peer(connection, connections);
		if (!name.connected.contains(peer)) {
			name.connected.add(peer);
		}
		name.update();
	}

	/**
	 * Forget a socket. Those that are connected to it have to connect again.
	 */
	synchronized void close(Connections connections) {
		for (Name name : this.names.values()) {
			boolean changed = name.connected.removeIf((peer) -> peer.connections() == connections);
			if (name.bound != null && name.bound.connections() == connections) {
				name.bound = null;
				changed = true;
				name.connected.forEach((peer) -> peer.connections().inprocLost(peer.connection()));
			}
			if (changed) {
				name.update();
			}
		}
		removeUnused();
	}

	private void removeUnused() {
		this.names.values().removeIf((name) -> name.bound == null && name.connected.isEmpty());
	}

	private record Peer(Connection connection, Connections connections) {

		void update(int peers) {
			this.connections.inprocPeers(this.connection, peers);
		}

	}

	private static final class Name {

		private final List<Peer> connected = new ArrayList<>();

		private @Nullable Peer bound;

		void update() {
			if (this.bound != null) {
				this.bound.update(this.connected.size());
			}
			this.connected.forEach((peer) -> peer.update((this.bound != null) ? 1 : 0));
		}

	}

}
