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
 * The configuration of an endpoint cannot work. The message names the property.
 */
public class ZmqInvalidEndpointException extends ZmqException {

	private final String property;

	private final String action;

	/**
	 * Create an exception for one property of an endpoint.
	 * @param property the name of the property below the endpoint, for example
	 * {@code bind}
	 */
	public ZmqInvalidEndpointException(String endpoint, String property, String reason, String action,
			@Nullable Throwable cause) {
		super(endpoint, "zmq.endpoints." + endpoint + "." + property + " " + reason, cause);
		this.property = "zmq.endpoints." + endpoint + "." + property;
		this.action = action;
	}

	/**
	 * Return the full name of the property that is at fault.
	 * @return the name
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * Return what to do about it.
	 * @return a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
