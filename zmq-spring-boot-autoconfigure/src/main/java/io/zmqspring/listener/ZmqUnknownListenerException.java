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

package io.zmqspring.listener;

import java.util.Collection;
import java.util.List;

import io.zmqspring.endpoint.NearestName;

/**
 * Thrown when no listener has the requested id.
 */
public class ZmqUnknownListenerException extends IllegalArgumentException {

	private final String id;

	private final List<String> known;

	public ZmqUnknownListenerException(String id, Collection<String> known) {
		this(id, NearestName.sorted(id, known));
	}

	private ZmqUnknownListenerException(String id, List<String> nearestFirst) {
		super("There is no ZeroMQ listener with the id '" + id + "'; " + (nearestFirst.isEmpty() ? "none is registered"
				: "the nearest first, there are " + String.join(", ", nearestFirst)));
		this.id = id;
		this.known = nearestFirst;
	}

	/**
	 * Return the requested id.
	 * @return the id
	 */
	public String getId() {
		return this.id;
	}

	/**
	 * Return the known ids.
	 * @return the ids, the nearest to the requested one first
	 */
	public List<String> getKnown() {
		return this.known;
	}

}
