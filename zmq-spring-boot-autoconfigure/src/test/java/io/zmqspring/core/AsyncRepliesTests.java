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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqStoppedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AsyncReplies}.
 */
class AsyncRepliesTests {

	private final AsyncReplies replies = new AsyncReplies();

	private final CompletableFuture<String> future = new CompletableFuture<>();

	private final CountDownLatch released = new CountDownLatch(1);

	private final Runnable release = this.released::countDown;

	@Test
	void whenReplyArrivesThenItIsDecodedAndCompletedOnAReplyThread() throws Exception {
		CompletableFuture<String> thread = new CompletableFuture<>();
		this.replies.pending(this.future, (message) -> {
			thread.complete(Thread.currentThread().getName());
			return message.text(0);
		}).received(ZmqMessage.ofText("reply"), this.release);
		assertThat(this.future.get(10, TimeUnit.SECONDS)).isEqualTo("reply");
		assertThat(thread.get()).startsWith("zmq-reply-");
	}

	@Test
	void whenCallerHasAnotherContextClassLoaderThenReplyThreadsUseTheOneFromConstruction() throws Exception {
		ClassLoader application = Thread.currentThread().getContextClassLoader();
		CompletableFuture<ClassLoader> loader = new CompletableFuture<>();
		Thread caller = new Thread(() -> this.replies.pending(this.future, (message) -> {
			loader.complete(Thread.currentThread().getContextClassLoader());
			return message.text(0);
		}).received(ZmqMessage.ofText("reply"), this.release));
		caller.setContextClassLoader(ClassLoader.getPlatformClassLoader());
		caller.start();
		assertThat(loader.get(10, TimeUnit.SECONDS)).isSameAs(application);
	}

	@Test
	void whenReplyCannotBeDecodedThenTheFutureFails() {
		this.replies.pending(this.future, (message) -> {
			throw new IllegalStateException("undecodable");
		}).received(ZmqMessage.ofText("reply"), this.release);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.future.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void whenRequestFailsThenTheFutureFails() {
		this.replies.pending(this.future, (message) -> "").failed(new ZmqStoppedException("client", "stopped"));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.future.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(ZmqStoppedException.class);
	}

	@Test
	void whenReplyArrivesAfterStopThenTheFutureIsCompleted() {
		AsyncReplies.Pending<String> late = this.replies.pending(this.future, (message) -> message.text(0));
		this.replies.stop();
		late.received(ZmqMessage.ofText("reply"), this.release);
		assertThat(this.future).isCompletedWithValue("reply");
	}

	@Test
	void whenStoppedThenTheThreadsEnd() throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		this.replies.pending(this.future, (message) -> {
			thread.complete(Thread.currentThread());
			return message.text(0);
		}).received(ZmqMessage.ofText("reply"), this.release);
		this.future.get(10, TimeUnit.SECONDS);
		this.replies.stop();
		thread.get().join(10_000);
		assertThat(thread.get().isAlive()).isFalse();
	}

	@Test
	void whenCallbackRunsThenTheRequestStaysPendingUntilItReturns() throws Exception {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		this.future.thenAccept((reply) -> {
			busy.countDown();
			awaitUninterruptibly(end);
		});
		this.replies.pending(this.future, (message) -> message.text(0))
			.received(ZmqMessage.ofText("reply"), this.release);
		assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.released.getCount()).isOne();
		end.countDown();
		assertThat(this.released.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
