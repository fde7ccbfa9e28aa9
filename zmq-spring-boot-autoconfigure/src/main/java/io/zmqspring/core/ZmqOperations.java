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
import java.util.concurrent.CompletableFuture;

import io.zmqspring.convert.ZmqCodecException;
import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqInterruptedException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqPendingRequestsException;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.endpoint.ZmqStoppedException;
import io.zmqspring.endpoint.ZmqUnknownEndpointException;
import io.zmqspring.endpoint.ZmqUnroutableException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Sends messages and makes requests over the configured endpoints: <pre class="code">
 * zmq.to("jobs").send(job);
 * zmq.to("prices").publish("EUR", price);
 * Receipt receipt = zmq.to("orders").timeout(Duration.ofSeconds(1)).request(order, Receipt.class);
 * </pre>
 * <p>
 * All methods may be called from any number of platform or virtual threads, which share
 * one socket for each endpoint.
 * <p>
 * Every call ends in one of two ways: ZeroMQ has accepted the message, or an exception
 * names the endpoint and the reason:
 * <ul>
 * <li>{@link ZmqSendTimeoutException}: the endpoint was at its high-water mark, or
 * without a peer, until the timeout</li>
 * <li>{@link ZmqUnroutableException}: no peer has the routing id</li>
 * <li>{@link ZmqStoppedException}: the endpoint is stopped</li>
 * <li>{@link ZmqInterruptedException}: the thread was interrupted while it had to wait;
 * its interrupt flag is set</li>
 * <li>{@link ZmqOperationException}: the endpoint's type does not have the operation</li>
 * <li>{@link ZmqUnknownEndpointException}: there is no such endpoint</li>
 * <li>{@link ZmqConversionException}, {@link ZmqCodecException}: the payload cannot be
 * encoded, or the reply cannot be decoded</li>
 * </ul>
 * A codec turns a payload into one frame; a {@link ZmqMessage} or a list of
 * {@code byte[]} is sent as it is. Byte arrays are handed over, not copied: do not change
 * them after the call.
 */
public interface ZmqOperations {

	/**
	 * Choose the endpoint of a call.
	 * @param endpoint the name of the endpoint
	 * @return the call, to be completed
	 * @throws ZmqUnknownEndpointException if there is no such endpoint
	 */
	CallSpec to(String endpoint);

	/**
	 * Wait until peers are connected to an endpoint.
	 * @param endpoint the name of the endpoint
	 * @param count the number of peers to wait for
	 * @param timeout how long to wait
	 * @return whether that many peers are connected
	 * @throws ZmqInterruptedException if the thread is interrupted while it waits
	 */
	boolean awaitPeers(String endpoint, int count, Duration timeout);

	/**
	 * Wait until peers of a pub or xpub endpoint have subscribed to a topic or to a
	 * prefix of it, so that none of them misses what is published afterwards. On an xpub
	 * endpoint more than one can be counted only with the option {@code xpub-verbose}.
	 * ZeroMQ does not tell when one of several subscribers to a topic cancels its
	 * subscription; such a peer is counted until it disconnects.
	 * @param endpoint the name of the endpoint
	 * @param topic the topic
	 * @param count the number of subscribers to wait for
	 * @param timeout how long to wait
	 * @return whether that many peers have subscribed
	 * @throws ZmqInterruptedException if the thread is interrupted while it waits
	 */
	boolean awaitSubscribers(String endpoint, String topic, int count, Duration timeout);

	/**
	 * A call over one endpoint. What it sends or requests is its last step; the steps
	 * before it are optional. One thread describes the call; after that it may be kept
	 * and made again, by any thread.
	 */
	interface CallSpec {

		/**
		 * Limit how long the call may take: to send or publish, and for a request to be
		 * sent and answered. Without it the endpoint's {@code send-timeout} or
		 * {@code request-timeout} applies.
		 * @param timeout how long to wait; zero: not at all
		 * @return this call
		 */
		CallSpec timeout(Duration timeout);

		/**
		 * Choose the peer of a router endpoint that the message goes to.
		 * @param routingId the routing id of the peer
		 * @return this call
		 */
		CallSpec routingId(byte[] routingId);

		/**
		 * Declare the type of the payload, where its class does not say it: the elements
		 * of a {@code List<Animal>} get the type ids of their JSON only with its
		 * declaration.
		 * @param payloadType the declared type
		 * @return this call
		 */
		CallSpec payloadType(ParameterizedTypeReference<?> payloadType);

		/**
		 * Send a message over a push, dealer, pair or xsub endpoint, or to one peer of a
		 * router endpoint. A {@code Message} payload may have the topic or the routing id
		 * in its headers, and so be sent over pub and xpub endpoints too. Any other
		 * header is an error, because it would be lost.
		 * @param payload the payload
		 * @throws ZmqException if it was not sent
		 */
		void send(@Nullable Object payload);

		/**
		 * Publish a message over a pub or xpub endpoint. ZeroMQ drops it for a subscriber
		 * that is at its high-water mark, unless the endpoint's option
		 * {@code xpub-no-drop} lets the call wait instead, and drops it if nobody has
		 * subscribed.
		 * @param topic the topic, which may be empty
		 * @param payload the payload
		 * @throws ZmqException if it was not sent
		 */
		void publish(String topic, @Nullable Object payload);

		/**
		 * Make a request over a req or dealer endpoint and wait for its reply.
		 * @param <T> the type of the reply
		 * @param payload the payload of the request
		 * @param replyType the type of the reply
		 * @return the reply, or null if the reply is null or the type is {@link Void}
		 * @throws ZmqRequestTimeoutException if no reply came in time
		 * @throws ZmqPendingRequestsException if too many requests already wait for a
		 * reply
		 * @throws ZmqException if the request was not sent, or its reply cannot be
		 * decoded
		 */
		<T> @Nullable T request(@Nullable Object payload, Class<T> replyType);

		/**
		 * Make a request over a req or dealer endpoint and wait for its reply, as
		 * {@link #request(Object, Class)} does.
		 * @param <T> the type of the reply
		 * @param payload the payload of the request
		 * @param replyType the type of the reply
		 * @return the reply, or null if the reply is null
		 * @throws ZmqException if the request was not sent, or its reply did not come or
		 * cannot be decoded
		 */
		<T> @Nullable T request(@Nullable Object payload, ParameterizedTypeReference<T> replyType);

		/**
		 * Make a request over a req or dealer endpoint. The method itself waits only as
		 * long as the request cannot be sent.
		 * @param <T> the type of the reply
		 * @param payload the payload of the request
		 * @param replyType the type of the reply
		 * @return the future reply. A thread of the template completes it, and runs its
		 * callbacks, which may take their time. It fails with the exceptions of
		 * {@link #request(Object, Class)}. Cancelling it ends the wait; it does not take
		 * the request back
		 */
		<T> CompletableFuture<@Nullable T> requestAsync(@Nullable Object payload, Class<T> replyType);

		/**
		 * Make a request over a req or dealer endpoint, as
		 * {@link #requestAsync(Object, Class)} does.
		 * @param <T> the type of the reply
		 * @param payload the payload of the request
		 * @param replyType the type of the reply
		 * @return the future reply
		 */
		<T> CompletableFuture<@Nullable T> requestAsync(@Nullable Object payload,
				ParameterizedTypeReference<T> replyType);

	}

}
