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

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.zmqspring.convert.Framing;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqInterruptedException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import io.zmqspring.endpoint.ZmqStoppedException;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BlockingReply}.
 */
class BlockingReplyTests {

	private final ManagedSocket socket = new ZmqSockets(SocketLayerSettings.DEFAULTS,
			List.of(ZmqEndpoint.of("client", EndpointType.REQ, List.of(), List.of("inproc://server"))), Map.of(),
			List.of(), List.of())
		.get("client");

	private final PendingRequests requests = new PendingRequests(this.socket, Framing.of(this.socket.endpoint()));

	private final BlockingReply reply = new BlockingReply();

	@Test
	void whenReplyArrivesThenAwaitReturnsIt() {
		SentRequest request = request(Duration.ofSeconds(10));
		ZmqMessage payload = ZmqMessage.ofText("reply");
		this.reply.received(payload, () -> {
		});
		assertThat(this.reply.await(request, System.nanoTime())).isSameAs(payload);
	}

	@Test
	void whenRequestFailsThenAwaitThrowsTheFailure() {
		SentRequest request = request(Duration.ofSeconds(10));
		ZmqStoppedException failure = new ZmqStoppedException("client", "stopped");
		this.reply.failed(failure);
		assertThatExceptionOfType(ZmqStoppedException.class)
			.isThrownBy(() -> this.reply.await(request, System.nanoTime()))
			.isSameAs(failure);
	}

	@Test
	void whenTimeoutElapsesThenTheRequestIsNoLongerPending() {
		SentRequest request = request(Duration.ZERO);
		assertThatExceptionOfType(ZmqRequestTimeoutException.class)
			.isThrownBy(() -> this.reply.await(request, System.nanoTime()));
		assertThat(this.requests.size()).isZero();
	}

	@Test
	void whenReplyIsBeingDeliveredAtTheTimeoutThenAwaitReturnsIt() {
		SentRequest request = request(Duration.ZERO);
		assertThat(this.requests.remove(request.id())).isSameAs(this.reply);
		Thread poller = new Thread(() -> this.reply.received(ZmqMessage.ofText("reply"), () -> {
		}));
		poller.start();
		assertThat(this.reply.await(request, System.nanoTime()).text(0)).isEqualTo("reply");
	}

	@Test
	void whenInterruptedThenAwaitThrowsAndTheFlagStaysSet() {
		SentRequest request = request(Duration.ofSeconds(10));
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(ZmqInterruptedException.class)
			.isThrownBy(() -> this.reply.await(request, System.nanoTime()));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.requests.size()).isZero();
	}

	private SentRequest request(Duration timeout) {
		return new SentRequest(this.socket, this.requests, this.requests.register(this.reply), timeout.toNanos());
	}

}
