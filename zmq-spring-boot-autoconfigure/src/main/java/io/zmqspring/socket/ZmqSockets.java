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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqUnknownEndpointException;
import io.zmqspring.patch.JeroMqPatch;
import io.zmqspring.patch.PatchResult;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;

import org.springframework.context.SmartLifecycle;

/**
 * All contexts, sockets and pollers of an application, and their life: they start before
 * anything that listens and stop after everything that sends. Without endpoints there is
 * no context, no thread and no socket.
 * <p>
 * All methods but {@link #start()} and {@link #stop()} may be called from any thread.
 */
public final class ZmqSockets implements SmartLifecycle {

	/**
	 * The phase: sockets start before, and stop after, the web server and the listener
	 * containers.
	 */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

	private static final long SUPERVISION_MILLIS = 100;

	private static final Log logger = LogFactory.getLog(ZmqSockets.class);

	private final SocketLayerSettings settings;

	private final Map<String, ManagedContext> contexts = new LinkedHashMap<>();

	private final Map<String, ManagedSocket> sockets = new LinkedHashMap<>();

	private final List<SocketPoller> pollers = new ArrayList<>();

	private final List<Runnable> supervised = new CopyOnWriteArrayList<>();

	private volatile boolean running;

	private volatile Map<JeroMqPatch, PatchResult> patches = Map.of();

	private @Nullable ScheduledExecutorService supervisor;

	/**
	 * Create the sockets of an application; nothing is opened before {@link #start()}.
	 * @param settings how the socket layer works
	 * @param endpoints the endpoints, which {@link EndpointValidator} has accepted
	 * @param provided contexts that the application brings itself, by name
	 * @param contextCustomizers called for each new context
	 * @param socketCustomizers called for each new socket
	 */
	public ZmqSockets(SocketLayerSettings settings, Collection<ZmqEndpoint> endpoints, Map<String, ZContext> provided,
			List<ZmqContextCustomizer> contextCustomizers, List<ZmqSocketCustomizer> socketCustomizers) {
		this(settings, endpoints, provided, contextCustomizers, socketCustomizers,
				(name) -> new SocketPoller(name, settings.batchSize()));
	}

	/**
	 * Create the sockets with pollers of another kind.
	 */
	ZmqSockets(SocketLayerSettings settings, Collection<ZmqEndpoint> endpoints, Map<String, ZContext> provided,
			List<ZmqContextCustomizer> contextCustomizers, List<ZmqSocketCustomizer> socketCustomizers,
			Function<String, SocketPoller> pollers) {
		this.settings = settings;
		for (int i = 1; i <= Math.min(settings.pollerThreads(), endpoints.size()); i++) {
			this.pollers.add(pollers.apply("zmq-poller-" + i));
		}
		int assigned = 0;
		for (ZmqEndpoint endpoint : endpoints) {
			ManagedContext context = this.contexts.computeIfAbsent(endpoint.context(),
					(name) -> new ManagedContext(name, settings.contexts().getOrDefault(name, ContextSettings.DEFAULTS),
							provided.get(name), contextCustomizers));
			SocketPoller poller = this.pollers.get(assigned++ % this.pollers.size());
			ManagedSocket socket = new ManagedSocket(endpoint, context, poller, socketCustomizers);
			poller.assign(socket);
			this.sockets.put(endpoint.name(), socket);
		}
	}

	/**
	 * Return the socket of an endpoint.
	 * @param endpoint the name of the endpoint
	 * @return its socket
	 * @throws ZmqUnknownEndpointException if there is no such endpoint
	 */
	public ManagedSocket get(String endpoint) {
		ManagedSocket socket = this.sockets.get(endpoint);
		if (socket == null) {
			throw new ZmqUnknownEndpointException(endpoint, this.sockets.keySet());
		}
		return socket;
	}

	/**
	 * Return all sockets.
	 * @return the sockets, in the order in which their endpoints were given
	 */
	public Collection<ManagedSocket> all() {
		return List.copyOf(this.sockets.values());
	}

	/**
	 * Return what is known of the contexts now.
	 * @return a snapshot for each context
	 */
	public List<ContextSnapshot> contexts() {
		return this.contexts.values().stream().map(ManagedContext::snapshot).toList();
	}

	/**
	 * Return the poller threads and whether each is alive.
	 * @return whether the thread is alive, by its name
	 */
	public Map<String, Boolean> pollers() {
		Map<String, Boolean> alive = new LinkedHashMap<>();
		this.pollers.forEach((poller) -> alive.put(poller.name(), poller.isAlive()));
		return alive;
	}

	/**
	 * Return which patches of JeroMQ were applied.
	 * @return the result for each patch; empty before the first start with an endpoint
	 */
	public Map<JeroMqPatch, PatchResult> patches() {
		return this.patches;
	}

