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

package io.zmqspring.stress;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32;

import io.zmqspring.endpoint.ZmqMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Messages that many senders number, each for itself: the number, some frames of random
 * length, and a checksum over all of them. What arrives shows whether a message was lost
 * or came twice, whether a sender's order was kept, and whether frames were mixed.
 */
final class NumberedMessages {

	private final int senders;

	private final int each;

	private final int[] expected;

	private final List<String> wrong = new ArrayList<>();

	private int arrived;

	NumberedMessages(int senders, int each) {
		this.senders = senders;
		this.each = each;
		this.expected = new int[senders];
	}

	/**
	 * Send all messages, each sender on a thread of its own.
	 */
	static void send(int senders, int each, Consumer<ZmqMessage> template) throws Exception {
		send(senders, each, Thread::new, template);
	}

	static void send(int senders, int each, Function<Runnable, Thread> maker, Consumer<ZmqMessage> template)
			throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(senders, maker::apply);
		try {
			List<Callable<Void>> tasks = new ArrayList<>();
			for (int i = 0; i < senders; i++) {
				int sender = i;
				tasks.add(() -> {
					Random random = new Random(sender);
					for (int number = 0; number < each; number++) {
						template.accept(message(sender, number, random));
					}
					return null;
				});
			}
			for (Future<Void> sent : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
				sent.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static ZmqMessage message(int sender, int number, Random random) {
		byte[][] frames = new byte[2 + random.nextInt(4)][];
		frames[0] = ByteBuffer.allocate(8).putInt(sender).putInt(number).array();
		for (int i = 1; i < frames.length - 1; i++) {
			frames[i] = new byte[random.nextInt(64)];
			random.nextBytes(frames[i]);
		}
		frames[frames.length - 1] = checksum(frames);
		return ZmqMessage.of(frames);
	}

	private static byte[] checksum(byte[][] frames) {
		CRC32 checksum = new CRC32();
		for (int i = 0; i < frames.length - 1; i++) {
			checksum.update(frames[i]);
		}
		return ByteBuffer.allocate(8).putLong(checksum.getValue()).array();
	}

	synchronized void arrived(ZmqMessage message) {
		this.arrived++;
		byte[][] frames = message.frames().toArray(byte[][]::new);
		if (frames.length < 2 || !ZmqMessage.of(frames[frames.length - 1]).equals(ZmqMessage.of(checksum(frames)))) {
			this.wrong.add("mixed: " + message);
			return;
		}
		ByteBuffer head = ByteBuffer.wrap(frames[0]);
		int sender = head.getInt();
		int number = head.getInt();
		if (number != this.expected[sender]) {
			this.wrong.add("sender " + sender + ": " + number + " instead of " + this.expected[sender]);
		}
		this.expected[sender] = number + 1;
	}

	private synchronized int count() {
		return this.arrived;
	}

	void awaitAll() {
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(count()).isGreaterThanOrEqualTo(this.senders * this.each));
		assertThat(this.wrong).isEmpty();
		assertThat(count()).isEqualTo(this.senders * this.each);
		assertThat(this.expected).containsOnly(this.each);
	}

}
