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

import java.util.function.BooleanSupplier;

import zmq.ZMQ;

/**
 * Watches one socket for the {@link Connections} of its endpoint: JeroMQ's events, and
 * what the socket's guard tells. It is called on I/O threads, changes state in constant
 * time and never throws. It waits for one thing only, that a connect that has just led to
 * an event returns.
 * <p>
 * Of a socket that is closed only one thing counts, that it lets its ports go.
 */
final class SocketWatch implements ZMQ.EventConsummer, PeerEvents {

	private final Connections connections;

	private final ConnectionEvents events;

	private final BooleanSupplier current;

	/**
	 * Create a watch.
	 * @param connections what is kept up to date
	 * @param events what is told
	 * @param current asked with the monitor of the connections held, whether the socket
	 * is the one in use
	 */
	SocketWatch(Connections connections, ConnectionEvents events, BooleanSupplier current) {
		this.connections = connections;
		this.events = events;
		this.current = current;
	}

	@Override
	public void consume(ZMQ.Event event) {
		if (event.event == ZMQ.ZMQ_EVENT_CLOSED) {
			this.connections.unbound(event.arg);
		}
		else {
			change(() -> this.events.on(event));
		}
	}

	@Override
	public void close() {
		// Nothing is held; the owner of the socket says that it is closed.
	}

	@Override
	public void greeted(Object channel) {
		change(() -> this.events.onGuarded(channel));
	}

	@Override
	public void ready(Object channel) {
		change(() -> this.events.onReady(channel));
	}

	@Override
	public void refused(Object channel, PeerRefusal refusal, String detail) {
		change(() -> this.events.onRefusing(channel, refusal, detail));
	}

	private void change(Runnable change) {
		synchronized (this.connections) {
			if (this.current.getAsBoolean()) {
				change.run();
				this.connections.changed();
			}
		}
	}

}
