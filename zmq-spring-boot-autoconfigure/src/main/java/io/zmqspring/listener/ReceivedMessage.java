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

import io.zmqspring.convert.InboundMessage;
import io.zmqspring.endpoint.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * A received message as spring-messaging sees it. Most listeners only want its payload,
 * so its headers are created on demand.
 */
final class ReceivedMessage implements Message<ZmqMessage> {

	private final String endpoint;

	private final InboundMessage parts;

	private @Nullable MessageHeaders headers;

	ReceivedMessage(String endpoint, InboundMessage parts) {
		this.endpoint = endpoint;
		this.parts = parts;
	}

	@Override
	public ZmqMessage getPayload() {
		return this.parts.payload();
	}

	/**
	 * Return the headers. They are immutable; two threads may create them at the same
	 * time.
	 */
	@Override
	public MessageHeaders getHeaders() {
		MessageHeaders made = this.headers;
		if (made == null) {
			made = new ListenerHeaders(this.endpoint, this.parts);
			this.headers = made;
		}
		return made;
	}

	@Override
	public String toString() {
		return "ReceivedMessage [payload=" + getPayload() + ", headers=" + getHeaders() + "]";
	}

}
