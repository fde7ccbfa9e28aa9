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

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.zmqspring.convert.Framing;
import io.zmqspring.convert.OutboundMessage;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.observation.ZmqObservation;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.ManagedSocket;
import org.jspecify.annotations.Nullable;

/**
 * What the template has for one endpoint: its socket, its framing and its requests.
 */
final class EndpointClient {

	private final ManagedSocket socket;

	private final Framing framing;

	private final PayloadConverter converter;

	private final ZmqObservations observations;

	private final EndpointRequests requests;

	EndpointClient(ManagedSocket socket, Framing framing, PayloadConverter converter, ZmqObservations observations,
			AsyncReplies asyncReplies, BooleanSupplier running) {
		this.socket = socket;
		this.framing = framing;
		this.converter = converter;
		this.observations = observations;
		this.requests = new EndpointRequests(socket, framing, converter, observations, asyncReplies, running);
	}

	ZmqEndpoint endpoint() {
		return this.socket.endpoint();
	}

	EndpointRequests requests() {
		return this.requests;
	}

	/**
	 * Send a message that belongs to no request.
	 * @param timeout how long to wait, or null for the endpoint's send timeout
	 */
	void send(OutboundMessage message, @Nullable Duration timeout) {
		ZmqEndpoint endpoint = endpoint();
		ZmqObservation observation = this.observations.send(endpoint);
		Throwable error = null;
		try {
			ZmqMessage.Builder payload = this.converter.toFrames(endpoint.name(), endpoint.codec(), message.payload(),
					message.type());
			ZmqMessage frames = this.framing.message(message, payload);
			if (timeout != null) {
				this.socket.send(frames, timeout);
			}
			else {
				this.socket.send(frames);
			}
		}
		catch (RuntimeException | Error ex) {
			error = ex;
			throw ex;
		}
		finally {
			observation.end(error);
		}
	}

}
