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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Keeps tasks until the test runs them, on its own thread.
 */
final class StepExecutor implements Executor {

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private volatile boolean rejecting;

	@Override
	public synchronized void execute(Runnable task) {
		if (this.rejecting) {
			throw new RejectedExecutionException("full");
		}
		this.tasks.add(task);
	}

	void reject(boolean rejecting) {
		this.rejecting = rejecting;
	}

	synchronized int size() {
		return this.tasks.size();
	}

	/**
	 * Run the oldest task.
	 */
	void step() {
		Runnable task;
		synchronized (this) {
			task = this.tasks.remove();
		}
		task.run();
	}

	/**
	 * Run all tasks, those that they bring about too.
	 */
	void runAll() {
		while (size() > 0) {
			step();
		}
	}

}
