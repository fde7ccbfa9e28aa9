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

import org.jspecify.annotations.Nullable;

/**
 * Judges whether the peer at a connect address fits. JeroMQ seldom says why a connection
 * has ended, so this is judged from how soon connections end and what was told before.
 */
final class PeerFit {

	private static final String OTHER_TYPE = "what answers there is not a ZeroMQ peer that fits this endpoint, "
			+ "it may be of another socket type";

	private static final String NOT_ZEROMQ = "what answers there does not speak ZeroMQ";

	private static final String PROTOCOL_ERROR = "the connection ended with a protocol error, "
			+ "for example a frame over max-message-size";

	/**
	 * How long a connection has to last before what went wrong earlier is forgotten.
	 */
	static final long PROBATION = TimeUnit.SECONDS.toNanos(1);

	/**
	 * How soon a peer that does not fit closes the connection, if nothing delays it.
	 */
	private static final long AT_ONCE = TimeUnit.MILLISECONDS.toNanos(200);

	/**
	 * Two connections in a row that ended at once, or four that ended soon, say that the
	 * peer does not fit.
	 */
	private static final int MAX_SHORT_LIVES = 4;

	private int shortLives;

	private boolean refused;

	private boolean reported;

	private @Nullable String told;

	/**
	 * Return whether the peer does not fit, or refused the last handshake.
	 */
	boolean isRefused() {
		return this.refused;
	}

	/**
	 * Start over with a new connection; what earlier ones have shown still counts.
	 */
	void connected() {
		this.told = null;
	}

	/**
	 * Note a reason that was told before the end of the connection.
	 */
	void told(String reason) {
		this.told = reason;
	}

	/**
	 * Note that the peer refuses the handshake, or is refused.
	 */
	void refused(String reason) {
		this.told = reason;
		this.refused = true;
	}

	/**
	 * Note that a connection has ended.
	 * @param lived how long it lasted, in nanoseconds
	 * @param greeted whether the peer has sent its greeting
	 * @return what that says, or null if it says nothing new
	 */
	@Nullable String ended(long lived, boolean greeted) {
		if (lived < PROBATION) {
			this.shortLives += (lived < AT_ONCE) ? 2 : 1;
		}
		boolean judged = this.shortLives >= MAX_SHORT_LIVES;
		boolean before = this.refused;
		this.refused |= judged;
		if (this.told != null) {
			return this.told;
		}
		if (judged) {
			return greeted ? OTHER_TYPE : NOT_ZEROMQ;
		}
		return before ? null : "the connection broke";
	}

	/**
	 * Note that JeroMQ does not try again, as it does after a protocol error.
	 * @return what that says, or null if it says nothing new
	 */
	@Nullable String givenUp() {
		this.refused = true;
		if (this.told != null || this.shortLives >= MAX_SHORT_LIVES) {
			return null;
		}
		return (this.shortLives > 0) ? OTHER_TYPE : PROTOCOL_ERROR;
	}

	/**
	 * Note that nothing answers at the address.
	 */
	void gone() {
		this.shortLives = 0;
		this.refused = false;
	}

	/**
	 * Forget what went wrong before, if a connection has lasted.
	 * @param lasted how long it has lasted, in nanoseconds
	 * @return whether it was forgotten
	 */
	boolean settle(long lasted) {
		if (this.told != null || lasted < PROBATION) {
			return false;
		}
		reset();
		return true;
	}

	void reset() {
		this.shortLives = 0;
		this.refused = false;
		this.reported = false;
		this.told = null;
	}

	/**
	 * Return whether the peer has come to be refused since this was last asked.
	 */
	boolean takeReport() {
		boolean take = this.refused && !this.reported;
		this.reported |= take;
		return take;
	}

}
