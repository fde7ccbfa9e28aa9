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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has happened to the connections of a socket since it was last logged. Holds one
 * item for each kind and address. Guarded by the {@link Connections} that owns it.
 */
final class ConnectionNews {

	private Map<String, Item> items = new LinkedHashMap<>();

	void connected(Connection connection) {
		add("connected " + connection.address(), false, "connected to " + connection.address());
	}

	void lost(Connection connection) {
		add("lost " + connection.address(), true,
				"lost the connection to " + connection.address() + ": " + connection.lastError() + "; retrying");
	}

	void refused(Connection connection) {
		add("refused " + connection.address(), true,
				"cannot use " + connection.address() + ": " + connection.lastError() + "; retrying");
	}

	void refused(PeerTable.Refused refused) {
		add("closed " + refused.refusal(), true, "closed the connection of " + refused
				+ " (counted as zmq.peers.refused with the reason " + refused.refusal().tag() + ")");
	}

	void joined(Object channel, int peers) {
		add("joined", false, PeerTable.address(channel) + " connected, peers: " + peers);
	}

	void left(Object channel, int peers) {
		add("left", false, PeerTable.address(channel) + " disconnected, peers left: " + peers);
	}

	private void add(String topic, boolean warning, String text) {
		this.items.merge(topic, new Item(topic, warning, text, 1),
				(before, item) -> new Item(topic, warning, text, before.count() + 1));
	}

	List<Item> take() {
		if (this.items.isEmpty()) {
			return List.of();
		}
		List<Item> taken = List.copyOf(this.items.values());
		this.items = new LinkedHashMap<>();
		return taken;
	}

	/**
	 * Something to log.
	 *
	 * @param topic what it is about; the log has a line a minute for each
	 * @param warning whether it is a warning
	 * @param text what has happened last
	 * @param count how often something like it has happened
	 */
	record Item(String topic, boolean warning, String text, int count) {

	}

}
