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

import io.zmqspring.socket.ConnectionSnapshot.State;
import org.jspecify.annotations.Nullable;

/**
 * One bind or connect address of a socket and its state. Guarded by the
 * {@link ConnectionTracker} that owns it.
 */
final class Attachment {

	final String address;

	final boolean bind;

	State state = State.IDLE;

	@Nullable String actual;

	@Nullable Object channel;

	@Nullable String lastError;

	long attempts;

	boolean refused;

	/**
	 * When the connection last came or went, by {@link System#nanoTime()}.
	 */
	long changedAt;

	/**
	 * When the supervisor has to act, by {@link System#nanoTime()}; 0: not at all.
	 */
	long dueAt;

	Attachment(String address, boolean bind) {
		this.address = address;
		this.bind = bind;
	}

	boolean isInproc() {
		return this.address.startsWith("inproc://");
	}

	ConnectionSnapshot snapshot(long now, long probation) {
		boolean connected = this.state == State.CONNECTED;
		boolean proven = connected && now - this.changedAt >= probation;
		return new ConnectionSnapshot(this.address, this.bind,
				(this.refused && connected && !proven) ? State.REFUSED : this.state, this.actual,
				proven ? 0 : this.attempts, this.lastError);
	}

}
