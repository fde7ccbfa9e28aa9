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

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.zmqspring.convert.Framing;
import io.zmqspring.convert.InboundMessage;
import io.zmqspring.convert.OutboundMessage;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.endpoint.ZmqUnroutableException;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.ManagedSocket;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a listener returns: to the peer on rep and router endpoints, elsewhere to
 * the endpoint that the listener names.
 */
final class ReplySender {

	private static final Log logger = LogFactory.getLog(ReplySender.class);

	private static final byte[] EMPTY = {};

	private final ManagedSocket socket;

	private final Framing framing;

	private final PayloadConverter converter;

	private final @Nullable String codec;

	private final @Nullable Type type;

	private final @Nullable Destination sendTo;

	private final AtomicBoolean warned = new AtomicBoolean();

	private final StalledPeers stalledPeers = new StalledPeers();

	/**
	 * Create a sender.
	 * @param socket the socket of the endpoint that messages come from
	 * @param codec the name of the codec for replies, or null for that of the endpoint
	 * @param type the declared type of return values, or null if there is none
	 * @param sendTo where return values go that are not replies, or null
	 */
	ReplySender(ManagedSocket socket, Framing framing, PayloadConverter converter, @Nullable String codec,
			@Nullable Type type, @Nullable Destination sendTo) {
		this.socket = socket;
		this.framing = framing;
		this.converter = converter;
		this.codec = (codec != null) ? codec : socket.endpoint().codec();
		this.type = type;
		this.sendTo = sendTo;
	}

	/**
	 * Send a return value.
	 * @throws ZmqException if it cannot be converted, or not be sent to another endpoint
	 */
	void send(InboundMessage message, @Nullable Object result) {
		if (this.socket.endpoint().type().replies()) {
			if (result != null || this.socket.endpoint().type() != EndpointType.ROUTER) {
				reply(message, result, this.type);
			}
		}
		else if (result != null) {
			forward(message, result);
		}
	}

	/**
	 * Send what an error handler returned.
	 */
	void sendError(InboundMessage message, Object result) {
		if (this.socket.endpoint().type().replies()) {
			reply(message, result, null);
		}
	}

	private void reply(InboundMessage message, @Nullable Object result, @Nullable Type declared) {
		OutboundMessage reply = OutboundMessage.of(this.socket.endpoint(), result, declared);
		ZmqMessage.Builder payload = this.converter.toFrames(this.socket.name(), this.codec, reply.payload(),
				reply.type());
		if (payload.size() == 0) {
			payload.append(EMPTY);
		}
		send(this.framing.reply(message, reply, payload), message.envelope().size());
	}

	/**
	 * Send a reply. After one timeout no worker waits for that peer until it reads again,
	 * so it does not delay the replies to others.
	 * @param envelope the number of its frames that a log does not show
	 */
	private void send(ZmqMessage reply, int envelope) {
		byte[] peer = reply.frame(0);
		boolean stalled = this.stalledPeers.contains(peer);
		try {
			if (stalled) {
				this.socket.send(reply, Duration.ZERO);
				this.stalledPeers.remove(peer);
			}
			else {
				this.socket.send(reply);
			}
		}
		catch (ZmqUnroutableException ex) {
			this.stalledPeers.remove(peer);
			this.socket.countDropped(DropReason.UNROUTABLE_REPLY, 1);
			logger.debug("ZeroMQ endpoint '" + this.socket.name() + "': the peer has gone before its reply "
					+ reply.slice(envelope, reply.size()));
		}
		catch (ZmqSendTimeoutException ex) {
			this.socket.countDropped(DropReason.UNSENT_REPLY, 1);
			if (this.stalledPeers.add(peer)) {
				logger.warn("The reply " + reply.slice(envelope, reply.size())
						+ " is lost, and so are further ones until the peer reads again. " + ex.getMessage());
			}
		}
		catch (ZmqException ex) {
			this.socket.countDropped(DropReason.UNSENT_REPLY, 1);
			logger.warn("The reply " + reply.slice(envelope, reply.size()) + " is lost. " + ex.getMessage(),
					ex.getCause());
		}
	}

	private void forward(InboundMessage message, Object result) {
		if (this.sendTo == null) {
			if (this.warned.compareAndSet(false, true)) {
				logger.warn("ZeroMQ endpoint '" + this.socket.name() + "': a listener returned "
						+ result.getClass().getName() + ", which goes nowhere: it names no endpoint to send it to");
			}
			return;
		}
		ZmqEndpoint target = this.sendTo.socket().endpoint();
		OutboundMessage forwarded = OutboundMessage.of(target, result, this.type);
		if (forwarded.topic() == null) {
			forwarded = forwarded.withTopic(message.topic());
		}
		ZmqMessage.Builder payload = this.converter.toFrames(target.name(), target.codec(), forwarded.payload(),
				forwarded.type());
		this.sendTo.socket().send(this.sendTo.framing().message(forwarded, payload));
	}

	/**
	 * Check that an endpoint can be sent to without a request.
	 * @throws ZmqOperationException if it cannot
	 */
	static void requireSendable(ManagedSocket socket) {
		if (!socket.endpoint().type().canSend()) {
			throw ZmqOperationException.unsupported(socket.endpoint(), "be sent to by a listener",
					"use a " + EndpointType.labels(EndpointType::canSend) + " endpoint");
		}
	}

	/**
	 * Where return values go that are not replies.
	 *
	 * @param socket the socket of the endpoint
	 * @param framing its framing
	 */
	record Destination(ManagedSocket socket, Framing framing) {

	}

}
