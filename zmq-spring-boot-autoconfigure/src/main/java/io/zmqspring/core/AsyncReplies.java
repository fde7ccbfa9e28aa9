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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.socket.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Completes the futures of asynchronous requests. Its own threads, never the poller's,
 * decode replies and complete futures. Each callback that is running occupies one of
 * them. A request counts as pending until its callbacks have returned, so
 * {@code max-pending-requests} bounds the threads.
 * <p>
 * The first request starts the threads. They end when they are idle or when the template
 * stops. Their context class loader is that of the thread that created this object.
 */
final class AsyncReplies {

	private static final long IDLE_SECONDS = 30;

	private final @Nullable ClassLoader contextClassLoader = Thread.currentThread().getContextClassLoader();

	private @Nullable Threads threads;

	<T> Pending<T> pending(CompletableFuture<@Nullable T> future, Function<ZmqMessage, @Nullable T> decoder) {
		return new Pending<>(future, decoder, threads());
	}

	private synchronized Threads threads() {
		if (this.threads == null) {
			this.threads = Threads.create(this.contextClassLoader);
		}
		return this.threads;
	}

	/**
	 * End the threads once they have finished their tasks. All requests have failed by
	 * now, so nothing needs the timer.
	 */
	synchronized void stop() {
		if (this.threads != null) {
			this.threads.executor().shutdown();
			this.threads.timer().shutdown();
			this.threads = null;
		}
	}

	/**
	 * The threads that complete the futures.
	 *
	 * @param executor decodes and completes
	 * @param timer ends what takes too long
	 */
	private record Threads(ThreadPoolExecutor executor, ScheduledThreadPoolExecutor timer) {

		static Threads create(@Nullable ClassLoader loader) {
			// A callback may wait for another reply, so there is always a thread for it.
			// A task that arrives after the end runs on the thread that submits it.
			ThreadPoolExecutor executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
					new SynchronousQueue<>(), new DaemonThreadFactory("zmq-reply-", loader),
					(task, ended) -> task.run());
			ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
					new DaemonThreadFactory("zmq-request-timer-", loader));
			timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
			timer.allowCoreThreadTimeOut(true);
			timer.setRemoveOnCancelPolicy(true);
			timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
			return new Threads(executor, timer);
		}

	}

	/**
	 * One asynchronous request.
	 *
	 * @param <T> the type of the reply
	 */
	static final class Pending<T> implements ReplyCallback {

		private final CompletableFuture<@Nullable T> future;

		private final Function<ZmqMessage, @Nullable T> decoder;

		private final Threads threads;

		Pending(CompletableFuture<@Nullable T> future, Function<ZmqMessage, @Nullable T> decoder, Threads threads) {
			this.future = future;
			this.decoder = decoder;
			this.threads = threads;
		}

		@Override
		public void received(ZmqMessage payload, Runnable release) {
			this.threads.executor().execute(() -> {
				try {
					this.future.complete(this.decoder.apply(payload));
				}
				catch (RuntimeException | Error ex) {
					this.future.completeExceptionally(ex);
				}
				finally {
					release.run();
				}
			});
		}

		@Override
		public void failed(ZmqException ex) {
			this.threads.executor().execute(() -> this.future.completeExceptionally(ex));
		}

		/**
		 * Fail the request if it has not ended by then.
		 */
		void expireAfter(long nanos, SentRequest request) {
			Future<?> expiry = schedule(() -> {
				if (request.pending().remove(request.id()) != null) {
					failed(request.timedOut());
				}
			}, nanos);
			this.future.whenComplete((reply, error) -> {
				expiry.cancel(false);
				request.pending().remove(request.id());
			});
		}

		private Future<?> schedule(Runnable task, long nanos) {
			try {
				return this.threads.timer().schedule(task, nanos, TimeUnit.NANOSECONDS);
			}
			catch (RejectedExecutionException ex) {
				// Stopped while the request was sent: no reply can come any more.
				task.run();
				return CompletableFuture.completedFuture(null);
			}
		}

	}

}
