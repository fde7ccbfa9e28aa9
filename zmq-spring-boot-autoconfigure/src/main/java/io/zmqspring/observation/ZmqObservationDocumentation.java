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

package io.zmqspring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of the starter, with their names and keys.
 */
public enum ZmqObservationDocumentation implements ObservationDocumentation {

	/**
	 * A message that the template sends or publishes: from the call until ZeroMQ has
	 * accepted it.
	 */
	SEND("zmq.send", "send", Key.SYSTEM, Key.ENDPOINT, Key.TYPE, Key.OUTCOME),

	/**
	 * A request that the template makes: from the call until its reply is decoded.
	 */
	REQUEST("zmq.request", "request", Key.SYSTEM, Key.ENDPOINT, Key.TYPE, Key.OUTCOME),

	/**
	 * A message that a listener handles: from the call of the listener until its reply,
	 * which may be asynchronous, is sent. The scope is open while the listener or the
	 * error handler runs.
	 */
	LISTENER("zmq.listener", "process", Key.SYSTEM, Key.ENDPOINT, Key.TYPE, Key.LISTENER, Key.OUTCOME);

	private final String name;

	private final String verb;

	private final Key[] keys;

	private final ZmqObservationConvention convention = new ZmqObservationConvention(this);

	ZmqObservationDocumentation(String name, String verb, Key... keys) {
		this.name = name;
		this.verb = verb;
		this.keys = keys;
	}

	@Override
	public String getName() {
		return this.name;
	}

	/**
	 * Return the contextual name without the endpoint that follows the verb.
	 */
	@Override
	public String getContextualName() {
		return this.verb;
	}

	@Override
	public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
		return ZmqObservationConvention.class;
	}

	ZmqObservationConvention convention() {
		return this.convention;
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return this.keys.clone();
	}

	/**
	 * The keys, all of low cardinality.
	 */
	public enum Key implements KeyName {

		/**
		 * Always {@code zeromq}.
		 */
		SYSTEM("messaging.system"),

		/**
		 * The name of the endpoint.
		 */
		ENDPOINT("endpoint"),

		/**
		 * The type of the endpoint, for example {@code push}.
		 */
		TYPE("type"),

		/**
		 * The id of the listener.
		 */
		LISTENER("listener"),

		/**
		 * How it ended: {@code SUCCESS}; {@code TIMEOUT} if ZeroMQ did not accept the
		 * message, or no reply came, in time; {@code ERROR} after any other exception;
		 * {@code UNKNOWN} until it has ended.
		 */
		OUTCOME("outcome");

		private final String key;

		Key(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
