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

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.zmqspring.endpoint.ZmqStoppedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ.Socket;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;
import zmq.util.Errno;

/**
 * One JeroMQ socket at a time, and the lock without which nobody may use it. Unless said
 * otherwise, all methods are called with the lock held.
 * <p>
 * JeroMQ must not see an interrupted thread: the lock's holder has its flag taken off and
 * gets it back when it releases the lock.
 */
final class LockedSocket {

	private static final Log logger = LogFactory.getLog(LockedSocket.class);

	private static final long REPLACE_PAUSE = TimeUnit.SECONDS.toNanos(1);

	private static final int MAX_PAUSE_DOUBLINGS = 5;

	private static final Errno ERRNO = new Errno();

	private final String endpoint;

	private final Runnable closing;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition writable = this.lock.newCondition();

	private volatile EndpointSnapshot.State state = EndpointSnapshot.State.CLOSED;

	private volatile @Nullable String lastError;

	private @Nullable Socket socket;

	private @Nullable SelectionKey key;

	private boolean openedBefore;

	private boolean interruptSeen;

	private int failures;

	private long replaceAt;

	/**
	 * Create the place for a socket.
	 * @param endpoint the name of the endpoint
	 * @param closing called when the socket is closed, with the lock held
	 */
	LockedSocket(String endpoint, Runnable closing) {
		this.endpoint = endpoint;
		this.closing = closing;
	}

	/**
	 * Take the lock. Called without it.
	 * @return whether the thread was interrupted, to be given to {@link #unlock(boolean)}
	 */
	boolean lock() {
		boolean interrupted = Thread.interrupted();
		this.lock.lock();
		return interrupted;
	}

	void unlock(boolean interrupted) {
		boolean restored = interrupted | takeInterrupt();
		this.lock.unlock();
		if (restored) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Do something with the lock. Called without it.
	 */
	<T> T locked(Supplier<T> action) {
		boolean interrupted = lock();
		try {
			return action.get();
		}
		finally {
			unlock(interrupted);
		}
	}

	/**
	 * Do something that returns nothing with the lock. Called without it.
	 */
	void withLock(Runnable action) {
		boolean interrupted = lock();
		try {
			action.run();
		}
		finally {
			unlock(interrupted);
		}
	}

	Condition writable() {
		return this.writable;
	}

	/**
	 * Return whether there is a socket. May be called without the lock.
	 */
	EndpointSnapshot.State state() {
		return this.state;
	}

	/**
	 * Return what went wrong last. May be called without the lock.
	 */
	@Nullable String lastError() {
		return this.lastError;
	}

	boolean isOpen() {
		return this.socket != null;
	}

	Socket socket() {
		if (this.socket == null) {
			throw new ZmqStoppedException(this.endpoint, whyNoSocket());
		}
		return this.socket;
	}

	private String whyNoSocket() {
		if (this.state == EndpointSnapshot.State.FAILED) {
			return "its socket broke and is being replaced: " + this.lastError;
		}
		return this.openedBefore ? "it is stopped"
				: "it is not started yet: send from an ApplicationRunner, or a SmartLifecycle bean with a later phase";
	}

	SocketBase base() {
		return socket().base();
	}

	/**
	 * Process the socket's commands and return whether it can be read and written.
	 */
	int events() {
		SocketBase base = base();
		int events;
		while ((events = base.getSocketOpt(ZMQ.ZMQ_EVENTS)) < 0) {
			if (base.errno() != ZError.EINTR) {
				throw failure(base.errno());
			}
			forgetInterrupt();
		}
		return events;
	}

	static IllegalStateException failure(int errno) {
		return new IllegalStateException(
				(errno == ZError.ETERM) ? "Its context was terminated" : "JeroMQ error " + errno);
	}

	/**
	 * JeroMQ reports an interrupt as EINTR, with the thread's flag taken off, and keeps
	 * the error until somebody clears it.
	 */
	void forgetInterrupt() {
		ERRNO.set(0);
		this.interruptSeen = true;
	}

	/**
	 * Note that the holder of the lock was interrupted.
	 */
	void noteInterrupt() {
		this.interruptSeen = true;
	}

	/**
	 * Return whether the holder of the lock was interrupted, and take the note away.
	 */
	boolean takeInterrupt() {
		boolean seen = this.interruptSeen;
		this.interruptSeen = false;
		return seen;
	}

	/**
	 * Have the socket watched by a selector.
	 * @param selector the selector
	 * @param attachment what its key carries
	 */
	void register(Selector selector, Object attachment) {
		if (this.key == null) {
			try {
				this.key = base().getFD().register(selector, SelectionKey.OP_READ, attachment);
			}
			catch (ClosedChannelException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	/**
	 * Forget the registration with a selector that is no more.
	 */
	void unregister() {
		this.key = null;
	}

	void opened(Socket opened) {
		this.socket = opened;
		this.openedBefore = true;
		this.lastError = null;
		this.state = EndpointSnapshot.State.OPEN;
	}

	/**
	 * Note that the socket works, addresses and all.
	 */
	void recovered() {
		this.failures = 0;
	}

	/**
	 * Close the socket.
	 * @param next whether it will be opened again by itself
	 */
	void close(EndpointSnapshot.State next) {
		if (this.key != null) {
			this.key.cancel();
			this.key = null;
		}
		if (this.socket != null) {
			this.closing.run();
			try {
				this.socket.close();
			}
			catch (RuntimeException | AssertionError ex) {
				logger.warn("ZeroMQ endpoint '" + this.endpoint + "': its socket did not close cleanly", ex);
			}
			this.socket = null;
		}
		this.replaceAt = System.nanoTime();
		this.state = next;
		this.writable.signalAll();
	}

	/**
	 * Close the socket because its context has to be rebuilt.
	 */
	void abandon(@Nullable String cause) {
		this.lastError = cause;
		if (this.socket != null) {
			this.socket.setLinger(0);
		}
		close(EndpointSnapshot.State.FAILED);
	}

	/**
	 * Give the socket up after an error that it does not survive; it is replaced after a
	 * pause that grows with each failure.
	 */
	void fail(Throwable cause) {
		if (this.state == EndpointSnapshot.State.CLOSED) {
			return;
		}
		String message = "ZeroMQ endpoint '" + this.endpoint + "': its socket broke and will be replaced";
		if (this.failures == 0) {
			logger.error(message, cause);
		}
		else {
			logger.warn(message + " again: " + cause);
		}
		this.lastError = String.valueOf(cause);
		close(EndpointSnapshot.State.FAILED);
		this.replaceAt += REPLACE_PAUSE << Math.min(this.failures, MAX_PAUSE_DOUBLINGS);
		this.failures++;
	}

	boolean isDueForReplacement(long now) {
		return this.state == EndpointSnapshot.State.FAILED && now - this.replaceAt >= 0;
	}

}
