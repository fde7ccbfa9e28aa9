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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqInterruptedException;
import io.zmqspring.endpoint.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * A reply that the requesting thread itself waits for.
 */
final class BlockingReply implements ReplyCallback {

	private final CountDownLatch arrived = new CountDownLatch(1);

	private @Nullable ZmqMessage payload;

	private @Nullable ZmqException failure;

	@Override
	public void received(ZmqMessage payload, Runnable release) {
		this.payload = payload;
		release.run();
		this.arrived.countDown();
	}

	@Override
	public void failed(ZmqException ex) {
		this.failure = ex;
		this.arrived.countDown();
	}

	ZmqMessage await(SentRequest request, long start) {
		try {
			boolean inTime = this.arrived.await(request.remaining(start), TimeUnit.NANOSECONDS);
			if (!inTime && request.pending().remove(request.id()) != null) {
				throw request.timedOut();
			}
			// Whoever took the request out of the pending ones is about to answer it.
			this.arrived.await();
		}
		catch (InterruptedException ex) {
			request.pending().remove(request.id());
			Thread.currentThread().interrupt();
			throw new ZmqInterruptedException(request.socket().name(),
					"the thread was interrupted while it waited for a reply");
		}
		if (this.failure != null) {
			throw this.failure;
		}
		if (this.payload == null) {
			throw new IllegalStateException("A reply has neither payload nor failure");
		}
		return this.payload;
	}

}
