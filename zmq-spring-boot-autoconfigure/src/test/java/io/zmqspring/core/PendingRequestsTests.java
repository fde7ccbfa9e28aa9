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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.zmqspring.convert.Framing;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqPendingRequestsException;
import io.zmqspring.endpoint.ZmqStoppedException;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PendingRequests}.
 */
class PendingRequestsTests {

	private final ManagedSocket socket = new ZmqSockets(SocketLayerSettings.DEFAULTS,
			List.of(ZmqEndpoint.builder("client", EndpointType.REQ)
				.connect(List.of("inproc://server"))
				.maxPendingRequests(2)
				.build()),
			Map.of(), List.of(), List.of())
		.get("client");

	private final Framing framing = Framing.of(this.socket.endpoint());

	private final PendingRequests requests = new PendingRequests(this.socket, this.framing);

	@Test
	void whenReplyArrivesThenOnlyItsOwnRequestReceivesIt() {
		Recorder one = new Recorder();
		Recorder two = new Recorder();
		this.requests.register(one);
		long id = this.requests.register(two);
		this.requests.receive(List.of(reply(id, "a", "b")));
		assertThat(two.received).containsExactly(ZmqMessage.ofText("a", "b"));
		assertThat(one.received).isEmpty();
		assertThat(this.requests.size()).isEqualTo(2);
		two.release.run();
		assertThat(this.requests.size()).isOne();
	}

	@Test
	void whenSecondReplyArrivesThenItIsDroppedAndCounted() {
		Recorder recorder = new Recorder();
		ZmqMessage reply = reply(this.requests.register(recorder), "reply");
		this.requests.receive(List.of(reply, reply));
		assertThat(recorder.received).hasSize(1);
		assertThat(lateReplies()).isOne();
	}

	@Test
	void whenMessageIsNotFramedAsReplyThenItIsDroppedAndCounted() {
		long id = this.requests.register(new Recorder());
		this.requests.receive(List.of(ZmqMessage.ofText("one frame"), ZmqMessage.of(frame(id), new byte[0]),
				ZmqMessage.of(frame(id), new byte[1], new byte[1]), ZmqMessage.ofText("short", "", "reply")));
		assertThat(lateReplies()).isEqualTo(4);
		assertThat(this.requests.size()).isOne();
	}

	@Test
	void whenPendingRequestsReachTheLimitThenFurtherOnesAreRefused() {
		long first = this.requests.register(new Recorder());
		this.requests.register(new Recorder());
		assertThatExceptionOfType(ZmqPendingRequestsException.class)
			.isThrownBy(() -> this.requests.register(new Recorder()));
		this.requests.remove(first);
		this.requests.remove(first);
		this.requests.register(new Recorder());
		assertThatExceptionOfType(ZmqPendingRequestsException.class)
			.isThrownBy(() -> this.requests.register(new Recorder()));
	}

	@Test
	void whenAllAreFailedTwiceThenEachFailsOnce() {
		Recorder one = new Recorder();
		Recorder two = new Recorder();
		this.requests.register(one);
		this.requests.register(two);
		this.requests.failAll(() -> new ZmqStoppedException("client", "stopped"));
		this.requests.failAll(() -> new ZmqStoppedException("client", "stopped"));
		assertThat(one.failures).hasSize(1);
		assertThat(two.failures).hasSize(1).doesNotContainAnyElementsOf(one.failures);
		assertThat(this.requests.size()).isZero();
	}

	@Test
	void whenEndpointAlreadyHasAReaderThenItCannotMakeRequests() {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> new PendingRequests(this.socket, this.framing))
			.withMessageContaining("'client'");
	}

	private static ZmqMessage reply(long id, String... payload) {
		return ZmqMessage.ofText(payload).prepend(frame(id), new byte[0]);
	}

	private static byte[] frame(long id) {
		return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
	}

	private long lateReplies() {
		return this.socket.snapshot().dropped().get(DropReason.LATE_REPLY);
	}

	private static final class Recorder implements ReplyCallback {

		private final List<ZmqMessage> received = new ArrayList<>();

		private final List<ZmqException> failures = new ArrayList<>();

		private @Nullable Runnable release;

		@Override
		public void received(ZmqMessage payload, Runnable release) {
			this.received.add(payload);
			this.release = release;
		}

		@Override
		public void failed(ZmqException ex) {
			this.failures.add(ex);
		}

	}

}
