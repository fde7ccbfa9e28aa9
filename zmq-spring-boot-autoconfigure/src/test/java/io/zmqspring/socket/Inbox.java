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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.ZmqMessage;

/**
 * A reader that keeps what it gets.
 */
final class Inbox implements MessageReceiver {

	final BlockingQueue<ZmqMessage> messages = new LinkedBlockingQueue<>();

	volatile int demand = Integer.MAX_VALUE;

	@Override
	public int demand() {
		return this.demand;
	}

	@Override
	public void receive(List<ZmqMessage> batch) {
		this.messages.addAll(batch);
	}

	ZmqMessage take() throws InterruptedException {
		ZmqMessage message = this.messages.poll(20, TimeUnit.SECONDS);
		if (message == null) {
			throw new AssertionError("No message came");
		}
		return message;
	}

	String takeText() throws InterruptedException {
		ZmqMessage message = take();
		return message.text(message.size() - 1);
	}

}
