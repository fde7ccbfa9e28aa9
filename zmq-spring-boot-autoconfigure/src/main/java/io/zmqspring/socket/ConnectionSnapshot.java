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

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One bind or connect address of an endpoint and its state.
 *
 * @param address the address as it is configured
 * @param bind whether it is an address to listen on
 * @param state the state of the connection
 * @param actual the address as ZeroMQ resolved it, with the port that it got, or null
 * @param attempts the number of failed attempts since it last worked
 * @param lastError what went wrong last, or null
 */
public record ConnectionSnapshot(String address, boolean bind, State state, @Nullable String actual, long attempts,
		@Nullable String lastError) {

	/**
	 * Return what is wrong with the first address that does not work.
	 */
	static @Nullable String firstError(List<ConnectionSnapshot> connections) {
		return connections.stream()
			.filter((connection) -> connection.state() != State.BOUND && connection.state() != State.CONNECTED)
			.map(ConnectionSnapshot::lastError)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * The state of an address.
	 */
	public enum State {

		/**
		 * Nothing was tried yet, or the endpoint is stopped.
		 */
		IDLE,

		/**
		 * The endpoint listens there.
		 */
		BOUND,

		/**
		 * A first connection is being made.
		 */
		CONNECTING,

		/**
		 * The endpoint is connected.
		 */
		CONNECTED,

		/**
		 * The address does not answer, or a connection broke; the endpoint retries.
		 */
		RETRYING,

		/**
		 * What answers there is not a peer that fits, or it refused the handshake; it is
		 * tried again.
		 */
		REFUSED,

		/**
		 * The host has no address, or the address could not be bound; the endpoint
		 * retries.
		 */
		FAILED

	}

}
