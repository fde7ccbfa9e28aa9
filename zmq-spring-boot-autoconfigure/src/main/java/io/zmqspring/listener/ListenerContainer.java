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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.listener.ListenerSnapshot.State;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.ManagedSocket;
import org.jspecify.annotations.Nullable;

/**
 * Runs one listener: takes over as many messages of its endpoint as it has room for, and
 * has them handled. When it is full it takes no more until half of the room is free again
 * or no message waits for a worker.
 * <p>
 * It can be started and stopped any number of times. All methods may be called from any
 * thread, including those of the listener itself.
 */
public final class ListenerContainer {

	private static final Duration EXECUTOR_PATIENCE = Duration.ofSeconds(1);

	private final String id;

	private final ListenerDefinition definition;

	private final int concurrency;

	private final ListenerSettings settings;

	private final ManagedSocket socket;

	private final EndpointDispatcher dispatcher;

	private final WorkerExecutors executors;

	private final Workers workers;

	private final Prefetch prefetch;

	private final ReentrantLock lifecycle = new ReentrantLock();

	private volatile State state = State.STOPPED;

	private volatile @Nullable ListenerStop stop;

	private @Nullable Executor executor;

	ListenerContainer(String id, ListenerDefinition definition, int concurrency, ListenerSettings settings,
			ManagedSocket socket, EndpointDispatcher dispatcher, ListenerInvoker invoker, WorkerExecutors executors) {
		this.id = id;
		this.definition = definition;
		this.concurrency = concurrency;
		this.settings = settings;
		this.socket = socket;
		this.dispatcher = dispatcher;
		this.executors = executors;
		this.workers = new Workers(id, concurrency, IdleYields.of(socket.endpoint().type()), this::handle);
		this.prefetch = new Prefetch(settings.prefetch(), invoker, this.workers::isEmpty, dispatcher::resume,
				this::checkDrained);
	}

	/**
	 * Return the id of the listener.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Return the definition of the listener.
	 * @return the definition
	 */
	public ListenerDefinition definition() {
		return this.definition;
	}

	List<String> topics() {
		return this.definition.topics();
	}

	/**
	 * Return the topics as prefixes; the empty prefix takes all.
	 */
	List<String> prefixes() {
		return topics().isEmpty() ? List.of("") : topics();
	}

