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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import org.jspecify.annotations.Nullable;

/**
 * ZeroMQ's own framing, as docs/wire-format.md describes it.
 */
final class StandardFraming implements Framing {

	private static final byte[] DELIMITER = {};

	private final ZmqEndpoint endpoint;

	private final InboundFraming inbound;

	StandardFraming(ZmqEndpoint endpoint) {
		this.endpoint = endpoint;
		this.inbound = InboundFraming.of(endpoint.type());
	}

	@Override
	public InboundMessage split(ZmqMessage message) {
		return this.inbound.split(message);
	}

	@Override
	public @Nullable InboundReply splitReply(ZmqMessage message) {
		if (message.size() < 3 || message.frame(0).length != Long.BYTES || message.frame(1).length > 0) {
			return null;
		}
		return new InboundReply(ByteBuffer.wrap(message.frame(0)).getLong(), message.slice(2, message.size()));
	}

	@Override
	public ZmqMessage message(OutboundMessage message, ZmqMessage.Builder payload) {
		return switch (this.endpoint.type()) {
			case PUSH, DEALER, PAIR, XSUB -> payload.build();
			case PUB, XPUB -> payload.prepend(topic(message).getBytes(StandardCharsets.UTF_8)).build();
			case ROUTER -> payload.prepend(routingId(message)).build();
			case REQ -> throw ZmqOperationException.unsupported(this.endpoint, "send", "use request");
			case REP ->
				throw ZmqOperationException.unsupported(this.endpoint, "send", "return the reply from its listener");
			case PULL, SUB -> throw ZmqOperationException.unsupported(this.endpoint, "send",
					"use a " + EndpointType.labels(EndpointType::canSend) + " endpoint");
		};
	}

	private String topic(OutboundMessage message) {
		if (message.topic() == null) {
			throw incomplete("a topic", "use publish, or send a Message with the header " + ZmqHeaders.TOPIC);
		}
		return message.topic();
	}

	private byte[] routingId(OutboundMessage message) {
		if (message.routingId() == null) {
			throw incomplete("a routing id",
					"choose one with routingId, or send a Message with the header " + ZmqHeaders.ROUTING_ID);
		}
		return message.routingId();
	}

	private ZmqOperationException incomplete(String what, String action) {
		return new ZmqOperationException(this.endpoint.name(),
				"a " + this.endpoint.type().label() + " endpoint needs " + what + " to send", action);
	}

	@Override
	public ZmqMessage request(long correlationId, OutboundMessage request, ZmqMessage.Builder payload) {
		byte[] id = ByteBuffer.allocate(Long.BYTES).putLong(correlationId).array();
		return payload.prepend(DELIMITER).prepend(id).build();
	}

	@Override
	public ZmqMessage reply(InboundMessage request, OutboundMessage reply, ZmqMessage.Builder payload) {
		return payload.prepend(request.envelope()).build();
	}

}
