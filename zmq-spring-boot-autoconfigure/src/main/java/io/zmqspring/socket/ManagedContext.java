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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.endpoint.ReadableDuration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.poll.Poller;

/**
 * One ZeroMQ context: made, watched and terminated here. A context that the application
 * brings itself is used as it is and not terminated.
 */
final class ManagedContext {

	private static final Log logger = LogFactory.getLog(ManagedContext.class);

	private static final long REBUILD_PAUSE = TimeUnit.SECONDS.toNanos(1);

	private static final int MAX_PAUSE_DOUBLINGS = 5;

	/**
	 * How many more errors a thread of a context that is given up may have.
	 */
	private static final int MAX_ERRORS = 100;

	private static final long ERROR_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * How long to wait for a context that is given up: its sockets are closed already.
	 */
	private static final Duration GIVE_UP = Duration.ofSeconds(1);

	private final String name;

	private final ContextSettings settings;

	private final @Nullable ZContext provided;

	private final List<ZmqContextCustomizer> customizers;

	private final InprocDirectory inproc = new InprocDirectory();

	private final AtomicLong ioErrors = new AtomicLong();

	private volatile IncompleteMessages incomplete;

	private volatile @Nullable ZContext context;

	private volatile @Nullable Throwable death;

	private volatile @Nullable String lastError;

	private volatile int rebuilds;

	private volatile long rebuildAt;

	private volatile boolean guarded;

	private boolean nudgeAskedFor;

	private int failures;

	ManagedContext(String name, ContextSettings settings, @Nullable ZContext provided,
			List<ZmqContextCustomizer> customizers) {
		this.name = name;
		this.settings = settings;
		this.provided = provided;
		this.customizers = customizers;
		this.incomplete = new IncompleteMessages(settings.maxIncompleteSize());
	}

	String name() {
		return this.name;
	}

	InprocDirectory inproc() {
		return this.inproc;
	}

	/**
	 * Set whether JeroMQ is patched so that sockets can guard their connections.
	 */
	void setGuarded(boolean guarded) {
		this.guarded = guarded;
	}

	boolean isGuarded() {
		return this.guarded;
	}

	/**
	 * Return what bounds the messages that peers have begun to send.
	 */
	IncompleteMessages incomplete() {
		return this.incomplete;
	}

	void open() {
		ZContext opened = (this.provided != null) ? this.provided : create();
		this.death = null;
		this.incomplete = new IncompleteMessages(this.settings.maxIncompleteSize());
		this.context = opened;
	}

	private ZContext create() {
		ZContext created = new ZContext(this.settings.ioThreads());
		try {
			configure(created);
			return created;
		}
		catch (RuntimeException | Error ex) {
			end(created, GIVE_UP);
			throw ex;
		}
	}

	private void configure(ZContext created) {
		ZMQ.Context settable = created.getContext();
		settable.setMaxSockets(this.settings.maxSockets());
		settable.setThreadFactor((task, role) -> thread(created, task, role));
		settable.setNotificationExceptionHandler((thread, ex) -> survived(ex));
		this.customizers.forEach((customizer) -> customizer.customize(this.name, created));
		// Last, so that no customizer can replace the handler.
		settable.setUncaughtExceptionHandler((thread, ex) -> died(created, thread, ex));
	}

	private Thread thread(ZContext owner, Runnable task, String role) {
		Thread thread = new Thread(() -> run(owner, task), "zmq-" + this.name + '-' + role);
		thread.setDaemon(true);
		return thread;
	}

