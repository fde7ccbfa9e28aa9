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

package io.zmqspring.core;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.zmqspring.convert.Framing;
import io.zmqspring.convert.InboundReply;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqPendingRequestsException;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.MessageReceiver;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one endpoint that wait for their replies, by correlation id. A reply
 * without a waiting request is counted and dropped.
 * <p>
 * Any thread adds and removes requests; the poller's thread receives the replies.
 */
final class PendingRequests implements MessageReceiver {

	private static final Log logger = LogFactory.getLog(PendingRequests.class);

	private final ManagedSocket socket;

	private final Framing framing;

	private final Map<Long, ReplyCallback> pending = new ConcurrentHashMap<>();

	private final Semaphore room;

	private final Runnable release;

	private final AtomicLong nextId = new AtomicLong(new SecureRandom().nextLong());

	PendingRequests(ManagedSocket socket, Framing framing) {
		this.socket = socket;
		this.framing = framing;
		this.room = new Semaphore(socket.endpoint().maxPendingRequests());
		this.release = this.room::release;
		socket.attach(this);
	}

	/**
	 * Let a request wait for its reply.
	 * @return its correlation id
	 * @throws ZmqPendingRequestsException if too many wait already
	 */
	long register(ReplyCallback callback) {
		if (!this.room.tryAcquire()) {
			throw new ZmqPendingRequestsException(this.socket.name(),
					"not sent: " + this.socket.endpoint().maxPendingRequests()
							+ " requests wait for their replies already; raise max-pending-requests if that is right");
		}
		long id = this.nextId.getAndIncrement();
		this.pending.put(id, callback);
		return id;
	}

	/**
	 * Let a request wait no longer.
	 * @return its callback, or null if the reply has arrived or another thread has
	 * removed it
	 */
	@Nullable ReplyCallback remove(long id) {
		ReplyCallback callback = this.pending.remove(id);
		if (callback != null) {
			this.room.release();
		}
		return callback;
	}

	/**
	 * Have all requests that wait end with an exception, and log how many there were.
	 */
	void failAll(Supplier<ZmqException> failure) {
		int failed = 0;
		for (Long id : this.pending.keySet()) {
			ReplyCallback callback = remove(id);
			if (callback != null) {
				callback.failed(failure.get());
				failed++;
			}
		}
		if (failed > 0) {
			logger.warn("ZeroMQ endpoint '" + this.socket.name() + "' was stopped with " + failed
					+ " requests that had no reply yet; each ends with an exception");
		}
	}

	/**
	 * Return how many requests wait for a reply or for the reply to be dealt with.
	 */
	int size() {
		return this.socket.endpoint().maxPendingRequests() - this.room.availablePermits();
	}

	@Override
	public int demand() {
		return Integer.MAX_VALUE;
	}

	@Override
	public void receive(List<ZmqMessage> messages) {
		for (ZmqMessage message : messages) {
			InboundReply reply = this.framing.splitReply(message);
			ReplyCallback callback = (reply != null) ? this.pending.remove(reply.correlationId()) : null;
			if (reply != null && callback != null) {
				callback.received(reply.payload(), this.release);
			}
			else if (!Framing.isProbe(message, 0)) {
				this.socket.countDropped(DropReason.LATE_REPLY, 1);
			}
		}
	}

}
