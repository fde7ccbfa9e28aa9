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
 * An endpoint could not be bound to one of its addresses.
 */
public class ZmqBindException extends ZmqException {

	private final Address address;

	private final Reason reason;

	public ZmqBindException(String endpoint, Address address, Reason reason, String detail, @Nullable Throwable cause) {
		super(endpoint, "cannot be bound to " + address + ": " + detail, cause);
		this.address = address;
		this.reason = reason;
	}

	/**
	 * Return the address that could not be bound.
	 * @return the address
	 */
	public Address getAddress() {
		return this.address;
	}

	/**
	 * Return why the address could not be bound.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Why an address could not be bound.
	 */
	public enum Reason {

		/**
		 * Something else listens there.
		 */
		IN_USE,

		/**
		 * No network interface of this machine has the address.
		 */
		NOT_LOCAL,

		/**
		 * Anything else, for example a port that needs more rights.
		 */
		OTHER

	}

}
