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

import java.nio.charset.StandardCharsets;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Makes the message that an endpoint sends for a payload object: topic or routing id in
 * front where the pattern has one, then the payload frames.
 * <p>
 * A {@link Message} brings its topic and routing id in its headers. May be used from any
 * thread.
 */
public final class OutboundFraming {

	private final PayloadConverter converter;

	/**
	 * Create a framing.
	 * @param converter makes the payload frames
	 */
	public OutboundFraming(PayloadConverter converter) {
		this.converter = converter;
	}

	/**
	 * Make the message to send.
	 * @param endpoint the endpoint that sends it
	 * @param payload the payload object, or a {@link Message} with it
	 * @param topic the topic, or null if a header says it or the pattern has none
	 * @param routingId the routing id of the peer, or null if a header says it or the
	 * pattern has none
	 * @return the message with all its frames
	 * @throws ZmqOperationException if the endpoint cannot send, or topic or routing id
	 * are missing or do not fit its type
	 */
	public ZmqMessage frame(ZmqEndpoint endpoint, @Nullable Object payload, @Nullable String topic,
			byte @Nullable [] routingId) {
		Object content = payload;
		if (payload instanceof Message<?> message) {
			content = message.getPayload();
			topic = (topic != null) ? topic : message.getHeaders().get(ZmqHeaders.TOPIC, String.class);
			routingId = (routingId != null) ? routingId : message.getHeaders().get(ZmqHeaders.ROUTING_ID, byte[].class);
		}
		return switch (endpoint.type()) {
			case PUSH, DEALER, PAIR, XSUB -> payload(endpoint, content);
			case PUB,
					XPUB ->
				payload(endpoint, content).prepend(required(endpoint, topic, "a topic",
						"use publish, or a Message with the header " + ZmqHeaders.TOPIC)
					.getBytes(StandardCharsets.UTF_8));
			case ROUTER -> payload(endpoint, content).prepend(required(endpoint, routingId, "a routing id",
					"use sendTo, or a Message with the header " + ZmqHeaders.ROUTING_ID));
			case REQ -> throw unsupported(endpoint, "send", "use request");
			case REP -> throw unsupported(endpoint, "send", "return the reply from its listener");
			case PULL, SUB -> throw unsupported(endpoint, "send",
					"use a " + EndpointType.labels(EndpointType::canSend) + " endpoint");
		};
	}

	/**
	 * Make the payload frames alone.
	 * @param endpoint the endpoint that sends them
	 * @param payload the payload object, or a {@link Message} with it
	 * @return the payload frames
	 */
	public ZmqMessage payload(ZmqEndpoint endpoint, @Nullable Object payload) {
		Object content = (payload instanceof Message<?> message) ? message.getPayload() : payload;
		return this.converter.toFrames(endpoint.name(), endpoint.codec(), content);
	}

	/**
	 * Return the exception for an operation that an endpoint's type does not have.
	 * @param endpoint the endpoint
	 * @param operation the operation
	 * @param instead what to do instead
	 * @return the exception
	 */
	public static ZmqOperationException unsupported(ZmqEndpoint endpoint, String operation, String instead) {
		return new ZmqOperationException(endpoint.name(),
				"a " + endpoint.type().label() + " endpoint cannot " + operation, instead);
	}

	private static <T> T required(ZmqEndpoint endpoint, @Nullable T value, String what, String how) {
		if (value == null) {
			throw new ZmqOperationException(endpoint.name(),
					"a " + endpoint.type().label() + " endpoint needs " + what + " to send", how);
		}
		return value;
	}

}
