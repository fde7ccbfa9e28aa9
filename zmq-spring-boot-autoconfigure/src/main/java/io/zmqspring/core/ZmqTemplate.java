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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.zmqspring.convert.Framing;
import io.zmqspring.convert.FramingFactory;
import io.zmqspring.convert.OutboundMessage;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.ZmqCodecException;
import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.endpoint.ReadableDuration;
import io.zmqspring.endpoint.ZmqEndpoint;
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
import io.zmqspring.observation.ZmqObservation;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Sends messages and makes requests over the configured endpoints. All methods may be
 * called from any number of platform or virtual threads; that takes no more sockets.
 * <p>
 * Every call ends in one of two ways: ZeroMQ has accepted the message, or an exception
 * says which endpoint did not and why:
 * <ul>
 * <li>{@link ZmqSendTimeoutException}: at the high-water mark, or without a peer, for
 * longer than the timeout</li>
 * <li>{@link ZmqUnroutableException}: no peer has the routing id</li>
 * <li>{@link ZmqStoppedException}: the endpoint is stopped</li>
 * <li>{@link ZmqInterruptedException}: the thread was interrupted while it had to wait;
 * its interrupt flag is set</li>
 * <li>{@link ZmqOperationException}: the endpoint's type does not have the operation</li>
 * <li>{@link ZmqUnknownEndpointException}: there is no such endpoint</li>
 * <li>{@link ZmqConversionException}, {@link ZmqCodecException}: the payload cannot be
 * encoded, or the reply not decoded</li>
 * </ul>
 * A payload is turned into frames by a codec; a {@link ZmqMessage} and a list of
 * {@code byte[]} are frames already. Byte arrays are handed over, not copied: they must
 * not be changed after the call.
 */
public final class ZmqTemplate implements SmartLifecycle {

	/**
	 * The phase: requests end before the sockets close.
	 */
	public static final int PHASE = ZmqSockets.PHASE + 1;

	private final ZmqSockets sockets;

	private final FramingFactory framings;

	private final PayloadConverter converter;

	private final ZmqObservations observations;

	private final Map<String, Framing> framingOfEndpoints = new ConcurrentHashMap<>();

	private final Map<String, PendingRequests> pending = new ConcurrentHashMap<>();

	private final AsyncReplies asyncReplies = new AsyncReplies();

	private volatile boolean running;

	/**
	 * Create a template.
	 * @param sockets the sockets of the endpoints
	 * @param framings give the endpoints their framing
	 * @param converter decodes the replies
	 * @param observations observe each request
	 */
	public ZmqTemplate(ZmqSockets sockets, FramingFactory framings, PayloadConverter converter,
			ZmqObservations observations) {
		this.sockets = sockets;
		this.framings = framings;
		this.converter = converter;
		this.observations = observations;
	}

	/**
	 * Send a message over a push, dealer, pair or xsub endpoint, and wait up to the
	 * endpoint's {@code send-timeout} if it must. A {@code Message} payload may bring a
	 * topic or a routing id in its headers, and can so be sent over pub, xpub and router
	 * too.
	 * @param endpoint the name of the endpoint
	 * @param payload the payload
	 * @throws ZmqException if it was not sent
	 */
	public void send(String endpoint, Object payload) {
		ManagedSocket socket = this.sockets.get(endpoint);
		socket.send(frame(socket.endpoint(), OutboundMessage.of(payload)));
	}

	/**
	 * Send a message over a push, dealer, pair or xsub endpoint.
	 * @param endpoint the name of the endpoint
	 * @param payload the payload
	 * @param timeout how long to wait if it must; zero: not at all
	 * @throws ZmqException if it was not sent
	 */
	public void send(String endpoint, Object payload, Duration timeout) {
		ManagedSocket socket = this.sockets.get(endpoint);
		socket.send(frame(socket.endpoint(), OutboundMessage.of(payload)), timeout);
	}

