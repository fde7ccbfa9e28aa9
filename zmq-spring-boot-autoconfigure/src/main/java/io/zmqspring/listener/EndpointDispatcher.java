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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.zmqspring.convert.Framing;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.MessageReceiver;
import org.jspecify.annotations.Nullable;

/**
 * Receives the messages of one endpoint and gives each to the listener with the longest
 * matching topic. It is attached to the socket while a listener runs; without one the
 * messages stay with ZeroMQ.
 * <p>
 * {@link #demand()} and {@link #receive} take no lock: the socket's own is held around
 * the first. Between the two calls messages are on their way, which a stopping listener
 * has to know: it marks itself as stopping and then checks whether messages are promised
 * to it; the poller promises messages and then checks whether all listeners run.
 */
final class EndpointDispatcher implements MessageReceiver {

	private static final ThreadLocal<Boolean> READING = ThreadLocal.withInitial(() -> false);

	private final ManagedSocket socket;

	private final boolean byTopic;

	private final boolean ignoresProbes;

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<ListenerContainer> registered = new LinkedHashSet<>();

	private volatile Routes routes = new Routes(List.of());

	private volatile @Nullable Routes promised;

	EndpointDispatcher(ManagedSocket socket) {
		this.socket = socket;
		this.byTopic = socket.endpoint().type().subscribes();
		this.ignoresProbes = socket.endpoint().type() == EndpointType.REP;
	}

	/**
	 * Return whether the current thread is a poller that hands over messages.
	 */
	static boolean isReading() {
		return READING.get();
	}

	/**
	 * Check that an endpoint can be listened to.
	 * @throws ZmqOperationException if it cannot
	 */
	static void requireReadable(ZmqEndpoint endpoint) {
		if (!endpoint.type().canListen()) {
			throw ZmqOperationException.unsupported(endpoint, "be listened to",
					"use a " + EndpointType.labels(EndpointType::canListen) + " endpoint");
		}
	}

	/**
	 * Register a listener that is not started yet.
	 * @throws ZmqOperationException if it would take messages of another listener
	 */
	void register(ListenerContainer container) {
		this.lock.lock();
		try {
			this.registered.forEach((other) -> requireDistinct(container, other));
			this.registered.add(container);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget a stopped listener, and the subscriptions that no other listener needs.
	 */
	void unregister(ListenerContainer container) {
		this.lock.lock();
		try {
			if (this.registered.remove(container)) {
				subscriptions(container).stream()
					.filter((topic) -> !this.socket.endpoint().topics().contains(topic))
					.filter((topic) -> this.registered.stream()
						.noneMatch((other) -> subscriptions(other).contains(topic)))
					.forEach(this.socket::unsubscribe);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void requireDistinct(ListenerContainer container, ListenerContainer other) {
		if (!this.byTopic) {
			throw new ZmqOperationException(
					this.socket.name(), "the listener '" + other.id() + "' has it already, so the listener '"
							+ container.id() + "' would get some of its messages",
					"raise the concurrency of the first instead");
		}
		for (String topic : container.prefixes()) {
			if (other.prefixes().contains(topic)) {
				throw new ZmqOperationException(this.socket.name(),
						"the listeners '" + other.id() + "' and '" + container.id() + "' both take "
								+ (topic.isEmpty() ? "all topics" : "the topic '" + topic + "'"),
						"give each its own topics");
			}
		}
	}

	/**
	 * Start to give messages to a listener.
	 */
	void add(ListenerContainer container) {
		this.lock.lock();
		try {
			Routes before = this.routes;
			this.routes = before.with(container);
			try {
				this.socket.attach(this);
				// Subscribing earlier would bring messages that no listener takes.
				subscriptions(container).forEach(this.socket::subscribe);
			}
			catch (RuntimeException ex) {
				this.routes = before;
				throw ex;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the topics that the endpoint subscribes to for a listener. For a listener
	 * without topics a sub endpoint that names none itself subscribes to all; an xsub
	 * endpoint leaves that to the application.
	 */
	private List<String> subscriptions(ListenerContainer container) {
		if (this.socket.endpoint().type() == EndpointType.SUB && this.socket.endpoint().topics().isEmpty()) {
			return container.prefixes();
		}
		return container.topics();
	}

	/**
	 * Stop giving messages to a listener, except those that are promised.
	 */
	void remove(ListenerContainer container) {
		this.lock.lock();
		try {
			this.routes = this.routes.without(container);
			if (this.routes.containers.isEmpty()) {
				this.socket.detach(this);
			}
			else {
				this.socket.resumeReading();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether messages may be on their way to a listener.
	 */
	boolean owes(ListenerContainer container) {
		Routes owed = this.promised;
		return owed != null && owed.containers.contains(container);
	}

	/**
	 * Have the socket read again.
	 */
	void resume() {
		this.socket.resumeReading();
	}

	@Override
	public int demand() {
		Routes current = this.routes;
		if (current.room() == 0) {
			return 0;
		}
		this.promised = current;
		int demand = current.room();
		if (demand == 0) {
			this.promised = null;
			current.containers.forEach(ListenerContainer::checkDrained);
		}
		return demand;
	}

	@Override
	public void receive(List<ZmqMessage> messages) {
		Routes owed = this.promised;
		Routes current = (owed != null) ? owed : this.routes;
		READING.set(true);
		try {
			for (ZmqMessage message : messages) {
				if (!this.ignoresProbes || !Framing.isProbe(message, 1)) {
					dispatch(message, current);
				}
			}
		}
		finally {
			READING.set(false);
			this.promised = null;
			current.containers.forEach(ListenerContainer::accepted);
		}
	}

	private void dispatch(ZmqMessage message, Routes owed) {
		ListenerContainer container = owed.route(message, this.byTopic);
		if (container != null) {
			container.accept(message);
		}
		else {
			this.socket.countDropped(DropReason.NO_LISTENER, 1);
		}
	}

	/**
	 * The running listeners.
	 */
	private static final class Routes {

		private final List<ListenerContainer> containers;

		private final List<Route> byLength = new ArrayList<>();

		Routes(List<ListenerContainer> containers) {
			this.containers = containers;
			for (ListenerContainer container : containers) {
				for (String prefix : container.prefixes()) {
					this.byLength.add(new Route(prefix.getBytes(StandardCharsets.UTF_8), container));
				}
			}
			this.byLength.sort(Comparator.comparingInt((Route route) -> route.prefix().length).reversed());
		}

		Routes with(ListenerContainer container) {
			List<ListenerContainer> more = new ArrayList<>(this.containers);
			more.add(container);
			return new Routes(List.copyOf(more));
		}

		Routes without(ListenerContainer container) {
			return new Routes(this.containers.stream().filter((other) -> other != container).toList());
		}

		/**
		 * Return how many messages fit whichever listener they are for.
		 */
		int room() {
			int room = this.containers.isEmpty() ? 0 : Integer.MAX_VALUE;
			for (ListenerContainer container : this.containers) {
				room = Math.min(room, container.room());
			}
			return room;
		}

		@Nullable ListenerContainer route(ZmqMessage message, boolean byTopic) {
			for (Route route : this.byLength) {
				if (!byTopic || route.matches(message.frame(0))) {
					return route.container();
				}
			}
			return null;
		}

	}

	private record Route(byte[] prefix, ListenerContainer container) {

		boolean matches(byte[] topic) {
			if (topic.length < this.prefix.length) {
				return false;
			}
			for (int i = 0; i < this.prefix.length; i++) {
				if (topic[i] != this.prefix[i]) {
					return false;
				}
			}
			return true;
		}

	}

}
