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
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The connections of one socket by their channels: which were accepted, which are ready,
 * and why some were closed. Guarded by the {@link Connections} that owns it.
 */
final class PeerTable {

	private final Set<Object> accepted = new HashSet<>();

	private final Set<Object> greeted = new HashSet<>();

	private final Set<Object> ready = new HashSet<>();

	private final Map<Object, Refused> refused = new HashMap<>();

	private final Map<PeerRefusal, Long> counts = new EnumMap<>(PeerRefusal.class);

	private @Nullable String last;

	private boolean guarded;

	/**
	 * Start over with a new socket.
	 * @param guarded whether its guard tells which peers are ready
	 */
	void reset(boolean guarded) {
		this.guarded = guarded;
		this.accepted.clear();
		this.greeted.clear();
		this.ready.clear();
		this.refused.clear();
	}

	boolean isGuarded() {
		return this.guarded;
	}

	void accepted(Object channel) {
		this.accepted.add(channel);
	}

	void greeted(Object channel) {
		this.greeted.add(channel);
	}

	void ready(Object channel) {
		this.ready.add(channel);
	}

	/**
	 * Note why a connection is about to be closed. Only the first reason counts.
	 */
	void refused(Object channel, PeerRefusal refusal, String detail) {
		this.refused.putIfAbsent(channel, new Refused(refusal, address(channel), detail));
	}

	/**
	 * Forget a connection that has ended.
	 * @return why it was closed, or null if it was not refused
	 */
	@Nullable Refused ended(Object channel) {
		boolean known = this.greeted.remove(channel);
		boolean wasReady = this.ready.remove(channel);
		this.accepted.remove(channel);
		Refused reason = this.refused.remove(channel);
		if (reason == null && known && !wasReady) {
			reason = new Refused(PeerRefusal.HANDSHAKE, address(channel),
					"it did not complete its handshake: its socket type may not fit, it was too slow, or it went away");
		}
		if (reason != null) {
			countRefused(reason.refusal());
			this.last = reason.toString();
		}
		return reason;
	}

	/**
	 * Forget a connection that this side has closed on purpose.
	 */
	void forget(@Nullable Object channel) {
		if (channel != null) {
			this.accepted.remove(channel);
			this.greeted.remove(channel);
			this.ready.remove(channel);
			this.refused.remove(channel);
		}
	}

	void countRefused(PeerRefusal refusal) {
		this.counts.merge(refusal, 1L, Long::sum);
	}

	boolean isReady(@Nullable Object channel) {
		return channel != null && this.ready.contains(channel);
	}

	Set<Object> accepted() {
		return this.accepted;
	}

	/**
	 * Return the addresses of peers that are known here.
	 * @param max how many at most
	 */
	List<String> addresses(int max) {
		return (this.guarded ? this.ready : this.accepted).stream().limit(max).map(PeerTable::address).toList();
	}

	/**
	 * Return the number of peers that are known here. Without a guard these are the
	 * accepted ones.
	 */
	int count() {
		return this.guarded ? this.ready.size() : this.accepted.size();
	}

	long refusals(PeerRefusal refusal) {
		return this.counts.getOrDefault(refusal, 0L);
	}

	Map<PeerRefusal, Long> refusals() {
		return Map.copyOf(this.counts);
	}

	@Nullable String last() {
		return this.last;
	}

	static String address(Object channel) {
		try {
			return (channel instanceof SocketChannel socket) ? String.valueOf(socket.getRemoteAddress())
					: channel.toString();
		}
		catch (IOException ex) {
			return "an address that is no longer known";
		}
	}

	/**
	 * A connection that was closed.
	 *
	 * @param refusal why it was closed
	 * @param peer the address of the peer
	 * @param detail what the peer did
	 */
	record Refused(PeerRefusal refusal, String peer, String detail) {

		@Override
		public String toString() {
			return this.peer + ": " + this.detail;
		}

	}

}
