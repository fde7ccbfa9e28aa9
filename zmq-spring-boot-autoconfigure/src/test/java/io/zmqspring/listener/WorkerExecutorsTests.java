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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WorkerExecutors}.
 */
class WorkerExecutorsTests {

	@Test
	void whenNothingElseIsSaidThenListenerHasThreadsOfItsOwn() throws Exception {
		WorkerExecutors executors = executors(false, null);
		Executor executor = executors.open("orders", 3, Dispatch.WORKERS);
		Thread thread = threadOf(executor);
		assertThat(thread.getName()).isEqualTo("zmq-orders-1");
		assertThat(thread.isDaemon()).isTrue();
		ThreadPoolExecutor pool = (ThreadPoolExecutor) executor;
		assertThat(pool.getCorePoolSize()).isEqualTo(3);
		assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
		assertThat(pool.allowsCoreThreadTimeOut()).isTrue();
		executors.close(executor);
	}

	@Test
	void whenOwnThreadsAreClosedThenWhatWasBegunEndsWithoutInterrupt() throws Exception {
		WorkerExecutors executors = executors(false, null);
		Executor executor = executors.open("orders", 1, Dispatch.WORKERS);
		CompletableFuture<Void> closed = new CompletableFuture<>();
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		executor.execute(() -> {
			closed.join();
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		executors.close(executor);
		closed.complete(null);
		assertThat(interrupted.get(20, TimeUnit.SECONDS)).isFalse();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> executor.execute(() -> {
		}));
	}

	@Test
	void whenApplicationHasExecutorThenItIsUsedAndNotClosed() {
		ThreadPoolExecutor provided = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
				new java.util.concurrent.LinkedBlockingQueue<>());
		WorkerExecutors executors = executors(true, provided);
		Executor executor = executors.open("orders", 3, Dispatch.WORKERS);
		assertThat(executor).isSameAs(provided);
		executors.close(executor);
		assertThat(provided.isShutdown()).isFalse();
		provided.shutdown();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenVirtualThreadsAreAskedForThenTheyAreUsed() throws Exception {
		StepExecutor provided = new StepExecutor();
		assertVirtual(executors(false, provided).open("orders", 3, Dispatch.VIRTUAL));
		assertVirtual(executors(true, null).open("orders", 3, Dispatch.WORKERS));
		assertThat(WorkerExecutors.supports(Dispatch.VIRTUAL)).isTrue();
	}

	private static void assertVirtual(Executor executor) throws Exception {
		Thread thread = threadOf(executor);
		assertThat(thread.getClass().getName()).contains("VirtualThread");
		assertThat(thread.getName()).startsWith("zmq-orders-");
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void whenJavaHasNoVirtualThreadsThenSettingIsIgnoredAndDispatchNotSupported() {
		WorkerExecutors executors = executors(true, null);
		Executor executor = executors.open("orders", 3, Dispatch.WORKERS);
		assertThat(executor).isInstanceOf(ThreadPoolExecutor.class);
		executors.close(executor);
		assertThat(WorkerExecutors.supports(Dispatch.VIRTUAL)).isFalse();
		assertThat(WorkerExecutors.supports(Dispatch.POLLER)).isTrue();
	}

	@Test
	void whenAnotherThreadGivesTheTaskThenContextClassLoaderIsStillThatOfTheStart() throws Exception {
		assertContextClassLoader(Dispatch.WORKERS);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenAnotherThreadGivesTheTaskThenContextClassLoaderOfAVirtualThreadIsStillThatOfTheStart() throws Exception {
		assertContextClassLoader(Dispatch.VIRTUAL);
	}

	private static void assertContextClassLoader(Dispatch dispatch) throws Exception {
		ClassLoader application = Thread.currentThread().getContextClassLoader();
		WorkerExecutors executors = executors(false, null);
		Executor executor = executors.open("orders", 1, dispatch);
		CompletableFuture<ClassLoader> ofPool = new CompletableFuture<>();
		CompletableFuture<ClassLoader> ofThread = new CompletableFuture<>();
		Thread other = new Thread(() -> {
			executor.execute(() -> ofPool.complete(Thread.currentThread().getContextClassLoader()));
			executors.start("zmq-orders-last", () -> ofThread.complete(Thread.currentThread().getContextClassLoader()));
		});
		other.setContextClassLoader(ClassLoader.getPlatformClassLoader());
		other.start();
		assertThat(ofPool.get(20, TimeUnit.SECONDS)).isSameAs(application);
		assertThat(ofThread.get(20, TimeUnit.SECONDS)).isSameAs(application);
		executors.close(executor);
	}

	private static WorkerExecutors executors(boolean virtual, @Nullable Executor provided) {
		return new WorkerExecutors(new ListenerSettings(1, Duration.ZERO, virtual), provided);
	}

	private static Thread threadOf(Executor executor) throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		executor.execute(() -> thread.complete(Thread.currentThread()));
		return thread.get(20, TimeUnit.SECONDS);
	}

}
