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

import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.Address;
import io.zmqspring.socket.ConnectionSnapshot.State;
import org.jspecify.annotations.Nullable;

/**
 * One bind or connect address of a socket and its state. Guarded by the
 * {@link Connections} that owns it.
 */
final class Connection {

	private static final String MISFIT = "what answers there is not a ZeroMQ peer that fits this endpoint, "
			+ "it may be of another socket type";

	private static final String GIVEN_UP = "the connection ended with a protocol error, "
			+ "for example a frame over max-message-size";

	/**
	 * How soon a peer that does not fit closes the connection, if nothing delays it.
	 */
	private static final long AT_ONCE = TimeUnit.MILLISECONDS.toNanos(200);

	/**
	 * Two connections in a row that broke at once, or four that broke soon, say that the
	 * peer does not fit.
	 */
	private static final int MAX_SHORT_LIVES = 4;

	private static final long GREETING_TIME = TimeUnit.MILLISECONDS.toNanos(200);

	private static final int MAX_DOUBLINGS = 20;

	private static final int MAX_NUDGES = 6;

	final Address address;

	final boolean bind;

	State state = State.IDLE;

	@Nullable String actual;

	@Nullable Object channel;

	@Nullable String lastError;

	long attempts;

	boolean refused;

	/**
	 * The address, with its port, that this socket or an earlier one was bound to.
	 */
	@Nullable String lastBound;

	/**
	 * What the handshake of the last connection failed with, if JeroMQ has said so.
	 */
	@Nullable String refusal;

	/**
	 * Whether the peer has sent its greeting.
	 */
	boolean greeted;

	/**
	 * Whether the connection has just broken.
	 */
	boolean broken;

	/**
	 * How many connections in a row broke soon; one that broke at once counts twice.
	 */
	int shortLives;

	/**
	 * Whether it was logged that it is refused.
	 */
	boolean reported;

	/**
	 * How often JeroMQ was helped to read the greeting.
	 */
	int nudges;

	/**
	 * When the connection last came or went, by {@link System#nanoTime()}.
	 */
	long changedAt;

	/**
	 * When the supervisor has to act, by {@link System#nanoTime()}; 0: not at all.
	 */
	long dueAt;

	Connection(Address address, boolean bind) {
		this.address = address;
		this.bind = bind;
	}

	boolean isInproc() {
		return this.address.isInproc();
	}

	/**
	 * Return whether this is a connect over the network to exactly this address.
	 */
	boolean connectsTo(@Nullable String resolved) {
		return resolved != null && !this.bind && !isInproc()
				&& (resolved.equals(this.actual) || resolved.equals(this.address.toString()));
	}

	/**
	 * Return whether this is a connect to a host that may have this address.
	 */
	boolean mayConnectTo(String resolved) {
		return !this.bind && !isInproc() && resolved.endsWith(":" + this.address.port());
	}

	/**
	 * Return the address to bind to: a socket that is replaced gets its port again, also
	 * where any port would do, because peers come back to it.
	 */
	Address bindAddress() {
		return (this.lastBound != null && this.address.isAnyPort()) ? Address.parse(this.lastBound) : this.address;
	}

	/**
	 * Forget a port that was picked at random: the endpoint is stopped.
	 */
	void forgetPort() {
		if (this.address.isAnyPort()) {
			this.lastBound = null;
		}
	}

	/**
	 * Return the pause before the next attempt, in nanoseconds.
	 */
	long backoff(long min, long max) {
		long pause = min << Math.min(this.attempts, MAX_DOUBLINGS);
		return (pause <= 0 || pause > max) ? max : pause;
	}

	/**
	 * Forget everything: the socket is closed.
	 */
	void reset() {
		this.state = State.IDLE;
		this.actual = null;
		this.channel = null;
		this.refused = false;
		this.refusal = null;
		this.greeted = false;
		this.broken = false;
		this.shortLives = 0;
		this.reported = false;
		this.attempts = 0;
		this.dueAt = 0;
		this.lastError = null;
	}

	/**
	 * Forget what went wrong before, if the connection has lasted.
	 */
	void settle(long now, long probation) {
		if (this.state == State.CONNECTED && this.refusal == null && now - this.changedAt >= probation) {
			this.refused = false;
			this.reported = false;
			this.shortLives = 0;
			this.attempts = 0;
			this.lastError = null;
		}
	}

	/**
	 * Note that the connection broke. A peer of another socket type closes it right after
	 * the handshake, each time, but on a busy machine that can take a while.
	 * @param lived how long it lasted, in nanoseconds
	 * @param probation how long one lasts that works, in nanoseconds
	 */
	void broke(long lived, long probation) {
		if (lived < probation) {
			this.shortLives += (lived < AT_ONCE) ? 2 : 1;
		}
		this.refused |= this.shortLives >= MAX_SHORT_LIVES;
		if (this.shortLives >= MAX_SHORT_LIVES) {
			this.lastError = this.greeted ? MISFIT : "what answers there does not speak ZeroMQ";
		}
		else if (!this.refused) {
			this.lastError = "the connection broke";
		}
		if (this.refusal != null) {
			this.lastError = this.refusal;
		}
		this.state = this.refused ? State.REFUSED : State.RETRYING;
		this.broken = true;
		this.greeted = false;
	}

	/**
	 * Note that JeroMQ tries again. The first time after a connection broke that says
	 * nothing new; later it says that there is nothing.
	 */
	void retried() {
		this.state = (this.broken && this.refused) ? State.REFUSED : State.RETRYING;
		if (!this.broken) {
			this.lastError = "nothing answers there";
			this.shortLives = 0;
			this.refused = false;
		}
		this.broken = false;
	}

	/**
	 * Note that JeroMQ does not try again by itself, if it is a connection that it has
	 * given up.
	 */
	void givenUp() {
		if (this.state != State.RETRYING && this.state != State.REFUSED) {
			return;
		}
		if (this.refusal == null && this.shortLives < MAX_SHORT_LIVES) {
			this.lastError = (this.shortLives > 0) ? MISFIT : GIVEN_UP;
		}
		this.refused = true;
		this.state = State.REFUSED;
		this.attempts++;
	}

	/**
	 * Return whether JeroMQ may have lost sight of the connection: once when it is new,
	 * as what the peer says right after its greeting is not seen here, and again and
	 * again, after a time that doubles, while no greeting has come.
	 */
	boolean mayBeLost(long now) {
		boolean doubtful = this.channel != null && (!this.greeted || this.nudges == 0) && this.nudges < MAX_NUDGES
				&& now - this.changedAt >= GREETING_TIME << this.nudges;
		this.nudges += doubtful ? 1 : 0;
		return doubtful;
	}

	ConnectionSnapshot snapshot(long now, long probation) {
		settle(now, probation);
		boolean doubtful = this.refused && this.state == State.CONNECTED;
		return new ConnectionSnapshot(this.address.toString(), this.bind, doubtful ? State.REFUSED : this.state,
				this.actual, this.attempts, this.lastError);
	}

}
