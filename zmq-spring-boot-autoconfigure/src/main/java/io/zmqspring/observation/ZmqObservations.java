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

import io.micrometer.observation.ObservationRegistry;
import io.zmqspring.endpoint.ZmqEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Begins the observations of the starter. Without a handler in the registry nothing is
 * observed, and the only cost is a check of the registry. May be used from any thread.
 */
public final class ZmqObservations {

	/**
	 * Observes nothing.
	 */
	public static final ZmqObservations NOOP = new ZmqObservations(ObservationRegistry.NOOP);

	private final ObservationRegistry registry;

	public ZmqObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Begin to observe a send.
	 * @param endpoint the endpoint that it goes to
	 * @return the observation, to be ended
	 */
	public ZmqObservation send(ZmqEndpoint endpoint) {
		return start(ZmqObservationDocumentation.SEND, endpoint, null);
	}

	/**
	 * Begin to observe a request.
	 * @param endpoint the endpoint that it goes to
	 * @return the observation, to be ended
	 */
	public ZmqObservation request(ZmqEndpoint endpoint) {
		return start(ZmqObservationDocumentation.REQUEST, endpoint, null);
	}

	/**
	 * Begin to observe how a listener handles a message.
	 * @param endpoint the endpoint that the message came from
	 * @param listener the id of the listener
	 * @return the observation, to be ended
	 */
	public ZmqObservation listener(ZmqEndpoint endpoint, String listener) {
		return start(ZmqObservationDocumentation.LISTENER, endpoint, listener);
	}

	private ZmqObservation start(ZmqObservationDocumentation operation, ZmqEndpoint endpoint,
			@Nullable String listener) {
		return this.registry.isNoop() ? ZmqObservation.NOOP
				: ZmqObservation.start(this.registry, new ZmqObservationContext(operation, endpoint, listener));
	}

}
