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

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Makes daemon threads of normal priority that are named by a prefix and a number, and
 * have a certain context class loader. Otherwise they would have priority and loader of
 * the thread that happens to need them, and its loader does not always see the classes of
 * an executable jar. May be used from any thread.
 */
public final class DaemonThreadFactory implements ThreadFactory {

	private final AtomicInteger made = new AtomicInteger();

	private final String prefix;

	private final @Nullable ClassLoader contextClassLoader;

	public DaemonThreadFactory(String prefix, @Nullable ClassLoader contextClassLoader) {
		this.prefix = prefix;
		this.contextClassLoader = contextClassLoader;
	}

	@Override
	public Thread newThread(Runnable task) {
		Thread thread = new Thread(task, this.prefix + this.made.incrementAndGet());
		thread.setDaemon(true);
		thread.setPriority(Thread.NORM_PRIORITY);
		thread.setContextClassLoader(this.contextClassLoader);
		return thread;
	}

}