	/**
	 * Return whether the calling thread is a poller, which must never wait for what only
	 * a poller can bring about.
	 * @return whether it is
	 */
	public static boolean isPollerThread() {
		return SocketPoller.isPollerThread();
	}

	/**
	 * Have the supervisor call a task each time it looks at the sockets, about every 100
	 * ms while they run.
	 * @param task a quick task; what it throws is logged
	 */
	public void onSupervision(Runnable task) {
		this.supervised.add(task);
	}

	@Override
	public synchronized void start() {
		if (this.running || this.sockets.isEmpty()) {
			this.running = true;
			return;
		}
		this.patches = JeroMqPatch.applyAllBut(this.settings.excludedPatches());
		boolean guarded = Objects.requireNonNull(this.patches.get(JeroMqPatch.GUARD)).isApplied();
		this.contexts.values().forEach((context) -> context.setGuarded(guarded));
		try {
			this.contexts.values().forEach(ManagedContext::open);
			this.pollers.forEach(SocketPoller::start);
			this.sockets.values().forEach((socket) -> socket.lifecycle().open());
			this.sockets.values().forEach((socket) -> socket.lifecycle().bind());
			this.sockets.values().forEach((socket) -> socket.lifecycle().connect());
		}
		catch (RuntimeException | Error ex) {
			close();
			throw ex;
		}
		this.supervisor = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "zmq-supervisor");
			thread.setDaemon(true);
			return thread;
		});
		this.running = true;
		this.sockets.values().forEach((socket) -> logger.info(describe(socket.snapshot())));
		this.supervisor.scheduleWithFixedDelay(() -> runSafely("layer", "sockets", this::supervise), SUPERVISION_MILLIS,
				SUPERVISION_MILLIS, TimeUnit.MILLISECONDS);
	}

	private static String describe(EndpointSnapshot snapshot) {
		StringJoiner addresses = new StringJoiner(", ",
				"ZeroMQ endpoint '" + snapshot.endpoint().name() + "' (" + snapshot.endpoint().type().label() + ") ",
				"");
		for (ConnectionSnapshot connection : snapshot.connections()) {
			if (!connection.bind()) {
				addresses.add("connects to " + connection.address());
			}
			else if (connection.state() == ConnectionSnapshot.State.BOUND) {
				addresses.add("bound to " + Objects.requireNonNullElse(connection.actual(), connection.address()));
			}
			else {
				addresses.add("not yet bound to " + connection.address());
			}
		}
		return addresses.toString();
	}

	/**
	 * Without the monitor, which a stop takes: to resolve a host can take long.
	 */
	private void supervise() {
		this.contexts.values()
			.stream()
			.filter((context) -> context.isDueForRebuild(System.nanoTime()))
			.forEach((context) -> runSafely("context", context.name(), () -> rebuild(context)));
		for (ManagedSocket socket : this.sockets.values()) {
			if (this.running) {
				runSafely("endpoint", socket.name(), () -> socket.lifecycle().supervise(System.nanoTime()));
			}
		}
		this.contexts.values().forEach(ManagedContext::nudge);
		this.supervised.forEach((task) -> runSafely("layer", "listeners", task));
	}

	/**
	 * Do something that may fail, and never throw: the executor would not call again.
	 */
	private static void runSafely(String kind, String name, Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException | Error ex) {
			try {
				logger.error("The supervision of the ZeroMQ " + kind + " '" + name + "' continues after an error", ex);
			}
			catch (OutOfMemoryError again) {
				// It is retried, and logged when there is memory for it.
			}
		}
	}

	private synchronized void rebuild(ManagedContext context) {
		if (!this.running) {
			return;
		}
		this.sockets.values()
			.stream()
			.filter((socket) -> socket.endpoint().context().equals(context.name()))
			.forEach((socket) -> socket.lifecycle().abandon());
		context.rebuild();
	}

	@Override
	public synchronized void stop() {
		if (this.running) {
			this.running = false;
			close();
		}
	}

	private synchronized void close() {
		if (this.supervisor != null) {
			this.supervisor.shutdown();
			this.supervisor = null;
		}
		this.sockets.values().forEach((socket) -> socket.lifecycle().close());
		this.pollers.forEach((poller) -> poller.stop(this.settings.shutdownTimeout().toMillis()));
		this.contexts.values().forEach((context) -> context.close(deadline(context)));
		this.sockets.values().forEach((socket) -> socket.lifecycle().awaitUnbound(this.settings.shutdownTimeout()));
	}

	private Duration deadline(ManagedContext context) {
		Duration longest = Duration.ZERO;
		for (ManagedSocket socket : this.sockets.values()) {
			Duration linger = socket.endpoint().options().linger();
			if (linger != null && socket.endpoint().context().equals(context.name()) && linger.compareTo(longest) > 0) {
				longest = linger;
			}
		}
		return longest.plus(this.settings.shutdownTimeout());
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
