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

import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.ZMQ;

/**
 * The receiving half of a managed socket.
 */
final class SocketReceiver {

	private static final Log logger = LogFactory.getLog(SocketReceiver.class);

	private final ManagedSocket owner;

	private final LockedSocket socket;

	private final FrameReader frames;

	private final boolean alwaysRead;

	private final boolean counts;

	private final PeerSubscriptions subscriptions;

	private final Deque<ZmqMessage> announced = new ArrayDeque<>();

	private volatile @Nullable MessageReceiver receiver;

	private volatile boolean throttled;

	private volatile long received;

	private volatile long bytes;

	private volatile long fullBatches;

	/**
	 * Create the receiving half.
	 * @param owner what the poller knows the socket as
	 * @param frames reads from the socket
	 * @param subscriptions what peers have subscribed to; a receiver that comes later is
	 * told of it first
	 */
	SocketReceiver(ManagedSocket owner, LockedSocket socket, FrameReader frames, PeerSubscriptions subscriptions) {
		this.owner = owner;
		this.socket = socket;
		this.frames = frames;
		this.subscriptions = subscriptions;
		// Subscriptions are of use to us even if nobody else wants to hear of them.
		this.alwaysRead = owner.endpoint().type().publishes();
		// A pub endpoint receives nothing else, and nobody who reads it.
		this.counts = owner.endpoint().type() != EndpointType.PUB;
	}

	/**
	 * Set the receiver. Called without the lock.
	 * @return false if there is another one already
	 */
	boolean attach(MessageReceiver attached) {
		return this.socket.locked(() -> {
			if (this.receiver != null && this.receiver != attached) {
				return false;
			}
			if (this.receiver == null) {
				this.announced.addAll(this.subscriptions.messages());
			}
			this.receiver = attached;
			return true;
		});
	}

	void detach(MessageReceiver attached) {
		this.socket.withLock(() -> {
			if (this.receiver == attached) {
				this.receiver = null;
				this.announced.clear();
			}
		});
	}

	boolean isAttached() {
		return this.receiver != null;
	}

	void resume() {
		this.throttled = false;
	}

	boolean isThrottled() {
		return this.throttled;
	}

	long received() {
		return this.received;
	}

	long bytes() {
		return this.bytes;
	}

	/**
	 * Return how often a full batch was handed over and there was more to read.
	 */
	long fullBatches() {
		return this.fullBatches;
	}

	void reset() {
		this.frames.reset();
		this.announced.clear();
		this.throttled = false;
	}

	/**
	 * Process the socket's commands and hand over what has come in, see
	 * {@link ManagedSocket}. Called by the poller, without the lock.
	 * @param writable receives the socket's events, with the lock held
	 * @return whether there is more to read
	 */
	boolean service(Selector selector, List<ZmqMessage> batch, int max, IntConsumer writable) {
		MessageReceiver receiving = this.receiver;
		int demand = 0;
		boolean more = false;
		boolean interrupted = this.socket.lock();
		try {
			if (this.socket.isOpen()) {
				this.socket.register(selector, this.owner);
				if (isReadable(writable) || !this.announced.isEmpty()) {
					demand = demand(receiving, max);
					this.throttled = demand <= 0;
					if (demand > 0) {
						announce(batch, demand);
						int read = this.frames.read(batch, demand - batch.size());
						this.received += this.counts ? read : 0;
						this.bytes = this.frames.bytes();
						more = isReadable(writable) || !this.announced.isEmpty();
						this.fullBatches += (more && batch.size() == max) ? 1 : 0;
					}
				}
			}
		}
		catch (RuntimeException | Error ex) {
			this.socket.fail(ex);
		}
		finally {
			this.socket.unlock(interrupted);
		}
		if (receiving != null && demand > 0) {
			receiving.receive(batch);
		}
		return more;
	}

	private void announce(List<ZmqMessage> batch, int max) {
		while (batch.size() < max && !this.announced.isEmpty()) {
			batch.add(this.announced.poll());
		}
	}

	private boolean isReadable(IntConsumer writable) {
		int events = this.socket.events();
		writable.accept(events);
		return (events & ZMQ.ZMQ_POLLIN) != 0;
	}

	private int demand(@Nullable MessageReceiver receiving, int max) {
		if (receiving == null) {
			return this.alwaysRead ? max : 0;
		}
		try {
			return Math.min(receiving.demand(), max);
		}
		catch (RuntimeException ex) {
			logger.error("ZeroMQ endpoint '" + this.owner.name() + "': its receiver failed, it is asked again later",
					ex);
			return 0;
		}
	}

}
