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

/**
 * The operation does not fit the endpoint, for example a request on a push endpoint.
 */
public class ZmqOperationException extends ZmqException {

	private final String action;

	public ZmqOperationException(String endpoint, String reason, String action) {
		super(endpoint, reason + ": " + action);
		this.action = action;
	}

	/**
	 * Create the exception for an operation that the type of an endpoint does not have.
	 * @param endpoint the endpoint
	 * @param operation the operation
	 * @param instead what to do instead
	 * @return the exception
	 */
	public static ZmqOperationException unsupported(ZmqEndpoint endpoint, String operation, String instead) {
		return new ZmqOperationException(endpoint.name(),
				"a " + endpoint.type().label() + " endpoint cannot " + operation, instead);
	}

	/**
	 * Return what to do about it.
	 * @return the part of the message behind the reason
	 */
	public String getAction() {
		return this.action;
	}

}
