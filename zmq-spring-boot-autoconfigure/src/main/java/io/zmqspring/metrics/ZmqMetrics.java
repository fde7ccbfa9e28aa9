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

package io.zmqspring.metrics;

import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.zmqspring.socket.ContextSnapshot;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.EndpointSnapshot;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.PeerRefusal;
import io.zmqspring.socket.ZmqSockets;

/**
 * Binds the counters and gauges of all endpoints: {@code zmq.messages.received},
 * {@code zmq.messages.sent}, {@code zmq.bytes.received}, {@code zmq.bytes.sent},
 * {@code zmq.endpoint.reconnects}, {@code zmq.messages.dropped} by {@code reason},
 * {@code zmq.peers.refused} by {@code reason}, {@code zmq.endpoint.peers},
 * {@code zmq.endpoint.waiting.senders}, {@code zmq.endpoint.pending.requests},
 * {@code zmq.endpoint.remembered.topics}, {@code zmq.endpoint.full.subscribers},
 * {@code zmq.endpoint.full.batches}, and {@code zmq.context.incomplete.size} for each
 * context. They are read when they are asked for and cost the sockets nothing.
 */
public final class ZmqMetrics implements MeterBinder {

	static final Tag SYSTEM = Tag.of("messaging.system", "zeromq");

	private final ZmqSockets sockets;

	private final Supplier<Map<String, Integer>> pendingRequests;

	/**
	 * Create a binder.
	 * @param sockets the sockets of the endpoints
	 * @param pendingRequests gives the number of requests that wait for a reply, by the
	 * name of the endpoint
	 */
	public ZmqMetrics(ZmqSockets sockets, Supplier<Map<String, Integer>> pendingRequests) {
		this.sockets = sockets;
		this.pendingRequests = pendingRequests;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.sockets.all().forEach((socket) -> bind(registry, socket));
		for (ContextSnapshot context : this.sockets.contexts()) {
			Gauge.builder("zmq.context.incomplete.size", () -> incompleteBytes(context.name()))
				.description("Memory of large messages that peers have begun to send")
				.baseUnit("bytes")
				.tags(Tags.of(SYSTEM, Tag.of("context", context.name())))
				.register(registry);
		}
	}

	private long incompleteBytes(String context) {
		return this.sockets.contexts()
			.stream()
			.filter((known) -> known.name().equals(context))
			.mapToLong(ContextSnapshot::incompleteBytes)
			.sum();
	}

	private void bind(MeterRegistry registry, ManagedSocket socket) {
		Tags tags = Tags.of(SYSTEM, Tag.of("endpoint", socket.name()),
				Tag.of("type", socket.endpoint().type().label()));
		counter(registry, "zmq.messages.received", "Messages received", tags, socket, ManagedSocket::received);
		counter(registry, "zmq.messages.sent", "Messages sent", tags, socket, ManagedSocket::sent);
		bytes(registry, "zmq.bytes.received", "Bytes received", tags, socket, EndpointSnapshot::bytesReceived);
		bytes(registry, "zmq.bytes.sent", "Bytes sent", tags, socket, EndpointSnapshot::bytesSent);
		if (!socket.endpoint().connect().isEmpty()) {
			FunctionCounter.builder("zmq.endpoint.reconnects", socket, (it) -> it.snapshot().reconnects())
				.description("Times that a lost peer was connected again")
				.tags(tags)
				.register(registry);
		}
		for (DropReason reason : DropReason.of(socket.endpoint().type())) {
			counter(registry, "zmq.messages.dropped", "Messages dropped", tags.and("reason", reason.tag()), socket,
					(it) -> it.dropped(reason));
		}
		for (PeerRefusal reason : PeerRefusal.values()) {
			FunctionCounter
				.builder("zmq.peers.refused", socket, (it) -> it.snapshot().refusals().getOrDefault(reason, 0L))
				.description("Peers whose connections were closed")
				.tags(tags.and("reason", reason.tag()))
				.register(registry);
		}
		Gauge.builder("zmq.endpoint.peers", socket, ManagedSocket::peers)
			.description("Peers that are connected")
			.tags(tags)
			.register(registry);
		Gauge.builder("zmq.endpoint.waiting.senders", socket, ManagedSocket::waitingSenders)
			.description("Threads that wait to send")
			.tags(tags)
			.register(registry);
		FunctionCounter.builder("zmq.endpoint.full.batches", socket, ManagedSocket::fullBatches)
			.description("Times that a batch was full and there was more to read; a prefetch limits it first")
			.tags(tags)
			.register(registry);
		if (socket.endpoint().type().publishes()) {
			Gauge.builder("zmq.endpoint.remembered.topics", socket, ManagedSocket::rememberedTopics)
				.description("Topics of subscribers that are remembered")
				.tags(tags)
				.register(registry);
			Gauge.builder("zmq.endpoint.full.subscribers", socket, ManagedSocket::fullSubscribers)
				.description("Subscribers at their high-water mark")
				.tags(tags)
				.register(registry);
		}
		if (socket.endpoint().type().canRequest()) {
			Gauge
				.builder("zmq.endpoint.pending.requests", socket,
						(it) -> this.pendingRequests.get().getOrDefault(it.name(), 0))
				.description("Requests that wait for their replies")
				.tags(tags)
				.register(registry);
		}
	}

	private static void bytes(MeterRegistry registry, String name, String description, Tags tags, ManagedSocket socket,
			ToDoubleFunction<EndpointSnapshot> value) {
		// Without a base unit: the name has it, and Prometheus would have it twice.
		FunctionCounter.builder(name, socket, (it) -> value.applyAsDouble(it.snapshot()))
			.description(description)
			.tags(tags)
			.register(registry);
	}

	private static void counter(MeterRegistry registry, String name, String description, Tags tags,
			ManagedSocket socket, ToDoubleFunction<ManagedSocket> value) {
		FunctionCounter.builder(name, socket, value).description(description).tags(tags).register(registry);
	}

}
