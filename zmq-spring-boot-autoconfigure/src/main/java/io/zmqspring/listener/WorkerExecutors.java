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

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Makes the executors that listeners work on.
 */
final class WorkerExecutors {

	/**
	 * Ends stops, each on a thread of its own: what completes them may be the poller with
	 * the lock of a socket.
	 */
	static final Executor STOPS = (task) -> start("zmq-listener-stop", task);

	private static final long IDLE_SECONDS = 10;

	private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;

	private final ListenerSettings settings;

	private final @Nullable Executor provided;

	WorkerExecutors(ListenerSettings settings, @Nullable Executor provided) {
		this.settings = settings;
		this.provided = provided;
	}

	/**
	 * Run a task on a thread of its own.
	 */
	static void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	static boolean supports(Dispatch dispatch) {
		return dispatch != Dispatch.VIRTUAL || VIRTUAL_THREADS;
	}

	/**
	 * Return an executor for the workers of a listener.
	 * @param id the id of the listener, which its threads are named after
	 */
	Executor open(String id, int concurrency, Dispatch dispatch) {
		if (dispatch == Dispatch.WORKERS && this.provided != null) {
			return this.provided;
		}
		String prefix = "zmq-" + id + '-';
		if (dispatch == Dispatch.VIRTUAL || (this.settings.virtualThreads() && VIRTUAL_THREADS)) {
			SimpleAsyncTaskExecutor virtual = new SimpleAsyncTaskExecutor(prefix);
			virtual.setVirtualThreads(true);
			return virtual;
		}
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		ThreadPoolExecutor pool = new ThreadPoolExecutor(concurrency, concurrency, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), threads);
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	/**
	 * Let an executor go; what it has begun it ends.
	 */
	void close(Executor executor) {
		if (executor != this.provided && executor instanceof ExecutorService own) {
			own.shutdown();
		}
	}

}
