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

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

import io.zmqspring.convert.FramingFactory;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.observation.ZmqObservations;
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

	private final ContainerFactory factory;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, ListenerContainer> containers = new LinkedHashMap<>();

	private final List<RegistryObserver> observers = new ArrayList<>();

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
		this.factory = new ContainerFactory(sockets, framings, converter, settings, errorHandler, observations,
				new WorkerExecutors(settings, executor));
		sockets.onSupervision(() -> all().forEach(ListenerContainer::retry));
	}

	/**
	 * Add a listener, and name it after its endpoint if it has no id. It starts at once
	 * if the registry runs and the listener starts automatically.
	 * @param definition the definition of the listener
	 * @return the listener
	 * @throws ZmqException if the listener does not fit the endpoint or its other
	 * listeners
	 * @throws IllegalArgumentException if its id is taken
	 */
	public ListenerContainer register(ListenerDefinition definition) {
		return register(definition, definition.endpoint());
	}

	/**
	 * Add a listener. It starts at once if the registry runs and the listener starts
	 * automatically.
	 * @param definition the definition of the listener
	 * @param defaultId the id of the listener if the definition has none; a number is
	 * appended if it is taken
	 * @return the listener
	 * @throws ZmqException if the listener does not fit the endpoint or its other
	 * listeners
	 * @throws IllegalArgumentException if the id of the definition is taken
	 */
	public ListenerContainer register(ListenerDefinition definition, String defaultId) {
		this.factory.requireFit(definition);
		ListenerContainer container;
		this.lock.lock();
		try {
			String id = (definition.id() != null) ? requireFree(definition.id()) : uniqueId(defaultId);
			container = this.factory.create(id, definition);
			this.containers.put(id, container);
			ListenerLog.patterns("ZeroMQ listener '" + id + "'", definition.topics());
			updateKeepAlive();
			for (RegistryObserver observer : this.observers) {
				observer.registered(container);
			}
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
			if (this.containers.remove(id, container)) {
				this.observers.forEach((observer) -> observer.unregistered(container));
			}
			updateKeepAlive();
			this.factory.remove(container);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Add an observer, and tell it of all listeners.
	 * @param observer the observer
	 */
	public void observe(RegistryObserver observer) {
		this.lock.lock();
		try {
			this.observers.add(observer);
			this.containers.values().forEach(observer::registered);
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
		this.factory.warn(all());
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