	private void run(ZContext owner, Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			died(owner, Thread.currentThread(), ex);
			windDown(task);
		}
	}

	/**
	 * Continue after an error until the context has ended: its sockets are closed soon,
	 * and only this thread can let their connections go.
	 */
	private static void windDown(Runnable task) {
		for (int i = 0; i < MAX_ERRORS; i++) {
			try {
				task.run();
				return;
			}
			catch (Throwable ex) {
				LockSupport.parkNanos(ERROR_PAUSE);
			}
		}
		release(task);
	}

	/**
	 * Close the selector of a thread that dies, on that thread: a channel that is closed
	 * releases its port only when no selector has it registered.
	 */
	private static void release(Runnable task) {
		if (task instanceof Poller poller) {
			poller.stop();
			// It returns at once and says that it has ended, which the next call waits
			// for.
			poller.run();
			poller.destroy();
		}
	}

	private void survived(Throwable ex) {
		this.ioErrors.incrementAndGet();
		this.lastError = ex.toString();
		logger.debug("An I/O thread of the ZeroMQ context '" + this.name + "' continued after an exception", ex);
	}

	private void died(ZContext owner, Thread thread, Throwable ex) {
		if (owner != this.context) {
			logger.debug("The thread " + thread.getName() + " of a ZeroMQ context that was given up has ended", ex);
			return;
		}
		this.lastError = thread.getName() + " died: " + ex;
		this.rebuildAt = System.nanoTime();
		this.death = ex;
		logger.error("The thread " + thread.getName() + " of the ZeroMQ context '" + this.name
				+ "' died; the context and its endpoints will be rebuilt", ex);
	}

	boolean isDead() {
		return this.death != null;
	}

	boolean isDueForRebuild(long now) {
		return isDead() && now - this.rebuildAt >= 0;
	}

	/**
	 * Rebuild the context after its sockets have been abandoned. If that fails, the
	 * context stays dead and is due again after a pause that grows with each failure.
	 */
	void rebuild() {
		close(GIVE_UP);
		Throwable cause = this.death;
		try {
			open();
			this.rebuilds++;
			this.failures = 0;
			logger.info("The ZeroMQ context '" + this.name + "' was rebuilt");
		}
		catch (RuntimeException | Error ex) {
			String message = "The ZeroMQ context '" + this.name + "' cannot be rebuilt; retrying";
			if (this.failures == 0) {
				logger.error(message, ex);
			}
			else {
				logger.warn(message + ": " + ex);
			}
			this.lastError = "it died of " + cause + ", and cannot be rebuilt: " + ex;
			this.rebuildAt = System.nanoTime() + (REBUILD_PAUSE << Math.min(this.failures++, MAX_PAUSE_DOUBLINGS));
		}
	}

	ZMQ.Socket createSocket(SocketType type) {
		ZContext open = this.context;
		if (open == null) {
			throw new IllegalStateException("The ZeroMQ context '" + this.name + "' is not open");
		}
		// Not through ZContext, which would close sockets that belong to other threads.
		return open.getContext().socket(type);
	}

	/**
	 * Ask for a {@link #nudge()}. Called by the supervisor, for any number of sockets.
	 */
	void askForNudge() {
		this.nudgeAskedFor = true;
	}

	/**
	 * If asked for, make each I/O thread check all of its connections. JeroMQ 0.6.0
	 * sometimes loses track of a new connection: in one round of {@code zmq.poll.Poller}
	 * the connection is handed from the connecter, whose registration is cancelled, to
	 * the engine, and it can be the engine's that is cancelled. It would then wait for
	 * its handshake timer, or forever if the greeting was there at once. The next
	 * registration of anything puts that right.
	 */
	void nudge() {
		if (!this.nudgeAskedFor) {
			return;
		}
		this.nudgeAskedFor = false;
		for (int i = 0; i < snapshot().ioThreads(); i++) {
			try (ZMQ.Socket registered = createSocket(SocketType.PAIR)) {
				registered.setLinger(0);
				registered.setAffinity(1L << i);
				registered.bind("tcp://127.0.0.1:*");
			}
			catch (RuntimeException ex) {
				logger.debug("The I/O threads of the ZeroMQ context '" + this.name + "' could not be nudged", ex);
			}
		}
	}

	/**
	 * Terminate the context on a separate thread after its sockets are closed, so that a
	 * stop neither hangs nor is interrupted.
	 * @param deadline how long to wait for it
	 */
	void close(Duration deadline) {
		ZContext closing = this.context;
		this.context = null;
		if (closing != null && closing != this.provided) {
			end(closing, deadline);
		}
	}

	private void end(ZContext closing, Duration deadline) {
		Thread terminator = new Thread(() -> terminate(closing), "zmq-" + this.name + "-term");
		terminator.setDaemon(true);
		terminator.start();
		boolean interrupted = Thread.interrupted();
		try {
			terminator.join(Math.max(1, deadline.toMillis()));
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
		if (terminator.isAlive()) {
			logger.warn("The ZeroMQ context '" + this.name + "' has not ended within " + ReadableDuration.of(deadline)
					+ "; it is left to end by itself");
		}
	}

	private void terminate(ZContext closing) {
		try {
			closing.getContext().term();
		}
		catch (RuntimeException | AssertionError ex) {
			logger.warn("The ZeroMQ context '" + this.name + "' did not end cleanly", ex);
		}
	}

	/**
	 * Return whether the application brings the context itself.
	 */
	boolean isProvided() {
		return this.provided != null;
	}

	ContextSnapshot snapshot() {
		int ioThreads = (this.provided != null) ? this.provided.getIoThreads() : this.settings.ioThreads();
		return new ContextSnapshot(this.name, ioThreads, this.context != null && !isDead(), this.rebuilds,
				this.ioErrors.get(), this.incomplete.size(), this.lastError);
	}

}
