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

import java.lang.reflect.Type;
import java.util.Set;

import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqOperationException;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * A message to be sent: the payload object and its destination.
 *
 * @param payload the payload object
 * @param type the declared type of the payload, or null if there is none but its class
 * @param topic the topic, or null where the pattern has none
 * @param routingId the routing id of the peer, or null where the pattern has none
 */
public record OutboundMessage(@Nullable Object payload, @Nullable Type type, @Nullable String topic,
		byte @Nullable [] routingId) {

	/**
	 * The headers that say where a message goes or comes from, and those that Spring adds
	 * to every message.
	 */
	private static final Set<String> LOCAL_HEADERS = Set.of(ZmqHeaders.TOPIC, ZmqHeaders.ROUTING_ID,
			ZmqHeaders.ENDPOINT, MessageHeaders.ID, MessageHeaders.TIMESTAMP);

	/**
	 * Create a message from what an application sends or replies.
	 * @param endpoint the endpoint that it is sent over
	 * @param payload the payload object, or a {@link Message} whose headers may have
	 * topic and routing id
	 * @param type the declared type of the payload object, without the {@link Message}
	 * around it, or null if there is none but its class
	 * @return the message
	 * @throws ZmqOperationException if a header cannot be sent
	 */
	public static OutboundMessage of(ZmqEndpoint endpoint, @Nullable Object payload, @Nullable Type type) {
		if (payload instanceof Message<?> message) {
			MessageHeaders headers = message.getHeaders();
			requireSendable(endpoint, headers);
			return new OutboundMessage(message.getPayload(), type,
					header(endpoint, headers, ZmqHeaders.TOPIC, String.class),
					header(endpoint, headers, ZmqHeaders.ROUTING_ID, byte[].class));
		}
		return new OutboundMessage(payload, type, null, null);
	}

	private static <T> @Nullable T header(ZmqEndpoint endpoint, MessageHeaders headers, String name, Class<T> type) {
		Object value = headers.get(name);
		if (value != null && !type.isInstance(value)) {
			throw new ZmqOperationException(endpoint.name(),
					"the header '" + name + "' of a message is of the type " + value.getClass().getName(),
					"make it a " + type.getSimpleName());
		}
		return type.cast(value);
	}

	private static void requireSendable(ZmqEndpoint endpoint, MessageHeaders headers) {
		for (String name : headers.keySet()) {
			if (!LOCAL_HEADERS.contains(name)) {
				throw new ZmqOperationException(endpoint.name(),
						"the header '" + name + "' of a message would be lost, because ZeroMQ has no headers",
						"remove it, or make it part of the payload");
			}
		}
	}

	/**
	 * Return this message with another topic.
	 * @param topic the topic
	 * @return the changed message
	 */
	public OutboundMessage withTopic(@Nullable String topic) {
		return new OutboundMessage(this.payload, this.type, topic, this.routingId);
	}

	/**
	 * Return this message with another routing id.
	 * @param routingId the routing id
	 * @return the changed message
	 */
	public OutboundMessage withRoutingId(byte[] routingId) {
		return new OutboundMessage(this.payload, this.type, this.topic, routingId);
	}

}
