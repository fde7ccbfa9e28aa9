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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.zmqspring.convert.InboundMessage;
import io.zmqspring.convert.ZmqHeaders;
import io.zmqspring.endpoint.EndpointType;

import org.springframework.messaging.MessageHeaders;

/**
 * The headers of a received message. They have no id and no timestamp, which would cost
 * more than the call of the listener.
 */
final class ListenerHeaders extends MessageHeaders {

	private static final long serialVersionUID = 1L;

	/**
	 * Return the headers that each message of an endpoint has.
	 * @param type the type of the endpoint
	 * @return the names of the headers
	 */
	static List<String> names(EndpointType type) {
		List<String> names = new ArrayList<>(List.of(ZmqHeaders.ENDPOINT));
		if (type.subscribes()) {
			names.add(ZmqHeaders.TOPIC);
		}
		if (type.replies()) {
			names.add(ZmqHeaders.ROUTING_ID);
		}
		return names;
	}

	ListenerHeaders(String endpoint, InboundMessage message) {
		super(null, ID_VALUE_NONE, -1L);
		Map<String, Object> headers = getRawHeaders();
		headers.put(ZmqHeaders.ENDPOINT, endpoint);
		String topic = message.topic();
		if (topic != null) {
			headers.put(ZmqHeaders.TOPIC, topic);
		}
		byte[] routingId = message.routingId();
		if (routingId != null) {
			headers.put(ZmqHeaders.ROUTING_ID, routingId);
		}
	}

}
