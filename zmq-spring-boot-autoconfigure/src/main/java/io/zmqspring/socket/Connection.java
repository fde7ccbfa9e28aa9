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
import java.util.function.DoubleSupplier;

import io.zmqspring.endpoint.Address;
import io.zmqspring.socket.ConnectionSnapshot.State;
import org.jspecify.annotations.Nullable;

/**
 * One bind or connect address of a socket and its state. The state changes with JeroMQ's
 * events and with the attempts of the supervisor. Times are those of
 * {@link System#nanoTime()}.
 * <p>
 * Guarded by the {@link Connections} that owns it, except for the address.
 */
final class Connection {

	/**
	 * How soon after a disconnect JeroMQ says that it retries, if it does.
	 */
	private static final long RETRY_SIGN = TimeUnit.MILLISECONDS.toNanos(500);

	private static final long GREETING_TIME = TimeUnit.MILLISECONDS.toNanos(200);

	private static final int MAX_DOUBLINGS = 20;

	private static final int MAX_NUDGES = 6;

	private final Address address;

	private final boolean bind;

	private final PeerFit fit = new PeerFit();

	private State state = State.IDLE;

	private @Nullable String actual;

	private @Nullable String lastBound;

	private @Nullable Object channel;

	private @Nullable String lastError;

	private boolean greeted;

	private boolean broken;

	private long attempts;

	private boolean lost;

	private long reconnects;

	private int nudges;

	private long changedAt;

	/**
	 * When the supervisor has to act; 0: not at all.
	 */
	private long dueAt;

	Connection(Address address, boolean bind) {
		this.address = address;
		this.bind = bind;
	}

	Address address() {
		return this.address;
	}

