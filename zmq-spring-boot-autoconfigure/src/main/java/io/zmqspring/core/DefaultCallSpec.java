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

package io.zmqspring.core;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.zmqspring.convert.OutboundMessage;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqOperationException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Describes a call, and checks that it fits the type of its endpoint.
 */
final class DefaultCallSpec implements ZmqOperations.CallSpec {

	private final EndpointClient client;

	private @Nullable Duration timeout;

	private byte @Nullable [] routingId;

	private @Nullable Type payloadType;

	DefaultCallSpec(EndpointClient client) {
		this.client = client;
	}

	@Override
	public ZmqOperations.CallSpec timeout(Duration timeout) {
		this.timeout = timeout;
		return this;
	}

	@Override
	public ZmqOperations.CallSpec routingId(byte[] routingId) {
		ZmqEndpoint endpoint = this.client.endpoint();
		if (!endpoint.type().routes()) {
			throw ZmqOperationException.unsupported(endpoint, "send to a routing id",
					"use a " + EndpointType.labels(EndpointType::routes) + " endpoint, or leave the routing id out");
		}
		this.routingId = routingId;
		return this;
	}

	@Override
	public ZmqOperations.CallSpec payloadType(ParameterizedTypeReference<?> payloadType) {
		this.payloadType = payloadType.getType();
		return this;
	}

	private OutboundMessage message(@Nullable Object payload) {
		return OutboundMessage.of(this.client.endpoint(), payload, this.payloadType);
	}

	@Override
	public void send(@Nullable Object payload) {
		OutboundMessage message = message(payload);
		this.client.send((this.routingId != null) ? message.withRoutingId(this.routingId) : message, this.timeout);
	}

	@Override
	public void publish(String topic, @Nullable Object payload) {
		ZmqEndpoint endpoint = this.client.endpoint();
		if (!endpoint.type().publishes()) {
			throw ZmqOperationException.unsupported(endpoint, "publish",
					"use a " + EndpointType.labels(EndpointType::publishes) + " endpoint, or send");
		}
		this.client.send(message(payload).withTopic(topic), this.timeout);
	}

	@Override
	public <T> @Nullable T request(@Nullable Object payload, Class<T> replyType) {
		return doRequest(payload, replyType);
	}

	@Override
	public <T> @Nullable T request(@Nullable Object payload, ParameterizedTypeReference<T> replyType) {
		return doRequest(payload, replyType.getType());
	}

	private <T> @Nullable T doRequest(@Nullable Object payload, Type replyType) {
		return this.client.requests().request(message(payload), replyType, this.timeout);
	}

	@Override
	public <T> CompletableFuture<@Nullable T> requestAsync(@Nullable Object payload, Class<T> replyType) {
		return doRequestAsync(payload, replyType);
	}

	@Override
	public <T> CompletableFuture<@Nullable T> requestAsync(@Nullable Object payload,
			ParameterizedTypeReference<T> replyType) {
		return doRequestAsync(payload, replyType.getType());
	}

	private <T> CompletableFuture<@Nullable T> doRequestAsync(@Nullable Object payload, Type replyType) {
		try {
			return this.client.requests().requestAsync(message(payload), replyType, this.timeout);
		}
		catch (ZmqOperationException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
