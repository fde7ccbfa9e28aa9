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

import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.zmqspring.endpoint.ZmqMessage;

/**
 * A reader with room for few messages, which is often full, and then has the socket read
 * again as soon as a message is handled. It can be shut and opened besides.
 */
final class NarrowReader implements MessageReceiver {

	private final ManagedSocket socket;

	private final int room;

	private final Executor workers;

	private final Consumer<ZmqMessage> handler;

	private final Random random;

	private final AtomicInteger pending = new AtomicInteger();

	private final AtomicInteger handled = new AtomicInteger();

	private volatile boolean full;

	private volatile boolean shut;

	/**
	 * Create a reader and attach it.
	 * @param workers handle the messages
	 */
	NarrowReader(ManagedSocket socket, int room, Executor workers, Random random, Consumer<ZmqMessage> handler) {
		this.socket = socket;
		this.room = room;
		this.workers = workers;
		this.random = random;
		this.handler = handler;
		socket.attach(this);
	}

	int handled() {
		return this.handled.get();
	}

	/**
	 * Stop to read, in one of the ways there are.
	 */
	void shut() {
		if (this.random.nextInt(4) == 0) {
			this.socket.detach(this);
		}
		else {
			this.shut = true;
		}
	}

	void open() {
		this.shut = false;
		UnservicedSockets.shift(this.random);
		if (this.random.nextBoolean()) {
			this.socket.attach(this);
		}
		else if (this.socket.snapshot().readerAttached()) {
			this.socket.resumeReading();
		}
		else {
			this.socket.attach(this);
		}
	}

	@Override
	public int demand() {
		if (this.shut) {
			return 0;
		}
		int free = this.room - this.pending.get();
		if (free <= 0) {
			this.full = true;
			free = this.room - this.pending.get();
		}
		UnservicedSockets.shift(this.random);
		return Math.max(0, free);
	}

	@Override
	public void receive(List<ZmqMessage> messages) {
		for (ZmqMessage message : messages) {
			this.pending.incrementAndGet();
			this.workers.execute(() -> handle(message));
		}
	}

	private void handle(ZmqMessage message) {
		this.handler.accept(message);
		UnservicedSockets.shift(this.random);
		this.handled.incrementAndGet();
		this.pending.decrementAndGet();
		if (this.full) {
			this.full = false;
			this.socket.resumeReading();
		}
	}

	@Override
	public String toString() {
		return "reader of " + this.socket.name() + ": " + this.handled + " handled, " + this.pending + " pending of "
				+ this.room + (this.full ? ", full" : "") + (this.shut ? ", shut" : "");
	}

}