	boolean isBind() {
		return this.bind;
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

	boolean hasChannel() {
		return this.channel != null;
	}

	boolean hasChannel(Object candidate) {
		return this.channel == candidate;
	}

	@Nullable Object channel() {
		return this.channel;
	}

	/**
	 * Return whether the peer has sent its greeting.
	 */
	boolean isGreeted() {
		return this.greeted;
	}

	@Nullable String lastError() {
		return this.lastError;
	}

	/**
	 * Return the address to bind to: a socket that is replaced gets its port again, also
	 * where any port would do, because peers come back to it.
	 */
	Address bindAddress() {
		return (this.lastBound != null && this.address.isAnyPort()) ? Address.parse(this.lastBound) : this.address;
	}

	boolean wasBound() {
		return this.lastBound != null;
	}

	/**
	 * Forget a port that was picked at random: the endpoint is stopped.
	 */
	void forgetPort() {
		if (this.address.isAnyPort()) {
			this.lastBound = null;
		}
	}

	void bound(@Nullable String actual) {
		this.state = State.BOUND;
		this.lastBound = actual;
		this.actual = actual;
		this.attempts = 0;
		this.lastError = null;
	}

	/**
	 * Note that a connect is about to be made.
	 */
	void connecting() {
		this.channel = null;
		this.actual = null;
		if (this.state == State.IDLE || this.state == State.FAILED) {
			this.state = State.CONNECTING;
		}
	}

	void resolved(@Nullable String actual) {
		this.actual = actual;
	}

	/**
	 * Note that a connect is on its way.
	 */
	void delayed() {
		if (this.state != State.RETRYING && this.state != State.REFUSED) {
			this.state = State.CONNECTING;
		}
	}

	/**
	 * Note that a connection was made; the handshake comes next.
	 */
	void connected(Object channel, long now) {
		this.state = State.CONNECTING;
		this.channel = channel;
		this.greeted = false;
		this.fit.connected();
		this.nudges = 0;
		this.changedAt = now;
		this.dueAt = 0;
	}

	void greeted() {
		this.greeted = true;
	}

	/**
	 * Note that the peer counts.
	 */
	void ready() {
		this.greeted = true;
		this.reconnects += this.lost ? 1 : 0;
		this.lost = false;
		this.state = State.CONNECTED;
	}

	/**
	 * Return how often the peer was connected again after it was lost.
	 */
	long reconnects() {
		return this.reconnects;
	}

	/**
	 * Note a reason why the connection is about to end.
	 */
	void ending(String reason) {
		this.fit.told(reason);
	}

	/**
	 * Note that a handshake has failed.
	 */
	void refused(String reason) {
		this.fit.refused(reason);
		this.lastError = reason;
	}

	/**
	 * Note that the connection has ended.
	 * @param backoff the pause before the supervisor acts, if JeroMQ does not
	 */
	void disconnected(long now, Backoff backoff) {
		settle(now);
		this.lost |= this.state == State.CONNECTED;
		String reason = this.fit.ended(now - this.changedAt, this.greeted);
		this.lastError = (reason != null) ? reason : this.lastError;
		this.state = this.fit.isRefused() ? State.REFUSED : State.RETRYING;
		this.channel = null;
		this.broken = true;
		this.greeted = false;
		this.changedAt = now;
		dueAfter(now, backoff);
	}

	/**
	 * Note that JeroMQ tries again. The first time after a connection has ended that says
	 * nothing new; later it says that nothing answers.
	 */
	void retried() {
		this.attempts++;
		this.dueAt = 0;
		this.state = (this.broken && this.fit.isRefused()) ? State.REFUSED : State.RETRYING;
		if (!this.broken) {
			this.lastError = "nothing answers there";
			this.fit.gone();
		}
		this.broken = false;
	}

	/**
	 * Note that the address could not be bound or connected.
	 * @return how often this has happened in a row
	 */
	long failed(String error, long now, Backoff backoff) {
		this.state = State.FAILED;
		this.lastError = error;
		this.attempts++;
		dueAfter(now, backoff);
		return this.attempts;
	}

	private void dueAfter(long now, Backoff backoff) {
		this.dueAt = now + Math.max(RETRY_SIGN, backoff.pause(this.attempts));
	}

	/**
	 * Note that the socket behind an inproc name has gone; JeroMQ does not come back to
	 * its successor by itself.
	 */
	void inprocLost(long now) {
		this.dueAt = now;
	}

	void inprocPeers(int peers) {
		if (!this.bind) {
			this.state = (peers > 0) ? State.CONNECTED : State.CONNECTING;
		}
	}

	/**
	 * Return whether the supervisor has to act, once. JeroMQ then does not try again by
	 * itself.
	 */
	boolean takeDue(long now) {
		if (this.dueAt == 0 || now - this.dueAt < 0) {
			return false;
		}
		this.dueAt = 0;
		if (this.state == State.RETRYING || this.state == State.REFUSED) {
			String reason = this.fit.givenUp();
			this.lastError = (reason != null) ? reason : this.lastError;
			this.state = State.REFUSED;
			this.attempts++;
		}
		return true;
	}

	/**
	 * Return whether the peer has come to be refused since this was last asked.
	 */
	boolean takeRefusal() {
		return this.fit.takeReport();
	}

	/**
	 * Return whether JeroMQ may have lost sight of the connection: once when it is new,
	 * as what the peer says right after its greeting is not seen here, and again and
	 * again, after a time that doubles, while no greeting has come.
	 */
	boolean takeNudge(long now) {
		boolean doubtful = this.channel != null && (!this.greeted || this.nudges == 0) && this.nudges < MAX_NUDGES
				&& now - this.changedAt >= GREETING_TIME << this.nudges;
		this.nudges += doubtful ? 1 : 0;
		return doubtful;
	}

	/**
	 * Forget what went wrong before, if the connection has lasted.
	 */
	void settle(long now) {
		if (this.state == State.CONNECTED && this.fit.settle(now - this.changedAt)) {
			this.attempts = 0;
			this.lastError = null;
		}
	}

	/**
	 * Forget everything: the socket is closed.
	 */
	void reset() {
		this.state = State.IDLE;
		this.actual = null;
		this.channel = null;
		this.fit.reset();
		this.greeted = false;
		this.broken = false;
		this.lost = false;
		this.attempts = 0;
		this.dueAt = 0;
		this.lastError = null;
	}

	ConnectionSnapshot snapshot() {
		boolean doubtful = this.fit.isRefused() && this.state == State.CONNECTED;
		return new ConnectionSnapshot(this.address.toString(), this.bind, doubtful ? State.REFUSED : this.state,
				this.actual, this.attempts, this.lastError);
	}

	/**
	 * The pauses between attempts, in nanoseconds. Each one is shortened at random by up
	 * to a half, so that many clients do not come back at the same moment.
	 *
	 * @param min the first one
	 * @param max the longest one
	 * @param random gives numbers from 0 to 1
	 */
	record Backoff(long min, long max, DoubleSupplier random) {

		long pause(long attempts) {
			long doubled = this.min << Math.min(attempts, MAX_DOUBLINGS);
			long pause = (doubled <= 0 || doubled > this.max) ? this.max : doubled;
			return pause - (long) (pause / 2 * this.random.getAsDouble());
		}

	}

}
