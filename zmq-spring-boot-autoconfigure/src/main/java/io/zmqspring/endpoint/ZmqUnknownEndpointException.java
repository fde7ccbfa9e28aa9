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

package io.zmqspring.endpoint;

import java.util.Collection;
import java.util.List;

/**
 * There is no endpoint with the name that was asked for.
 */
public class ZmqUnknownEndpointException extends ZmqException {

	private final List<String> known;

	public ZmqUnknownEndpointException(String endpoint, Collection<String> known) {
		super(endpoint,
				known.isEmpty() ? "there is no such endpoint, none is configured under zmq.endpoints"
						: "there is no such endpoint, zmq.endpoints has " + String.join(", ", known) + '.'
								+ NearestName.didYouMean(endpoint, known));
		this.known = List.copyOf(known);
	}

	/**
	 * Return the names of the endpoints that there are.
	 * @return the names
	 */
	public List<String> getKnown() {
		return this.known;
	}

}
