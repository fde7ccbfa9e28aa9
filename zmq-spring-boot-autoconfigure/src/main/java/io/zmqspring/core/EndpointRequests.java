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
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.zmqspring.convert.Framing;
import io.zmqspring.convert.OutboundMessage;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqStoppedException;
import io.zmqspring.observation.ZmqObservation;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;

/**
 * Makes the requests of one endpoint. With the first of them it becomes the receiver of
 * the endpoint.
 */
final class EndpointRequests {

	private final ManagedSocket socket;

	private final ZmqEndpoint endpoint;

	private final Framing framing;

	private final PayloadConverter converter;

	private final ZmqObservations observations;

	private final AsyncReplies asyncReplies;

	private final BooleanSupplier running;

	private volatile @Nullable PendingRequests pending;

	/**
	 * Create the requests of an endpoint.
	 * @param running whether requests can be made now
	 */
	EndpointRequests(ManagedSocket socket, Framing framing, PayloadConverter converter, ZmqObservations observations,
			AsyncReplies asyncReplies, BooleanSupplier running) {
		this.socket = socket;
		this.endpoint = socket.endpoint();
		this.framing = framing;
		this.converter = converter;
		this.observations = observations;
		this.asyncReplies = asyncReplies;
		this.running = running;
	}

	/**
	 * Make a request and wait for its reply.
	 * @param timeout how long to wait, or null for the endpoint's request timeout
	 */
	<T> @Nullable T request(OutboundMessage message, Type replyType, @Nullable Duration timeout) {
		if (ZmqSockets.isPollerThread()) {
			throw new ZmqOperationException(this.endpoint.name(),
					"a request cannot be awaited on a poller thread, which is what receives its reply",
					"use requestAsync, or a listener with another dispatch");
		}
		long start = System.nanoTime();
		ZmqObservation observation = this.observations.request(this.endpoint);
		Throwable error = null;
		try {
			BlockingReply reply = new BlockingReply();
			SentRequest request = send(message, timeout, reply);
			return decode(reply.await(request, start), replyType);
		}
		catch (RuntimeException | Error ex) {
			error = ex;
			throw ex;
		}
		finally {
			observation.end(error);
		}
	}

	/**
	 * Make a request whose reply completes a future.
	 * @param timeout how long to wait, or null for the endpoint's request timeout
	 */
	<T> CompletableFuture<@Nullable T> requestAsync(OutboundMessage message, Type replyType,
			@Nullable Duration timeout) {
		long start = System.nanoTime();
		CompletableFuture<@Nullable T> future = new CompletableFuture<>();
		ZmqObservation observation = this.observations.request(this.endpoint);
		future.whenComplete((reply, error) -> observation.end(error));
		try {
			AsyncReplies.Pending<T> reply = this.asyncReplies.pending(future, (payload) -> decode(payload, replyType));
			SentRequest request = send(message, timeout, reply);
			reply.expireAfter(request.remaining(start), request);
		}
		catch (RuntimeException ex) {
			future.completeExceptionally(ex);
		}
		catch (Error ex) {
			future.completeExceptionally(ex);
			throw ex;
		}
		return future;
	}

	private SentRequest send(OutboundMessage message, @Nullable Duration timeout, ReplyCallback callback) {
		ZmqMessage.Builder payload = this.converter.toFrames(this.endpoint.name(), this.endpoint.codec(),
				message.payload(), message.type());
		PendingRequests requests = open();
		Duration patience = (timeout != null) ? timeout : this.endpoint.requestTimeout();
		long id = requests.register(callback);
		try {
			if (!this.running.getAsBoolean()) {
				throw new ZmqStoppedException(this.endpoint.name(), "a request needs the template to be started");
			}
			this.socket.send(this.framing.request(id, message, payload), patience);
		}
		catch (RuntimeException | Error ex) {
			requests.remove(id);
			throw ex;
		}
		return new SentRequest(this.socket, requests, id, TimeUnit.NANOSECONDS.convert(patience));
	}

	private PendingRequests open() {
		PendingRequests opened = this.pending;
		return (opened != null) ? opened : openFirst();
	}

	private synchronized PendingRequests openFirst() {
		PendingRequests opened = this.pending;
		if (opened == null) {
			if (!this.endpoint.type().canRequest()) {
				throw ZmqOperationException.unsupported(this.endpoint, "request",
						"use a " + EndpointType.labels(EndpointType::canRequest) + " endpoint");
			}
			opened = new PendingRequests(this.socket, this.framing);
			this.pending = opened;
		}
		return opened;
	}

	@SuppressWarnings("unchecked")
	private <T> @Nullable T decode(ZmqMessage payload, Type type) {
		return (T) this.converter.fromFrames(this.endpoint.name(), this.endpoint.codec(), payload, type);
	}

	/**
	 * Return how many requests wait for a reply.
	 * @return the number, or null before the first request
	 */
	@Nullable Integer size() {
		PendingRequests opened = this.pending;
		return (opened != null) ? opened.size() : null;
	}

	/**
	 * Fail the requests that wait for a reply.
	 */
	void failAll() {
		PendingRequests opened = this.pending;
		if (opened != null) {
			opened.failAll(() -> new ZmqStoppedException(this.endpoint.name(), "it was stopped before the reply came"));
		}
	}

}
