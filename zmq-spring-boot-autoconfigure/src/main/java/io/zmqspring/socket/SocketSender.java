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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ReadableDuration;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqInterruptedException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import zmq.ZMQ;

/**
 * The sending half of a managed socket: who may not send yet waits here.
 */
final class SocketSender {

	/**
	 * A ROUTER or XPUB socket is always writable, for somebody. Of two threads that wait
	 * for different peers one can consume the news that the other waits for, so that they
	 * look again by themselves.
	 */
	private static final long ROUTED_RETRY = TimeUnit.MILLISECONDS.toNanos(10);

	private final ZmqEndpoint endpoint;

	private final LockedSocket socket;

	private final FrameWriter writer;

	private final SocketReceiver receiver;

	private final IntSupplier peers;

	private final Runnable readable;

	private final int minFrames;

	private final boolean routed;

	private final boolean sendOnly;

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong bytes = new AtomicLong();

	private volatile int waiting;

	/**
	 * Create the sending half.
	 * @param writer writes to the socket
	 * @param receiver the receiving half
	 * @param peers tells the number of peers
	 * @param readable called when a send has found something to read
	 */
	SocketSender(ZmqEndpoint endpoint, LockedSocket socket, FrameWriter writer, SocketReceiver receiver,
			IntSupplier peers, Runnable readable) {
		this.endpoint = endpoint;
		this.socket = socket;
		this.writer = writer;
		this.receiver = receiver;
		this.peers = peers;
		this.readable = readable;
		this.minFrames = endpoint.type().replies() ? 2 : 1;
		this.routed = endpoint.type().replies() || endpoint.type().publishes();
		this.sendOnly = endpoint.type() == EndpointType.PUSH;
	}

	long sent() {
		return this.sent.get();
	}

	long bytes() {
		return this.bytes.get();
	}

	private static long length(ZmqMessage message) {
		long length = 0;
		for (int i = 0; i < message.size(); i++) {
			length += message.frame(i).length;
		}
		return length;
	}

	int waiting() {
		return this.waiting;
	}

	/**
	 * Send a message, see {@link ManagedSocket#send(ZmqMessage, Duration)}. Called
	 * without the lock.
	 */
	void send(ZmqMessage message, Duration timeout) {
		if (message.size() < this.minFrames) {
			throw new ZmqOperationException(this.endpoint.name(),
					"a message to it needs "
							+ ((this.minFrames == 1) ? "one frame or more" : "a routing id and one frame more"),
					"add what is missing");
		}
		boolean interrupted = this.socket.lock();
		try {
			if (!this.writer.write(message)) {
				awaitAccepted(message, SocketPoller.isPollerThread() ? Duration.ZERO : timeout, interrupted);
			}
			// Written with the lock held, so that no fence is needed for the sums.
			this.sent.lazySet(this.sent.getPlain() + 1);
			this.bytes.lazySet(this.bytes.getPlain() + length(message));
		}
		finally {
			lookAfterSend();
			this.socket.unlock(interrupted);
		}
	}

	private void awaitAccepted(ZmqMessage message, Duration timeout, boolean interrupted) {
		long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
		boolean stop = interrupted;
		this.waiting++;
		try {
			do {
				stop |= this.socket.takeInterrupt();
				long remaining = deadline - System.nanoTime();
				if (remaining <= 0) {
					throw timedOut(timeout);
				}
				if (stop) {
					throw new ZmqInterruptedException(this.endpoint.name(),
							"not sent: the thread was interrupted while it waited");
				}
				if (this.routed) {
					lookForInput();
					stop = awaitWritable(Math.min(remaining, ROUTED_RETRY));
				}
				else if ((lookForInput() & ZMQ.ZMQ_POLLOUT) == 0) {
					stop = awaitWritable(remaining);
				}
			}
			while (!this.writer.write(message));
		}
		finally {
			this.waiting--;
			if (stop) {
				this.socket.noteInterrupt();
			}
		}
	}

	/**
	 * Wait, without the lock.
	 * @return whether the thread was interrupted
	 */
	private boolean awaitWritable(long nanos) {
		boolean interrupted = this.socket.takeInterrupt();
		try {
			this.socket.writable().awaitNanos(nanos);
			return interrupted;
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

	private ZmqSendTimeoutException timedOut(Duration timeout) {
		return new ZmqSendTimeoutException(this.endpoint.name(),
				"not sent within " + ReadableDuration.of(timeout) + ": "
						+ ((this.peers.getAsInt() > 0)
								? "its peers do not read, and the high-water mark of "
										+ this.endpoint.options().sendHwm() + " messages is reached"
								: "no peer is connected"));
	}

	/**
	 * A send processes the socket's commands. So it may have consumed the signals that
	 * something has come in, and that somebody else can send.
	 */
	private void lookAfterSend() {
		boolean othersWait = this.waiting > 0 && !this.routed;
		if (!this.socket.isOpen() || (!othersWait && (this.sendOnly || this.receiver.isThrottled()))) {
			return;
		}
		try {
			int events = lookForInput();
			if (othersWait && (events & ZMQ.ZMQ_POLLOUT) != 0) {
				this.socket.writable().signal();
			}
		}
		catch (RuntimeException | AssertionError | StackOverflowError ex) {
			this.socket.fail(ex);
		}
	}

	private int lookForInput() {
		int events = this.socket.events();
		if ((events & ZMQ.ZMQ_POLLIN) != 0 && !this.receiver.isThrottled()) {
			this.readable.run();
		}
		return events;
	}

	/**
	 * Look after events: wake a thread that waits, or all of them where each may wait for
	 * another peer. Called with the lock held.
	 */
	void wake(int events) {
		this.writer.refresh();
		if (this.waiting > 0 && (events & ZMQ.ZMQ_POLLOUT) != 0) {
			if (this.routed) {
				this.socket.writable().signalAll();
			}
			else {
				this.socket.writable().signal();
			}
		}
	}

}
