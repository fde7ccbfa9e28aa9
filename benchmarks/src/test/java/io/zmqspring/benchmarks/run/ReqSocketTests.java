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

package io.zmqspring.benchmarks.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ReqSocket}.
 */
@Timeout(60)
class ReqSocketTests {

	private static final byte[] REQUEST = { 4, 7, 11 };

	@Test
	void whenThereIsNoReplyThenTheNextRequestIsSentAllTheSame() {
		ZMQ.Context context = ZMQ.context(1);
		try (ZMQ.Socket server = context.socket(SocketType.ROUTER)) {
			server.bind("tcp://127.0.0.1:*");
			Set<String> senders = new HashSet<>();
			try (ReqSocket silent = new ReqSocket(context, server.getLastEndpoint(), Duration.ofMillis(50))) {
				while (senders.size() < 2) {
					assertThatIllegalStateException().isThrownBy(() -> silent.request(REQUEST))
						.withMessage("No reply within 50 ms");
					addSenders(server, senders);
				}
			}
		}
		context.term();
	}

	@Test
	void theReplyIsReturned() {
		ZMQ.Context context = ZMQ.context(1);
		try (ZMQ.Socket server = context.socket(SocketType.REP)) {
			server.bind("tcp://127.0.0.1:*");
			CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> server.send(server.recv()));
			try (ReqSocket socket = new ReqSocket(context, server.getLastEndpoint(), Duration.ofSeconds(10))) {
				assertThat(socket.request(REQUEST)).isEqualTo(REQUEST);
			}
			echo.join();
		}
		context.term();
	}

	private static void addSenders(ZMQ.Socket server, Set<String> senders) {
		byte[] identity;
		while ((identity = server.recv(ZMQ.DONTWAIT)) != null) {
			senders.add(new String(identity, ZMQ.CHARSET));
			assertThat(server.recv()).isEmpty();
			assertThat(server.recv()).isEqualTo(REQUEST);
		}
	}

}
