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

package io.zmqspring.benchmarks.oneway;

import io.zmqspring.benchmarks.rpc.Order;
import io.zmqspring.benchmarks.run.Settings;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is sent.
 */
public enum Payload {

	/** An array of 256 bytes. */
	BYTES(new byte[256]),

	/** An order in JSON. */
	JSON(JsonMapper.shared().writeValueAsBytes(Order.sample()));

	private final byte[] bytes;

	Payload(byte[] bytes) {
		this.bytes = bytes;
	}

	static Payload of(Settings settings) {
		return valueOf(settings.text(Settings.PAYLOAD, BYTES.name()));
	}

	byte[] bytes() {
		return this.bytes;
	}

}
