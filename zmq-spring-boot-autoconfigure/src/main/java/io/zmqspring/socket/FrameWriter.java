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

import java.util.function.IntConsumer;

import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqUnroutableException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;

/**
 * Writes messages to a socket without waiting: a message is accepted as a whole or not at
 * all. Used with the socket's lock held.
 */
final class FrameWriter {

	private static final int MAX_FRAME_RETRIES = 1000;

	private final String endpoint;

	private final LockedSocket socket;

	private final boolean publisher;

	private final boolean drops;

	private final Subscribers subscribers;

	private final IntConsumer dropped;

	/**
	 * Create a writer.
	 * @param endpoint the endpoint
	 * @param socket its socket
	 * @param subscribers the subscribers of the socket, if it publishes
	 * @param dropped receives how many subscribers have missed a message
	 */
	FrameWriter(ZmqEndpoint endpoint, LockedSocket socket, Subscribers subscribers, IntConsumer dropped) {
		this.endpoint = endpoint.name();
		this.socket = socket;
		this.publisher = endpoint.type().publishes();
		this.drops = this.publisher && !Boolean.TRUE.equals(endpoint.options().xpubNoDrop());
		this.subscribers = subscribers;
		this.dropped = dropped;
	}

	/**
	 * Write a message.
	 * @return false if the socket would block; nothing was sent then
	 */
	boolean write(ZmqMessage message) {
		SocketBase base = this.socket.base();
		int last = message.size() - 1;
		try {
			for (int i = 0; i <= last; i++) {
				int flags = ZMQ.ZMQ_DONTWAIT | ((i < last) ? ZMQ.ZMQ_SNDMORE : 0);
				if (!write(base, message.frame(i), flags, i == 0)) {
					return false;
				}
				if (i == 0 && this.drops) {
					countMissed(base, message.frame(0));
				}
			}
			return true;
		}
		catch (ZmqException ex) {
			throw ex;
		}
		catch (RuntimeException | AssertionError | StackOverflowError ex) {
			this.socket.fail(ex);
			throw new ZmqException(this.endpoint, "not sent: its socket broke and is replaced: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Check whether subscribers have caught up.
	 */
	void refresh() {
		this.subscribers.refresh(this.socket.base());
	}

	private void countMissed(SocketBase base, byte[] topic) {
		int missed = this.subscribers.missed(base, topic);
		if (missed > 0) {
			this.dropped.accept(missed);
		}
	}

	private boolean write(SocketBase base, byte[] frame, int flags, boolean first) {
		int retries = 0;
		while (!base.send(new Msg(frame), flags)) {
			switch (base.errno()) {
				case ZError.EINTR -> this.socket.forgetInterrupt();
				case ZError.EAGAIN -> {
					if (first) {
						return wasFull(base, frame, flags);
					}
					// A peer went between two frames. JeroMQ drops the rest of the
					// message once it has processed that; half of it must not stay.
					if (++retries > MAX_FRAME_RETRIES) {
						throw new IllegalStateException("A frame was refused in the middle of a message");
					}
				}
				case ZError.EHOSTUNREACH ->
					throw new ZmqUnroutableException(this.endpoint, "not sent: no peer has this routing id");
				default -> throw LockedSocket.failure(base.errno());
			}
		}
		return true;
	}

	private boolean wasFull(SocketBase base, byte[] frame, int flags) {
		if (this.drops) {
			writeLossy(base, frame, flags);
			return true;
		}
		if (this.publisher) {
			this.subscribers.refused(base);
		}
		return false;
	}

	/**
	 * The socket is set not to drop, so that a subscriber newly at its high-water mark is
	 * noticed even if JeroMQ's fields cannot be reached; then the message is sent to all
	 * the others.
	 */
	private void writeLossy(SocketBase base, byte[] frame, int flags) {
		if (!Subscribers.areKnown()) {
			this.dropped.accept(1);
		}
		base.setSocketOpt(ZMQ.ZMQ_XPUB_NODROP, false);
		while (!base.send(new Msg(frame), flags)) {
			if (base.errno() != ZError.EINTR) {
				throw LockedSocket.failure(base.errno());
			}
			this.socket.forgetInterrupt();
		}
		base.setSocketOpt(ZMQ.ZMQ_XPUB_NODROP, true);
	}

}
