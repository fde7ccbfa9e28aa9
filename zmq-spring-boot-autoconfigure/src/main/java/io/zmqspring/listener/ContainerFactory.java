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

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.zmqspring.convert.Framing;
import io.zmqspring.convert.FramingFactory;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;

/**
 * Creates the containers of listeners, after checking that each listener fits its
 * endpoint.
 */
final class ContainerFactory {

	private static final int REPLYING_CONCURRENCY = 16;

	private final ZmqSockets sockets;

	private final FramingFactory framings;

	private final PayloadConverter converter;

	private final ListenerSettings settings;

	private final ZmqErrorHandler errorHandler;

	private final ZmqObservations observations;

	private final WorkerExecutors executors;

	private final Map<String, EndpointDispatcher> dispatchers = new HashMap<>();

	ContainerFactory(ZmqSockets sockets, FramingFactory framings, PayloadConverter converter, ListenerSettings settings,
			ZmqErrorHandler errorHandler, ZmqObservations observations, WorkerExecutors executors) {
		this.sockets = sockets;
		this.framings = framings;
		this.converter = converter;
		this.settings = settings;
		this.errorHandler = errorHandler;
		this.observations = observations;
		this.executors = executors;
	}

	/**
	 * Create a container for a definition that {@linkplain #requireFit fits}. Called by
	 * one thread at a time.
	 */
	ListenerContainer create(String id, ListenerDefinition definition) {
		ManagedSocket socket = this.sockets.get(definition.endpoint());
		EndpointType type = socket.endpoint().type();
		Framing framing = this.framings.create(socket.endpoint());
		ReplySender replies = new ReplySender(socket, framing, this.converter, definition.codec(),
				definition.listener().returnType(), destination(definition));
		ListenerInvoker invoker = new ListenerInvoker(socket.endpoint(), id, framing, definition.listener(), replies,
				(definition.errorHandler() != null) ? definition.errorHandler() : this.errorHandler, this.observations);
		EndpointDispatcher dispatcher = this.dispatchers.computeIfAbsent(socket.name(),
				(name) -> new EndpointDispatcher(socket));
		ListenerContainer container = new ListenerContainer(id, definition, concurrency(definition, type),
				this.settings, socket, dispatcher, invoker, this.executors);
		dispatcher.register(container);
		return container;
	}

	private ReplySender.@Nullable Destination destination(ListenerDefinition definition) {
		if (definition.sendTo() == null) {
			return null;
		}
		ManagedSocket socket = this.sockets.get(definition.sendTo());
		return new ReplySender.Destination(socket, this.framings.create(socket.endpoint()));
	}

	private static int concurrency(ListenerDefinition definition, EndpointType type) {
		if (definition.dispatch() == Dispatch.POLLER) {
			return 1;
		}
		if (definition.concurrency() != null) {
			return definition.concurrency();
		}
		return type.replies() ? REPLYING_CONCURRENCY : 1;
	}

	/**
	 * Forget a container. Called by one thread at a time.
	 */
	void remove(ListenerContainer container) {
		EndpointDispatcher dispatcher = this.dispatchers.get(container.definition().endpoint());
		if (dispatcher != null) {
			dispatcher.unregister(container);
		}
	}

	/**
	 * Warn of likely mistakes in the endpoints.
	 * @param containers the containers of all listeners
	 */
	void warn(Collection<ListenerContainer> containers) {
		Set<String> heard = containers.stream()
			.map((container) -> container.definition().endpoint())
			.collect(Collectors.toSet());
		ListenerLog.unheard(this.sockets.all(), heard);
		this.sockets.all()
			.forEach((socket) -> ListenerLog.patterns("ZeroMQ endpoint '" + socket.name() + "'",
					socket.endpoint().topics()));
	}

	/**
	 * Check that a listener can listen to its endpoint.
	 * @throws ZmqException if it cannot
	 */
	void requireFit(ListenerDefinition definition) {
		ManagedSocket socket = this.sockets.get(definition.endpoint());
		EndpointType type = socket.endpoint().type();
		EndpointDispatcher.requireReadable(socket.endpoint());
		if (!definition.topics().isEmpty() && !type.subscribes()) {
			throw ZmqOperationException.unsupported(socket.endpoint(), "have listeners with topics",
					"remove the topics, or use a sub or xsub endpoint");
		}
		if (!WorkerExecutors.supports(definition.dispatch())) {
			throw new ZmqOperationException(socket.name(),
					"a listener asks for virtual threads, which need Java 21 or later, but this is Java "
							+ Runtime.version().feature(),
					"use dispatch workers instead");
		}
		if (definition.dispatch() == Dispatch.POLLER && definition.concurrency() != null
				&& definition.concurrency() > 1) {
			throw new ZmqOperationException(socket.name(),
					"a listener on the poller thread handles one message at a time, its concurrency cannot be "
							+ definition.concurrency(),
					"remove the concurrency, or use dispatch workers");
		}
		this.converter.requireCodec(socket.name(), definition.codec());
		if (definition.sendTo() != null) {
			if (type.replies()) {
				throw new ZmqOperationException(socket.name(),
						"what a listener of a " + type.name().toLowerCase(Locale.ROOT)
								+ " endpoint returns is the reply and cannot be sent to '" + definition.sendTo() + "'",
						"remove @SendTo and use the template for that");
			}
			ReplySender.requireSendable(this.sockets.get(definition.sendTo()));
		}
	}

}
