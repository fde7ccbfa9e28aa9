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

import io.micrometer.observation.Observation;
import io.zmqspring.endpoint.ZmqEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * What is observed: an operation on an endpoint.
 */
public final class ZmqObservationContext extends Observation.Context {

	private final ZmqObservationDocumentation operation;

	private final ZmqEndpoint endpoint;

	private final @Nullable String listener;

	private volatile boolean ended;

	ZmqObservationContext(ZmqObservationDocumentation operation, ZmqEndpoint endpoint, @Nullable String listener) {
		this.operation = operation;
		this.endpoint = endpoint;
		this.listener = listener;
	}

	/**
	 * Return the operation.
	 * @return the operation
	 */
	public ZmqObservationDocumentation operation() {
		return this.operation;
	}

	/**
	 * Return the endpoint that a message goes to or comes from.
	 * @return the endpoint
	 */
	public ZmqEndpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * Return the id of the listener that handles the message.
	 * @return the id, or null for a send or a request
	 */
	public @Nullable String listener() {
		return this.listener;
	}

	/**
	 * Return whether the operation has ended; if it failed, there is an error.
	 * @return whether it has
	 */
	public boolean hasEnded() {
		return this.ended;
	}

	void end() {
		this.ended = true;
	}

}
