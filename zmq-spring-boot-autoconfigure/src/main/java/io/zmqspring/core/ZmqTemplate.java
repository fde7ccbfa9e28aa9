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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.zmqspring.convert.FramingFactory;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqInterruptedException;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.ZmqSockets;

import org.springframework.context.SmartLifecycle;

/**
 * The starter's {@link ZmqOperations}.
 */
public final class ZmqTemplate implements ZmqOperations, SmartLifecycle {

	/**
	 * The phase: requests end before the sockets close.
	 */
	public static final int PHASE = ZmqSockets.PHASE + 1;

	private final ZmqSockets sockets;

	private final FramingFactory framings;

	private final PayloadConverter converter;

	private final ZmqObservations observations;

	private final Map<String, EndpointClient> clients = new ConcurrentHashMap<>();

	private final AsyncReplies asyncReplies = new AsyncReplies();

	private volatile boolean running;

	/**
	 * Create a template.
	 * @param sockets the sockets of the endpoints
	 * @param framings give the endpoints their framing
	 * @param converter encodes payloads and decodes replies
	 * @param observations observe each send and request
	 */
	public ZmqTemplate(ZmqSockets sockets, FramingFactory framings, PayloadConverter converter,
			ZmqObservations observations) {
		this.sockets = sockets;
		this.framings = framings;
		this.converter = converter;
		this.observations = observations;
	}

	@Override
	public CallSpec to(String endpoint) {
		EndpointClient client = this.clients.get(endpoint);
		return new DefaultCallSpec(
				(client != null) ? client : this.clients.computeIfAbsent(endpoint, this::createClient));
	}

	private EndpointClient createClient(String endpoint) {
		ManagedSocket socket = this.sockets.get(endpoint);
		return new EndpointClient(socket, this.framings.create(socket.endpoint()), this.converter, this.observations,
				this.asyncReplies, this::isRunning);
	}

	@Override
	public boolean awaitPeers(String endpoint, int count, Duration timeout) {
		ManagedSocket socket = this.sockets.get(endpoint);
		try {
			return socket.awaitPeers(count, timeout);
		}
		catch (InterruptedException ex) {
			throw interrupted(endpoint, "for its peers");
		}
	}

	@Override
	public boolean awaitSubscribers(String endpoint, String topic, int count, Duration timeout) {
		ManagedSocket socket = this.sockets.get(endpoint);
		if (!socket.endpoint().type().publishes()) {
			throw ZmqOperationException.unsupported(socket.endpoint(), "have subscribers",
					"use a " + EndpointType.labels(EndpointType::publishes) + " endpoint");
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
	 * Return how many requests wait for their replies, for each endpoint that has made
	 * one.
	 * @return the number of requests by the name of the endpoint
	 */
	public Map<String, Integer> pendingRequests() {
		Map<String, Integer> sizes = new TreeMap<>();
		this.clients.forEach((endpoint, client) -> {
			Integer size = client.requests().size();
			if (size != null) {
				sizes.put(endpoint, size);
			}
		});
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
		this.clients.values().forEach((client) -> client.requests().failAll());
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

}
