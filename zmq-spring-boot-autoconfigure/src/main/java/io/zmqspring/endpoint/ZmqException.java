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

import org.jspecify.annotations.Nullable;

/**
 * The root of all that can go wrong with an endpoint. Its message names the endpoint.
 */
public class ZmqException extends RuntimeException {

	private final String endpoint;

	public ZmqException(String endpoint, String reason) {
		this(endpoint, reason, null);
	}

	public ZmqException(String endpoint, String reason, @Nullable Throwable cause) {
		super("ZeroMQ endpoint '" + endpoint + "': " + reason, cause);
		this.endpoint = endpoint;
	}

	/**
	 * Return the name of the endpoint.
	 * @return the name
	 */
	public String getEndpoint() {
		return this.endpoint;
	}

}