	/**
	 * Send a message to one peer of a router endpoint, and wait up to the endpoint's
	 * {@code send-timeout} if it must.
	 * @param endpoint the name of the endpoint
	 * @param routingId the routing id of the peer
	 * @param payload the payload
	 * @throws ZmqException if it was not sent
	 */
	public void sendTo(String endpoint, byte[] routingId, Object payload) {
		ManagedSocket socket = this.sockets.get(endpoint);
		socket.send(routed(socket.endpoint(), routingId, payload));
	}

	/**
	 * Send a message to one peer of a router endpoint.
	 * @param endpoint the name of the endpoint
	 * @param routingId the routing id of the peer
	 * @param payload the payload
	 * @param timeout how long to wait if it must; zero: not at all
	 * @throws ZmqException if it was not sent
	 */
	public void sendTo(String endpoint, byte[] routingId, Object payload, Duration timeout) {
		ManagedSocket socket = this.sockets.get(endpoint);
		socket.send(routed(socket.endpoint(), routingId, payload), timeout);
	}

	private ZmqMessage routed(ZmqEndpoint endpoint, byte[] routingId, Object payload) {
		if (!endpoint.type().routes()) {
			throw ZmqOperationException.unsupported(endpoint, "send to a routing id", "use a router endpoint, or send");
		}
		return frame(endpoint, OutboundMessage.of(payload).withRoutingId(routingId));
	}

	/**
	 * Publish a message over a pub or xpub endpoint. ZeroMQ drops it for a subscriber
	 * that is at its high-water mark, unless the endpoint's {@code xpub-no-drop} option
	 * lets the call wait instead, and drops it if nobody has subscribed.
	 * @param endpoint the name of the endpoint
	 * @param topic the topic, which may be empty
	 * @param payload the payload
	 * @throws ZmqException if it was not sent
	 */
	public void publish(String endpoint, String topic, Object payload) {
		ManagedSocket socket = this.sockets.get(endpoint);
		socket.send(published(socket.endpoint(), topic, payload));
	}

	/**
	 * Publish a message over a pub or xpub endpoint with {@code xpub-no-drop}.
	 * @param endpoint the name of the endpoint
	 * @param topic the topic, which may be empty
	 * @param payload the payload
	 * @param timeout how long to wait for a slow subscriber; zero: not at all
	 * @throws ZmqException if it was not sent
	 */
	public void publish(String endpoint, String topic, Object payload, Duration timeout) {
		ManagedSocket socket = this.sockets.get(endpoint);
		socket.send(published(socket.endpoint(), topic, payload), timeout);
	}

	private ZmqMessage published(ZmqEndpoint endpoint, String topic, Object payload) {
		if (!endpoint.type().publishes()) {
			throw ZmqOperationException.unsupported(endpoint, "publish", "use a pub or xpub endpoint, or send");
		}
		return frame(endpoint, OutboundMessage.of(payload).withTopic(topic));
	}

	private ZmqMessage frame(ZmqEndpoint endpoint, OutboundMessage message) {
		return framing(endpoint).message(message,
				this.converter.toFrames(endpoint.name(), endpoint.codec(), message.payload()));
	}

	private Framing framing(ZmqEndpoint endpoint) {
		Framing framing = this.framingOfEndpoints.get(endpoint.name());
		return (framing != null) ? framing
				: this.framingOfEndpoints.computeIfAbsent(endpoint.name(), (name) -> this.framings.create(endpoint));
	}

	/**
	 * Make a request over a req or dealer endpoint and wait for its reply up to the
	 * endpoint's {@code request-timeout}.
	 * @param <T> the type of the reply
	 * @param endpoint the name of the endpoint
	 * @param payload the payload of the request
	 * @param replyType the type of the reply
	 * @return the reply, or null if the codec says so or the type is {@link Void}
	 * @throws ZmqRequestTimeoutException if no reply came in time
	 * @throws ZmqPendingRequestsException if too many requests wait for a reply already
	 * @throws ZmqException if the request was not sent, or its reply not decoded
	 */
	public <T> @Nullable T request(String endpoint, Object payload, Class<T> replyType) {
		return doRequest(endpoint, payload, replyType, null);
	}

