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
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Completes the futures of asynchronous requests: replies are decoded and futures
 * completed on threads of its own, never on the poller's. What waits for such a thread is
 * bounded by the number of requests that may be pending.
 * <p>
 * Its threads end when they are idle.
 */
final class AsyncReplies {

	private static final long IDLE_SECONDS = 30;

	private final ThreadPoolExecutor executor;

	private final ScheduledThreadPoolExecutor timer;

	AsyncReplies() {
		int threads = Runtime.getRuntime().availableProcessors();
		this.executor = new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), threads("zmq-reply-"));
		this.executor.allowCoreThreadTimeOut(true);
		this.timer = new ScheduledThreadPoolExecutor(1, threads("zmq-request-timer-"));
		this.timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		this.timer.allowCoreThreadTimeOut(true);
		this.timer.setRemoveOnCancelPolicy(true);
	}

	private static ThreadFactory threads(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	<T> Pending<T> pending(CompletableFuture<@Nullable T> future, Function<ZmqMessage, @Nullable T> decoder) {
		return new Pending<>(future, decoder, this.executor, this.timer);
	}

	/**
	 * Let go of the timers; all requests have been failed.
	 */
	void stop() {
		this.timer.getQueue().clear();
	}

	/**
	 * One asynchronous request.
	 *
	 * @param <T> the type of the reply
	 */
	static final class Pending<T> implements PendingReplies.Reply {

		private final CompletableFuture<@Nullable T> future;

		private final Function<ZmqMessage, @Nullable T> decoder;

		private final Executor executor;

		private final ScheduledThreadPoolExecutor timer;

		Pending(CompletableFuture<@Nullable T> future, Function<ZmqMessage, @Nullable T> decoder, Executor executor,
				ScheduledThreadPoolExecutor timer) {
			this.future = future;
			this.decoder = decoder;
			this.executor = executor;
			this.timer = timer;
		}

		@Override
		public void received(ZmqMessage payload) {
			this.executor.execute(() -> {
				try {
					this.future.complete(this.decoder.apply(payload));
				}
				catch (RuntimeException | Error ex) {
					this.future.completeExceptionally(ex);
				}
			});
		}

		@Override
		public void failed(ZmqException ex) {
			this.executor.execute(() -> this.future.completeExceptionally(ex));
		}

		/**
		 * Fail the request if it has not ended by then.
		 */
		void expireAfter(long nanos, ZmqTemplate.Request request) {
			Future<?> expiry = this.timer.schedule(() -> {
				if (request.replies().remove(request.id()) != null) {
					failed(request.timedOut());
				}
			}, nanos, TimeUnit.NANOSECONDS);
			this.future.whenComplete((reply, error) -> {
				expiry.cancel(false);
				request.replies().remove(request.id());
			});
		}

	}

}
