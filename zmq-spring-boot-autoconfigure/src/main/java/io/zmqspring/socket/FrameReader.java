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

import java.util.ArrayList;
import java.util.List;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;

/**
 * Reads messages from a socket without waiting. Used with the socket's lock held.
 */
final class FrameReader {

	private final LockedSocket socket;

	private final boolean publisher;

	private final PeerSubscriptions subscriptions;

	private final Runnable subscribed;

	private final List<byte[]> frames = new ArrayList<>();

	private long bytes;

	/**
	 * Create a reader.
	 * @param type the type of the endpoint
	 * @param socket the socket
	 * @param subscriptions where subscriptions are noted
	 * @param subscribed called after they have changed
	 */
	FrameReader(EndpointType type, LockedSocket socket, PeerSubscriptions subscriptions, Runnable subscribed) {
		this.socket = socket;
		this.publisher = type.publishes();
		this.subscriptions = subscriptions;
		this.subscribed = subscribed;
	}

	/**
	 * Forget what was read of a message, because its socket is no more.
	 */
	void reset() {
		this.frames.clear();
		this.subscriptions.clear();
	}

	/**
	 * Return how many bytes were read, of all frames.
	 */
	long bytes() {
		return this.bytes;
	}

	/**
	 * Read messages.
	 * @param batch where they are added
	 * @param max the most that are read
	 * @return the number of messages read
	 */
	int read(List<ZmqMessage> batch, int max) {
		SocketBase base = this.socket.base();
		int taken = 0;
		boolean changed = false;
		while (taken < max) {
			Msg msg = base.recv(ZMQ.ZMQ_DONTWAIT);
			if (msg != null) {
				byte[] frame = msg.data();
				if (this.publisher && PeerSubscriptions.isSubscription(frame)) {
					// JeroMQ makes one of each such frame. What a peer has sent in front
					// of it in the same message has lost its end.
					this.frames.clear();
					changed |= this.subscriptions.note(frame);
				}
				this.frames.add(frame);
				this.bytes += frame.length;
				if (!msg.hasMore()) {
					batch.add(ZmqMessage.of(this.frames));
					this.frames.clear();
					taken++;
				}
			}
			else if (base.errno() == ZError.EINTR) {
				this.socket.forgetInterrupt();
			}
			else if (base.errno() == ZError.EAGAIN) {
				break;
			}
			else {
				throw LockedSocket.failure(base.errno());
			}
		}
		if (changed) {
			this.subscribed.run();
		}
		return taken;
	}

}