	/**
	 * Make a request over a req or dealer endpoint and wait for its reply.
	 * @param <T> the type of the reply
	 * @param endpoint the name of the endpoint
	 * @param payload the payload of the request
	 * @param replyType the type of the reply
	 * @param timeout how long to wait, to send and for the reply together
	 * @return the reply, or null if the codec says so or the type is {@link Void}
	 * @throws ZmqRequestTimeoutException if no reply came in time
	 * @throws ZmqPendingRequestsException if too many requests wait for a reply already
	 * @throws ZmqException if the request was not sent, or its reply not decoded
	 */
	public <T> @Nullable T request(String endpoint, Object payload, Class<T> replyType, Duration timeout) {
		return doRequest(endpoint, payload, replyType, timeout);
	}

	/**
	 * Make a request over a req or dealer endpoint and wait for its reply up to the
	 * endpoint's {@code request-timeout}.
	 * @param <T> the type of the reply
	 * @param endpoint the name of the endpoint
	 * @param payload the payload of the request
	 * @param replyType the type of the reply
	 * @return the reply, or null if the codec says so
	 * @throws ZmqRequestTimeoutException if no reply came in time
	 * @throws ZmqPendingRequestsException if too many requests wait for a reply already
	 * @throws ZmqException if the request was not sent, or its reply not decoded
	 */
	public <T> @Nullable T request(String endpoint, Object payload, ParameterizedTypeReference<T> replyType) {
		return doRequest(endpoint, payload, replyType.getType(), null);
	}

	/**
	 * Make a request over a req or dealer endpoint and wait for its reply.
	 * @param <T> the type of the reply
	 * @param endpoint the name of the endpoint
	 * @param payload the payload of the request
	 * @param replyType the type of the reply
	 * @param timeout how long to wait, to send and for the reply together
	 * @return the reply, or null if the codec says so
	 * @throws ZmqRequestTimeoutException if no reply came in time
	 * @throws ZmqPendingRequestsException if too many requests wait for a reply already
	 * @throws ZmqException if the request was not sent, or its reply not decoded
	 */
	public <T> @Nullable T request(String endpoint, Object payload, ParameterizedTypeReference<T> replyType,
			Duration timeout) {
		return doRequest(endpoint, payload, replyType.getType(), timeout);
	}

	/**
	 * Make a request over a req or dealer endpoint. The call itself waits only while the
	 * request cannot be sent; the reply may take up to the endpoint's
	 * {@code request-timeout}.
	 * @param <T> the type of the reply
	 * @param endpoint the name of the endpoint
	 * @param payload the payload of the request
	 * @param replyType the type of the reply
	 * @return the reply to come, completed on a thread of the template, which its
	 * callbacks may use until they return; it fails with the exceptions of
	 * {@link #request(String, Object, Class)}. To cancel it is to wait no longer, the
	 * request is not taken back
	 */
	public <T> CompletableFuture<@Nullable T> requestAsync(String endpoint, Object payload, Class<T> replyType) {
		return doRequestAsync(endpoint, payload, replyType, null);
	}

	/**
	 * Make a request over a req or dealer endpoint. The call itself waits only while the
	 * request cannot be sent.
	 * @param <T> the type of the reply
	 * @param endpoint the name of the endpoint
	 * @param payload the payload of the request
	 * @param replyType the type of the reply
	 * @param timeout how long the request and its reply may take together
	 * @return the reply to come, as for {@link #requestAsync(String, Object, Class)}
	 */
	public <T> CompletableFuture<@Nullable T> requestAsync(String endpoint, Object payload, Class<T> replyType,
			Duration timeout) {
		return doRequestAsync(endpoint, payload, replyType, timeout);
	}

