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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

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

import org.springframework.context.SmartLifecycle;

/**
 * Holds, starts and stops the listeners of an application: they start last and stop
 * first, before the web server. The registry can be stopped and started any number of
 * times. While it runs and has a listener, it keeps the virtual machine running.
 * <p>
 * All methods may be called from any thread.
 */
public final class ZmqListenerRegistry implements SmartLifecycle {

	/**
	 * The phase: listeners start after, and stop before, the sockets and the web server.
	 */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 100;

	private static final int REPLYING_CONCURRENCY = 16;

	private final ZmqSockets sockets;

	private final FramingFactory framings;

	private final PayloadConverter converter;

	private final ListenerSettings settings;

	private final ZmqErrorHandler errorHandler;

	private final ZmqObservations observations;

	private final WorkerExecutors executors;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, ListenerContainer> containers = new LinkedHashMap<>();

	private final Map<String, EndpointDispatcher> dispatchers = new LinkedHashMap<>();

	private final KeepAlive keepAlive = new KeepAlive();

	private volatile boolean running;

	/**
	 * Create a registry without listeners.
	 * @param sockets the sockets to listen to
	 * @param framings give the endpoints their framing
	 * @param converter converts replies
	 * @param settings the settings of all listeners
	 * @param errorHandler for listeners that have none of their own
	 * @param observations observe each message that is handled
	 * @param executor runs the workers of all listeners that do not choose otherwise, or
	 * null to give each listener threads of its own. It must run each task on another
	 * thread or reject it. A rejected task is tried again. What it rejects or has not
	 * begun within a second when a listener stops is handled on threads of the listener's
	 * own
	 */
	public ZmqListenerRegistry(ZmqSockets sockets, FramingFactory framings, PayloadConverter converter,
			ListenerSettings settings, ZmqErrorHandler errorHandler, ZmqObservations observations,
			@Nullable Executor executor) {
		this.sockets = sockets;
		this.framings = framings;
		this.converter = converter;
		this.settings = settings;
		this.errorHandler = errorHandler;
		this.observations = observations;
		this.executors = new WorkerExecutors(settings, executor);
		sockets.onSupervision(() -> all().forEach(ListenerContainer::retry));
	}

	/**
	 * Add a listener. It starts at once if the registry runs and the listener starts
	 * automatically.
	 * @param definition the definition of the listener
	 * @return the listener
	 * @throws ZmqException if the listener does not fit the endpoint or its other
	 * listeners
	 * @throws IllegalArgumentException if its id is taken
	 */
	public ListenerContainer register(ListenerDefinition definition) {
		ManagedSocket socket = this.sockets.get(definition.endpoint());
		requireFit(definition, socket);
		ListenerContainer container;
		this.lock.lock();
		try {
			String id = (definition.id() != null) ? requireFree(definition.id()) : uniqueId(definition.endpoint());
			container = create(id, definition, socket);
			this.containers.put(id, container);
			updateKeepAlive();
		}
		finally {
			this.lock.unlock();
		}
		if (this.running && definition.autoStartup()) {
			try {
				container.start();
			}
			catch (RuntimeException ex) {
				unregister(container.id());
				throw ex;
			}
		}
		return container;
	}

	/**
	 * Called with the lock held.
	 */
	private void updateKeepAlive() {
		this.keepAlive.set(this.running && !this.containers.isEmpty());
	}

	private ListenerContainer create(String id, ListenerDefinition definition, ManagedSocket socket) {
		EndpointType type = socket.endpoint().type();
		Framing framing = this.framings.create(socket.endpoint());
		ReplySender replies = new ReplySender(socket, framing, this.converter, definition.codec(),
				destination(definition));
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

	private void requireFit(ListenerDefinition definition, ManagedSocket socket) {
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

	private String requireFree(String id) {
		if (this.containers.containsKey(id)) {
			throw new IllegalArgumentException("There is a ZeroMQ listener with the id '" + id + "' already");
		}
		return id;
	}

	private String uniqueId(String base) {
		String id = base;
		for (int i = 2; this.containers.containsKey(id); i++) {
			id = base + '#' + i;
		}
		return id;
	}

	/**
	 * Stop a listener and remove it.
	 * @param id the id of the listener
	 * @throws ZmqUnknownListenerException if there is none with this id
	 */
	public void unregister(String id) {
		ListenerContainer container = get(id);
		container.stop();
		this.lock.lock();
		try {
			this.containers.remove(id, container);
			updateKeepAlive();
			EndpointDispatcher dispatcher = this.dispatchers.get(container.definition().endpoint());
			if (dispatcher != null) {
				dispatcher.unregister(container);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return a listener.
	 * @param id the id of the listener
	 * @return the listener
	 * @throws ZmqUnknownListenerException if there is none with this id
	 */
	public ListenerContainer get(String id) {
		this.lock.lock();
		try {
			ListenerContainer container = this.containers.get(id);
			if (container == null) {
				throw new ZmqUnknownListenerException(id, this.containers.keySet());
			}
			return container;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return all listeners.
	 * @return the listeners in the order in which they were registered
	 */
	public Collection<ListenerContainer> all() {
		this.lock.lock();
		try {
			return List.copyOf(this.containers.values());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Start all listeners that start automatically.
	 */
	@Override
	public void start() {
		setRunning(true);
		try {
			all().stream()
				.filter((container) -> container.definition().autoStartup())
				.forEach(ListenerContainer::start);
		}
		catch (RuntimeException ex) {
			stop();
			throw ex;
		}
	}

	/**
	 * Stop all listeners at the same time, and wait until the messages that they have
	 * taken over are handled or the stop timeout has elapsed.
	 */
	@Override
	public void stop() {
		beginStop().join();
	}

	@Override
	public void stop(Runnable callback) {
		beginStop().whenComplete((ended, ex) -> callback.run());
	}

	/**
	 * Does not wait for a listener that stops its own registry.
	 */
	private CompletableFuture<Void> beginStop() {
		setRunning(false);
		return CompletableFuture.allOf(all().stream().map((container) -> {
			CompletableFuture<Void> ended = container.beginStop();
			return container.isOwnThread() ? CompletableFuture.completedFuture(null) : ended;
		}).toArray(CompletableFuture[]::new));
	}

	private void setRunning(boolean running) {
		this.lock.lock();
		try {
			this.running = running;
			updateKeepAlive();
		}
		finally {
			this.lock.unlock();
		}
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
