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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A stop of a listener that is in progress.
 */
final class ListenerStop {

	private final long handledBefore;

	private final CountDownLatch drained = new CountDownLatch(1);

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	/**
	 * Create a stop.
	 * @param handledBefore the number of messages that were handled before
	 */
	ListenerStop(long handledBefore) {
		this.handledBefore = handledBefore;
	}

	long handledBefore() {
		return this.handledBefore;
	}

	/**
	 * Note that all messages that were taken over are handled. Takes no lock.
	 */
	void drained() {
		this.drained.countDown();
	}

	/**
	 * Wait until all messages that were taken over are handled.
	 * @return whether they are
	 */
	boolean awaitDrained(Duration timeout) {
		try {
			return this.drained.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * End the stop, because the listener has stopped or is started again.
	 */
	void end() {
		this.drained.countDown();
		this.ended.complete(null);
	}

	/**
	 * Return what is completed when the stop has ended.
	 */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

}
