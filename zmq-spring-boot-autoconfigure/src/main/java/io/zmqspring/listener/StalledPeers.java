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

package io.zmqspring.listener;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The peers that do not read their replies, by routing id. When there are too many, the
 * oldest is forgotten and costs another wait. May be used by any thread.
 */
final class StalledPeers {

	static final int LIMIT = 1024;

	private final Set<ByteBuffer> routingIds = new LinkedHashSet<>();

	private volatile boolean empty = true;

	/**
	 * Remember a peer.
	 * @return whether it was not known yet
	 */
	synchronized boolean add(byte[] routingId) {
		boolean added = this.routingIds.add(ByteBuffer.wrap(routingId));
		if (this.routingIds.size() > LIMIT) {
			this.routingIds.remove(this.routingIds.iterator().next());
		}
		this.empty = false;
		return added;
	}

	boolean contains(byte[] routingId) {
		return !this.empty && find(routingId);
	}

	private synchronized boolean find(byte[] routingId) {
		return this.routingIds.contains(ByteBuffer.wrap(routingId));
	}

	void remove(byte[] routingId) {
		if (!this.empty) {
			forget(routingId);
		}
	}

	private synchronized void forget(byte[] routingId) {
		this.routingIds.remove(ByteBuffer.wrap(routingId));
		this.empty = this.routingIds.isEmpty();
	}

}
