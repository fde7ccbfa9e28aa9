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

package io.zmqspring.convert;

import java.util.Collection;
import java.util.List;

import io.zmqspring.endpoint.ZmqException;

/**
 * There is no codec of the name, or for the type, that an endpoint asks for.
 */
public class ZmqCodecException extends ZmqException {

	private final List<String> known;

	public ZmqCodecException(String endpoint, String reason, Collection<String> known) {
		super(endpoint, reason + "; there are the codecs " + String.join(", ", known));
		this.known = List.copyOf(known);
	}

	/**
	 * Return the names of the codecs that there are.
	 * @return the names
	 */
	public List<String> getKnown() {
		return this.known;
	}

}
