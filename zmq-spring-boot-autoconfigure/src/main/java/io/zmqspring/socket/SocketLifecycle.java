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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The life of the socket behind a {@link ManagedSocket}: it is opened, bound and
 * connected, replaced when it breaks, and closed. Called by the start, the stop and the
 * supervisor of the application, without the socket's lock, by one thread at a time.
 */
final class SocketLifecycle {

	private static final Log logger = LogFactory.getLog(SocketLifecycle.class);

	private final ManagedSocket owner;

	private final ManagedContext context;

	private final SocketPoller poller;

	private final SocketFactory factory;

	private final LockedSocket socket;

	private final Connections connections;

	private final Connector connector;

	private final ConnectionLog log;

	private final Runnable opening;

	private final Runnable opened;

	/**
	 * Create the life of a socket.
	 * @param owner what the poller knows the socket as
	 * @param context the context that it belongs to
	 * @param poller reads it
	 * @param factory makes it
	 * @param socket the place for it
	 * @param connections what is known of its connections
	 * @param opening called before it is made, with the lock held
	 * @param opened called after it was made, with the lock held
	 */
	SocketLifecycle(ManagedSocket owner, ManagedContext context, SocketPoller poller, SocketFactory factory,
			LockedSocket socket, Connections connections, Runnable opening, Runnable opened) {
		this.owner = owner;
		this.context = context;
		this.poller = poller;
		this.factory = factory;
		this.socket = socket;
		this.connections = connections;
		this.connector = new Connector(owner.endpoint(), socket, connections, context.inproc());
		this.log = new ConnectionLog(owner.name());
		this.opening = opening;
		this.opened = opened;
	}

	void open() {
		this.socket.withLock(() -> {
			this.opening.run();
			this.socket.opened(this.factory.create(this.connections.watch(this.context.isGuarded())));
			this.opened.run();
		});
	}

	void bind() {
		this.connector.bind();
	}

	void connect() {
		this.connector.connect();
		this.socket.withLock(this.socket::recovered);
		this.poller.ready(this.owner);
	}

	/**
	 * Do what is due: replace a broken socket, bind and connect again. Called by the
	 * supervisor.
	 */
	void supervise(long now) {
		if (this.socket.state() == EndpointSnapshot.State.FAILED && !this.context.isDead()) {
			replace(now);
		}
		if (this.socket.state() == EndpointSnapshot.State.OPEN) {
			if (this.connector.retry(now)) {
				this.poller.ready(this.owner);
			}
			if (this.connections.mayHaveLostOne(now)) {
				this.context.askForNudge();
			}
			this.connections.takeNews().forEach((item) -> this.log.log(item, now));
		}
	}

	private void replace(long now) {
		try {
			boolean opened = this.socket.locked(() -> {
				boolean due = this.socket.isDueForReplacement(now);
				if (due) {
					open();
				}
				return due;
			});
			if (opened) {
				bind();
				connect();
				logger.info("ZeroMQ endpoint '" + this.owner.name() + "': its broken socket was replaced");
			}
		}
		catch (RuntimeException | Error ex) {
			this.socket.withLock(() -> this.socket.fail(ex));
		}
	}

	/**
	 * Let go of a socket whose context has lost a thread: its channels have nobody left
	 * to close them.
	 */
	void abandon() {
		this.socket.withLock(() -> {
			if (this.socket.state() != EndpointSnapshot.State.CLOSED) {
				this.connections.closeChannels();
				this.socket.abandon(this.context.snapshot().lastError());
			}
		});
	}

	void close() {
		this.socket.withLock(() -> {
			if (this.owner.waitingSenders() > 0) {
				logger
					.warn("ZeroMQ endpoint '" + this.owner.name() + "' was stopped with " + this.owner.waitingSenders()
							+ " messages that waited to be sent; each send ends with an exception");
			}
			this.socket.close(EndpointSnapshot.State.CLOSED);
			this.connections.forgetPorts();
		});
		this.poller.wakeup();
	}

	/**
	 * Wait until a closed socket has let its ports go, which an I/O thread does. If the
	 * context was terminated they are free already.
	 */
	void awaitUnbound(Duration timeout) {
		if (this.context.isProvided()) {
			this.connections.awaitUnbound(timeout.toNanos());
		}
	}

	/**
	 * Take back what the socket has claimed before it is closed. Called with the lock
	 * held.
	 */
	void closing() {
		this.connector.detach();
	}

	/**
	 * Forget the registration with a selector that is no more. Called by the poller.
	 */
	void unregister() {
		this.socket.withLock(this.socket::unregister);
	}

}