	/**
	 * Make a request over a req or dealer endpoint. The call itself waits only while the
	 * request cannot be sent; the reply may take up to the endpoint's
	 * {@code request-timeout}.
	 * @param <T> the type of the reply
	 * @param endpoint the name of the endpoint
	 * @param payload the payload of the request
	 * @param replyType the type of the reply
	 * @return the reply to come, as for {@link #requestAsync(String, Object, Class)}
	 */
	public <T> CompletableFuture<@Nullable T> requestAsync(String endpoint, Object payload,
			ParameterizedTypeReference<T> replyType) {
		return doRequestAsync(endpoint, payload, replyType.getType(), null);
	}

	/**
	 * Make a request over a req or dealer endpoint. The call itself waits only while the
	 * request cannot be sent.
	 * @param <T> the type of the reply
	 * @param endpoint the name of the endpoint
	 * @param payload the payload of the request
	 * @param replyType the type of the reply
	 * @param timeout how long the request and its reply may take together
	 * @return the reply to come, as for {@link #requestAsync(String, Object, Class)}
	 */
	public <T> CompletableFuture<@Nullable T> requestAsync(String endpoint, Object payload,
			ParameterizedTypeReference<T> replyType, Duration timeout) {
		return doRequestAsync(endpoint, payload, replyType.getType(), timeout);
	}

	private <T> @Nullable T doRequest(String endpoint, Object payload, Type replyType, @Nullable Duration timeout) {
		if (ZmqSockets.isPollerThread()) {
			throw new ZmqOperationException(endpoint,
					"a request cannot be awaited on a poller thread, which is what receives its reply",
					"use requestAsync, or a listener with another dispatch");
		}
		long start = System.nanoTime();
		ManagedSocket socket = this.sockets.get(endpoint);
		ZmqObservation observation = this.observations.request(socket.endpoint());
		Throwable error = null;
		try {
			BlockingReply reply = new BlockingReply();
			Request request = send(socket, payload, timeout, reply);
			ZmqMessage message = reply.await(request, start);
			return decode(request.socket().endpoint(), message, replyType);
		}
		catch (RuntimeException | Error ex) {
			error = ex;
			throw ex;
		}
		finally {
			observation.end(error);
		}
	}

	private <T> CompletableFuture<@Nullable T> doRequestAsync(String endpoint, Object payload, Type replyType,
			@Nullable Duration timeout) {
		long start = System.nanoTime();
		CompletableFuture<@Nullable T> future = new CompletableFuture<>();
		ManagedSocket socket = this.sockets.get(endpoint);
		ZmqEndpoint target = socket.endpoint();
		ZmqObservation observation = this.observations.request(target);
		future.whenComplete((reply, error) -> observation.end(error));
		try {
			AsyncReplies.Pending<T> reply = this.asyncReplies.pending(future,
					(message) -> decode(target, message, replyType));
			Request request = send(socket, payload, timeout, reply);
			reply.expireAfter(request.remaining(start), request);
		}
		catch (RuntimeException ex) {
			future.completeExceptionally(ex);
		}
		return future;
	}

	private Request send(ManagedSocket socket, Object payload, @Nullable Duration timeout, ReplyCallback callback) {
		ZmqEndpoint target = socket.endpoint();
		if (!target.type().canRequest()) {
			throw ZmqOperationException.unsupported(target, "request", "use a req or dealer endpoint");
		}
		OutboundMessage message = OutboundMessage.of(payload);
		ZmqMessage.Builder frames = this.converter.toFrames(target.name(), target.codec(), message.payload());
		Framing framing = framing(target);
		PendingRequests requests = this.pending.get(socket.name());
		if (requests == null) {
			requests = this.pending.computeIfAbsent(socket.name(), (name) -> new PendingRequests(socket, framing));
		}
		Duration patience = (timeout != null) ? timeout : target.requestTimeout();
		long nanos = TimeUnit.NANOSECONDS.convert(patience);
		long id = requests.register(callback);
		try {
			if (!this.running) {
				throw new ZmqStoppedException(socket.name(), "a request needs the template to be started");
			}
			socket.send(framing.request(id, message, frames), patience);
		}
		catch (RuntimeException | Error ex) {
			requests.remove(id);
			throw ex;
		}
		return new Request(socket, requests, id, nanos);
	}

