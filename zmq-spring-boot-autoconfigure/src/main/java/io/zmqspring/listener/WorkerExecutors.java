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

import io.zmqspring.socket.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Creates the executors and threads of listeners. Their context class loader is that of
 * the thread that created this object, unless the application brings an executor.
 */
final class WorkerExecutors {

	private static final long IDLE_SECONDS = 10;

	private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;

	private final ListenerSettings settings;

	private final @Nullable Executor provided;

	private final @Nullable ClassLoader contextClassLoader = Thread.currentThread().getContextClassLoader();

	WorkerExecutors(ListenerSettings settings, @Nullable Executor provided) {
		this.settings = settings;
		this.provided = provided;
	}

	/**
	 * Run a task on a thread of its own.
	 */
	void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.setContextClassLoader(this.contextClassLoader);
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
			virtual.setTaskDecorator((task) -> () -> {
				Thread.currentThread().setContextClassLoader(this.contextClassLoader);
				task.run();
			});
			return virtual;
		}
		ThreadPoolExecutor pool = new ThreadPoolExecutor(concurrency, concurrency, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), new DaemonThreadFactory(prefix, this.contextClassLoader));
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	/**
	 * Return whether the application brings an executor, and may shut it down or pause it
	 * while a listener still has messages.
	 */
	boolean isProvided(Executor executor) {
		return executor == this.provided;
	}

	/**
	 * Close an executor of our own; the tasks that it has accepted still run.
	 */
	void close(Executor executor) {
		if (!isProvided(executor) && executor instanceof ExecutorService own) {
			own.shutdown();
		}
	}

}