	/**
	 * Start to take messages. Has no effect on a running listener; a stop in progress is
	 * cancelled.
	 * @throws ZmqException if the endpoint has another receiver
	 */
	public void start() {
		this.lifecycle.lock();
		try {
			if (isRunning()) {
				return;
			}
			ListenerStop cancelled = this.stop;
			this.stop = null;
			Executor opened = this.executor;
			if (opened == null) {
				opened = this.executors.open(this.id, this.concurrency, this.definition.dispatch());
				this.executor = opened;
			}
			this.workers.open(opened);
			this.state = State.RUNNING;
			try {
				this.dispatcher.add(this);
			}
			catch (RuntimeException ex) {
				close();
				throw ex;
			}
			finally {
				if (cancelled != null) {
					cancelled.end();
				}
			}
			ListenerLog.started(this.id, this.socket.endpoint(), topics(), this.concurrency);
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Take no more messages, and wait until those that were taken over are handled or the
	 * stop timeout has elapsed. No thread is interrupted. A call by the listener itself
	 * does not wait; the stop then ends after the listener has returned. Has no effect on
	 * a stopped listener.
	 * <p>
	 * While other listeners of the endpoint run, messages that none of them takes are
	 * dropped and counted as {@code NO_LISTENER}. Otherwise they wait with ZeroMQ.
	 */
	public void stop() {
		CompletableFuture<Void> ended = beginStop();
		if (!isOwnThread()) {
			ended.join();
		}
	}

	/**
	 * Take no more messages.
	 * @return completed when those that were taken over are handled or the stop timeout
	 * has elapsed
	 */
	CompletableFuture<Void> beginStop() {
		this.lifecycle.lock();
		try {
			ListenerStop current = this.stop;
			if (current != null) {
				return current.ended();
			}
			if (this.state == State.STOPPED) {
				return CompletableFuture.completedFuture(null);
			}
			ListenerStop begun = new ListenerStop(this.prefetch.handled());
			this.executors.start("zmq-listener-stop", () -> endStop(begun));
			this.state = State.STOPPING;
			this.dispatcher.remove(this);
			this.stop = begun;
			this.workers.drain((task) -> this.executors.start("zmq-" + this.id + "-last", task));
			checkDrained();
			return begun.ended();
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Return whether the current thread handles a message of this listener or is a
	 * poller: a stop must not wait for the thread that it runs on.
	 */
	boolean isOwnThread() {
		return EndpointDispatcher.isReading() || this.workers.contains(Thread.currentThread());
	}

	/**
	 * End the stop if all messages are handled. Takes no lock.
	 */
	void checkDrained() {
		ListenerStop current = this.stop;
		if (current != null && this.prefetch.pending() == 0 && !this.dispatcher.owes(this)) {
			current.drained();
		}
	}

	private void endStop(ListenerStop ending) {
		Duration timeout = this.settings.stopTimeout();
		if (timeout.compareTo(EXECUTOR_PATIENCE) > 0 && !ending.awaitDrained(EXECUTOR_PATIENCE)) {
			replaceExecutor(ending);
			timeout = timeout.minus(EXECUTOR_PATIENCE);
		}
		ending.awaitDrained(timeout);
		this.lifecycle.lock();
		try {
			if (this.stop == ending) {
				this.stop = null;
				long finished = this.prefetch.handled() - ending.handledBefore();
				int dropped = close();
				ListenerLog.stopped(this.id, this.socket.endpoint(), finished, dropped, this.prefetch.pending());
			}
		}
		finally {
			this.lifecycle.unlock();
			ending.end();
		}
	}

	/**
	 * Replace an executor that the application has paused: Spring stops its task
	 * executors before the listeners.
	 */
	private void replaceExecutor(ListenerStop current) {
		this.lifecycle.lock();
		try {
			if (this.stop == current && this.executor != null && this.executors.isProvided(this.executor)) {
				this.workers.replaceExecutor();
			}
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Close what a start opens.
	 * @return the number of messages that were taken over and are dropped
	 */
	private int close() {
		this.state = State.STOPPED;
		int left = this.workers.close();
		this.prefetch.drop(left);
		if (this.executor != null) {
			this.executors.close(this.executor);
			this.executor = null;
		}
		if (left > 0) {
			this.socket.countDropped(DropReason.STOPPED, left);
		}
		return left;
	}

	/**
	 * Take no more messages from the endpoint until {@link #resume()}. Like a full
	 * listener, a paused one holds back all listeners of its endpoint: the next message
	 * may be for it, and ZeroMQ delivers in order. Messages that were taken over are
	 * handled. Has no effect unless the listener is running.
	 */
	public void pause() {
		this.lifecycle.lock();
		try {
			this.state = (this.state == State.RUNNING) ? State.PAUSED : this.state;
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Take messages again after a {@link #pause()}.
	 */
	public void resume() {
		this.lifecycle.lock();
		try {
			if (this.state == State.PAUSED) {
				this.state = State.RUNNING;
				this.dispatcher.resume();
			}
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Return whether the listener is started; a paused one is.
	 * @return whether it is
	 */
	public boolean isRunning() {
		State current = this.state;
		return current == State.RUNNING || current == State.PAUSED;
	}

	/**
	 * Return whether the listener is paused.
	 * @return whether it is
	 */
	public boolean isPaused() {
		return this.state == State.PAUSED;
	}

	/**
	 * Return the current state of the listener.
	 * @return a snapshot
	 */
	public ListenerSnapshot snapshot() {
		int queued = this.workers.size();
		return new ListenerSnapshot(this.id, this.socket.name(), this.state, topics(), this.concurrency,
				this.definition.dispatch(), this.prefetch.handled(), this.prefetch.failed(), queued,
				Math.max(0, this.prefetch.pending() - queued));
	}

	/**
	 * Return how many messages the listener can take now. After a zero the socket is read
	 * again once there is room.
	 */
	int room() {
		return (this.state == State.RUNNING) ? this.prefetch.room() : 0;
	}

	/**
	 * Retry what the executor has rejected. Called by the supervisor.
	 */
	void retry() {
		this.workers.retry();
	}

	/**
	 * Take a message over. Called by the poller.
	 */
	void accept(ZmqMessage message) {
		if (this.state == State.STOPPED) {
			this.socket.countDropped(DropReason.STOPPED, 1);
			return;
		}
		this.prefetch.add();
		if (this.definition.dispatch() == Dispatch.POLLER) {
			handle(message);
		}
		else {
			this.workers.add(message);
		}
	}

	/**
	 * All messages of a batch are taken over. Called by the poller.
	 */
	void accepted() {
		this.workers.flush();
		checkDrained();
	}

	private void handle(ZmqMessage message) {
		this.prefetch.handle(message);
	}

	@Override
	public String toString() {
		return "ListenerContainer[" + this.id + ']';
	}

}
