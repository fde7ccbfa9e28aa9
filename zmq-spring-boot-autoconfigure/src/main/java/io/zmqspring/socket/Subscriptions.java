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

package io.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;

/**
 * The topics that a sub or xsub endpoint subscribes to, each time when it gets a new
 * socket. A sub socket has options for that; an xsub socket sends messages: the byte 1
 * and the topic to subscribe, 0 and the topic to unsubscribe.
 */
final class Subscriptions {

	private final ZmqEndpoint endpoint;

	private final LockedSocket socket;

	private final FrameWriter writer;

	private final Set<String> topics;

	Subscriptions(ZmqEndpoint endpoint, LockedSocket socket, FrameWriter writer) {
		this.endpoint = endpoint;
		this.socket = socket;
		this.writer = writer;
		this.topics = Collections.synchronizedSet(new LinkedHashSet<>(endpoint.topics()));
	}

	/**
	 * Add a topic. Called without the lock.
	 */
	void add(String topic) {
		requireSubscriber();
		this.socket.withLock(() -> {
			if (this.topics.add(topic) && this.socket.isOpen()) {
				subscribe(topic);
			}
		});
	}

	/**
	 * Take a topic away; one that was not added is not told to JeroMQ, which counts.
	 * Called without the lock.
	 */
	void remove(String topic) {
		requireSubscriber();
		this.socket.withLock(() -> {
			if (this.topics.remove(topic) && this.socket.isOpen()) {
				unsubscribe(topic);
			}
		});
	}

	/**
	 * Return the topics. May be called without the lock.
	 */
	List<String> all() {
		synchronized (this.topics) {
			return this.endpoint.type().subscribes() ? List.copyOf(this.topics) : List.of();
		}
	}

	/**
	 * Subscribe a new socket to all topics. Called with the lock held.
	 */
	void opened() {
		if (this.endpoint.type().subscribes()) {
			this.topics.forEach(this::subscribe);
		}
	}

	private void requireSubscriber() {
		if (!this.endpoint.type().subscribes()) {
			throw new ZmqOperationException(this.endpoint.name(),
					"only a " + EndpointType.labels(EndpointType::subscribes) + " endpoint subscribes to topics",
					"use one of these");
		}
	}

	private void subscribe(String topic) {
		if (this.endpoint.type() == EndpointType.SUB) {
			this.socket.socket().subscribe(topic.getBytes(StandardCharsets.UTF_8));
		}
		else {
			this.writer.write(ZmqMessage.ofText('\1' + topic));
		}
	}

	private void unsubscribe(String topic) {
		if (this.endpoint.type() == EndpointType.SUB) {
			this.socket.socket().unsubscribe(topic.getBytes(StandardCharsets.UTF_8));
		}
		else {
			this.writer.write(ZmqMessage.ofText('\0' + topic));
		}
	}

}
