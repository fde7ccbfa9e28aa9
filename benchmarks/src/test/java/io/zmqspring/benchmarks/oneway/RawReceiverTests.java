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

package io.zmqspring.benchmarks.oneway;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RawReceiver}.
 */
class RawReceiverTests {

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	@Test
	void messagesAreCountedUntilItIsClosed() {
		Receiver receiver = new Receiver();
		ZMQ.Socket push = receiver.context().createSocket(SocketType.PUSH);
		push.connect("inproc://jobs");
		push.send("first");
		push.send("second");
		await().until(() -> receiver.operations() == 2);
		receiver.close();
		assertThat(this.threads).hasSize(1).noneMatch(Thread::isAlive);
		assertThat(receiver.context().isClosed()).isTrue();
	}

	private final class Receiver extends RawReceiver {

		private final ZMQ.Socket socket = context().createSocket(SocketType.PULL);

		Receiver() {
			this.socket.setReceiveTimeOut(WAIT);
			this.socket.bind("inproc://jobs");
			start();
		}

		@Override
		void receive() {
			RawReceiverTests.this.threads.add(Thread.currentThread());
			if (this.socket.recv() != null) {
				received();
			}
		}

	}

}