	@SuppressWarnings("unchecked")
	private <T> @Nullable T decode(ZmqEndpoint endpoint, ZmqMessage payload, Type type) {
		return (T) this.converter.fromFrames(endpoint.name(), endpoint.codec(), payload, type);
	}

	/**
	 * Wait until so many peers are connected to an endpoint.
	 * @param endpoint the name of the endpoint
	 * @param count how many
	 * @param timeout how long to wait
	 * @return whether they are
	 * @throws ZmqInterruptedException if the thread is interrupted while it waits
	 */
	public boolean awaitPeers(String endpoint, int count, Duration timeout) {
		ManagedSocket socket = this.sockets.get(endpoint);
		try {
			return socket.awaitPeers(count, timeout);
		}
		catch (InterruptedException ex) {
			throw interrupted(endpoint, "for its peers");
		}
	}

	/**
	 * Wait until so many peers of a pub or xpub endpoint have subscribed to a topic or to
	 * a prefix of it, so that none of them misses what is published then. On an xpub
	 * endpoint more than one can be counted only with the option {@code xpub-verbose}.
	 * ZeroMQ does not tell when one of several subscribers to a topic takes its
	 * subscription back, so that such a peer is counted until it goes.
	 * @param endpoint the name of the endpoint
	 * @param topic the topic
	 * @param count how many
	 * @param timeout how long to wait
	 * @return whether they have
	 * @throws ZmqInterruptedException if the thread is interrupted while it waits
	 */
	public boolean awaitSubscribers(String endpoint, String topic, int count, Duration timeout) {
		ManagedSocket socket = this.sockets.get(endpoint);
		if (!socket.endpoint().type().publishes()) {
			throw ZmqOperationException.unsupported(socket.endpoint(), "have subscribers",
					"use a pub or xpub endpoint");
		}
		try {
			return socket.awaitSubscribers(topic.getBytes(StandardCharsets.UTF_8), count, timeout);
		}
		catch (InterruptedException ex) {
			throw interrupted(endpoint, "for its subscribers");
		}
	}

	private static ZmqInterruptedException interrupted(String endpoint, String what) {
		Thread.currentThread().interrupt();
		return new ZmqInterruptedException(endpoint, "the thread was interrupted while it waited " + what);
	}

	/**
	 * Return how many requests wait for their replies, for each endpoint that was asked
	 * for one.
	 * @return the number of requests by the name of the endpoint
	 */
	public Map<String, Integer> pendingRequests() {
		Map<String, Integer> sizes = new TreeMap<>();
		this.pending.forEach((endpoint, requests) -> sizes.put(endpoint, requests.size()));
		return sizes;
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Fail the requests that wait for a reply: none can come any more.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.pending.forEach((endpoint, requests) -> requests
			.failAll(() -> new ZmqStoppedException(endpoint, "it was stopped before the reply came")));
		this.asyncReplies.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * A request that was sent.
	 *
	 * @param socket the socket that it went over
	 * @param pending where its reply is expected
	 * @param id its correlation id
	 * @param timeout how long it may take in all, in nanoseconds
	 */
	record Request(ManagedSocket socket, PendingRequests pending, long id, long timeout) {

		long remaining(long start) {
			return start + this.timeout - System.nanoTime();
		}

		ZmqRequestTimeoutException timedOut() {
			return new ZmqRequestTimeoutException(this.socket.name(),
					"no reply within " + ReadableDuration.of(Duration.ofNanos(this.timeout))
							+ ((this.socket.peers() == 0) ? ": no peer is connected" : ""));
		}

	}

}
