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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.zmqspring.patch.GuardPatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.msg.MsgAllocator;
import zmq.msg.MsgAllocatorHeap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PeerGuard}.
 */
class PeerGuardTests {

	private static final int MAX_SIZE = 10_000;

	private static final int MAX_FRAMES = 3;

	private static final int LARGE = 100_000;

	private final Events events = new Events();

	private final IncompleteMessages incomplete = new IncompleteMessages(10 * LARGE);

	private PeerGuard guard = guard(new MsgAllocatorHeap());

	@Test
	void whenPeerIsNotReadyThenOnlyFramesOfAHandshakeAreAllocated() {
		assertThat(this.guard.test(PeerGuard.MAX_HANDSHAKE_FRAME)).isTrue();
		assertThat(this.guard.test(PeerGuard.MAX_HANDSHAKE_FRAME + 1)).isFalse();
		assertThat(this.events.told).containsExactly("HANDSHAKE it announced a frame of 4097 bytes before its "
				+ "handshake was complete, which allows 4096");
	}

	@Test
	void whenPeerIsReadyThenFramesUpToTheMaximumAreAllocated() {
		ready();
		assertThat(this.guard.test(MAX_SIZE)).isTrue();
		assertThat(this.events.told).isEmpty();
		assertThat(this.guard.test(MAX_SIZE + 1)).isFalse();
		assertThat(this.events.told)
			.containsExactly("MESSAGE_SIZE it sent a frame of 10001 bytes, and max-message-size is 10000");
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, Long.MIN_VALUE, Long.MIN_VALUE + Integer.MAX_VALUE, Long.MAX_VALUE, 1L << 32 })
	void whenSizeIsHostileThenItIsRefusedBeforeAndAfterTheHandshake(long size) {
		assertThat(this.guard.test(size)).isFalse();
		ready();
		assertThat(this.guard.test(size)).isFalse();
		frame(MAX_SIZE, true);
		assertThat(this.guard.test(size)).isFalse();
		assertThat(this.events.told).allSatisfy((told) -> assertThat(told).contains(Long.toUnsignedString(size)));
	}

	@Test
	void whenFramesOfAMessageAreTooLargeTogetherThenTheLastOneIsRefused() {
		ready();
		assertThat(frame(6000, true)).isTrue();
		assertThat(this.guard.test(4001)).isFalse();
		assertThat(this.guard.test(4000)).isTrue();
		assertThat(frame(4000, true)).isTrue();
		assertThat(this.guard.test(1)).as("a heartbeat in between").isTrue();
		assertThat(frame(1, false)).isFalse();
		assertThat(this.events.told).last()
			.isEqualTo("MESSAGE_SIZE it sent a frame of 1 bytes in a message of several frames, "
					+ "and max-message-size is 10000");
	}

	@Test
	void whenMessageEndsThenTheNextOneIsCountedFromTheStart() {
		ready();
		for (int i = 0; i < 3; i++) {
			assertThat(frame(5000, true)).isTrue();
			assertThat(frame(0, true)).isTrue();
			assertThat(frame(5000, false)).isTrue();
			assertThat(frame(MAX_SIZE, false)).isTrue();
		}
		assertThat(this.events.told).isEmpty();
	}

	@Test
	void whenMessageHasTooManyFramesThenTheLastOneIsRefused() {
		ready();
		for (int i = 0; i < MAX_FRAMES; i++) {
			assertThat(frame(0, true)).isTrue();
		}
		assertThat(frame(0, false)).isFalse();
		assertThat(this.events.told)
			.containsExactly("MESSAGE_FRAMES it sent a message of more than 3 frames (max-message-frames)");
	}

	@Test
	void whenFirstFrameIsTakenBackThenItIsNotCountedTwice() {
		ready();
		for (int i = 0; i < 5; i++) {
			assertThat(frame(6000, true)).isTrue();
			assertThat(this.guard.applyAsInt(-1, 0)).isOne();
			assertThat(frame(6000, false)).isTrue();
			assertThat(this.guard.applyAsInt(-1, 0)).isOne();
		}
		assertThat(this.events.told).isEmpty();
	}

	@Test
	void whenOthersSendLargeMessagesThenAnotherOneIsRefusedAndASmallOneIsNot() {
		PeerGuard other = large(10 * LARGE);
		assertThat(other.test(9 * LARGE + 1)).isTrue();
		this.guard = large(10 * LARGE);
		assertThat(this.guard.test(1000)).isTrue();
		assertThat(frame(1000, false)).isTrue();
		assertThat(this.guard.test(LARGE)).isFalse();
		assertThat(this.events.told)
			.containsExactly("MEMORY it announced a frame of 100000 bytes while others send large messages too, "
					+ "and max-incomplete-size is 1000000");
	}

	@Test
	void whenMessageIsCompleteThenItIsNoLongerIncomplete() {
		this.guard = large(10 * LARGE);
		assertThat(this.guard.test(LARGE)).isTrue();
		assertThat(this.incomplete.size()).isEqualTo(LARGE);
		assertThat(frame(LARGE, false)).isTrue();
		assertThat(this.incomplete.size()).isZero();
	}

	@Test
	void whenMessageHasSeveralFramesThenItIsIncompleteUntilTheLast() {
		this.guard = large(10 * LARGE);
		assertThat(this.guard.test(LARGE)).isTrue();
		assertThat(frame(LARGE, true)).isTrue();
		assertThat(this.guard.test(LARGE)).isTrue();
		assertThat(this.incomplete.size()).isGreaterThan(2 * LARGE).isLessThan(2 * LARGE + 1000);
		assertThat(frame(LARGE, false)).isTrue();
		assertThat(this.incomplete.size()).isZero();
	}

	@Test
	void whenCommandIsProcessedThenItIsNoLongerIncomplete() {
		this.guard = large(10 * LARGE);
		assertThat(this.guard.test(LARGE)).isTrue();
		assertThat(frame(LARGE, true)).isTrue();
		assertThat(this.guard.test(2 * LARGE)).isTrue();
		assertThat(this.guard.applyAsInt(GuardPatch.COMMAND, 0)).isOne();
		assertThat(this.incomplete.size()).isGreaterThan(LARGE).isLessThan(LARGE + 1000);
	}

	@Test
	void whenFramesAreEmptyThenTheirOwnMemoryCounts() {
		this.guard = new PeerGuard("channel", new BoundedAllocator(new MsgAllocatorHeap(), LARGE), 2000,
				this.incomplete, this.events);
		ready();
		for (int i = 0; i < 1000; i++) {
			assertThat(this.guard.test(0)).isTrue();
			assertThat(frame(0, true)).isTrue();
		}
		assertThat(this.incomplete.size()).isGreaterThan(LARGE);
	}

	@Test
	void whenConnectionIsClosedThenNothingOfItIsIncomplete() {
		this.guard = large(10 * LARGE);
		assertThat(this.guard.test(LARGE)).isTrue();
		assertThat(frame(LARGE, true)).isTrue();
		assertThat(this.guard.test(LARGE)).isTrue();
		this.guard.accept(GuardPatch.CLOSED, null);
		assertThat(this.incomplete.size()).isZero();
	}

	@Test
	void whenThereIsNoMemoryThenTheConnectionIsClosed() {
		this.guard = guard((size) -> {
			throw new OutOfMemoryError("injected");
		});
		assertThatIllegalStateException().isThrownBy(() -> this.guard.allocate(77))
			.withCauseInstanceOf(OutOfMemoryError.class);
		assertThat(this.events.told).containsExactly("MEMORY there is no memory for its frame of 77 bytes (injected)");
	}

	@Test
	void whenPeerHasAnotherMechanismThenItIsNamed() {
		ByteBuffer greeting = ByteBuffer.wrap(new ZmtpBytes().greeting(3, "CURVE").toByteArray());
		this.guard.accept(GuardPatch.OTHER_MECHANISM, greeting);
		this.guard.accept(GuardPatch.OTHER_MECHANISM, ByteBuffer.allocate(ZmtpBytes.GREETING_LENGTH));
		assertThat(this.events.told).hasSize(2);
		assertThat(this.events.told.get(0)).startsWith("MECHANISM it uses the security mechanism CURVE,");
		assertThat(this.events.told.get(1)).startsWith("MECHANISM it uses the security mechanism ?,");
	}

	@Test
	void whenConnectionFailsThenThatIsTold() {
		this.guard.accept(GuardPatch.FAILED, new IllegalStateException("odd"));
		this.guard.accept("unknown", null);
		assertThat(this.events.told)
			.containsExactly("PROTOCOL what it sent led to java.lang.IllegalStateException: odd");
	}

	private PeerGuard guard(MsgAllocator allocator) {
		return new PeerGuard("channel", new BoundedAllocator(allocator, MAX_SIZE), MAX_FRAMES, this.incomplete,
				this.events);
	}

	private PeerGuard large(int max) {
		PeerGuard large = new PeerGuard("channel", new BoundedAllocator(new MsgAllocatorHeap(), max), MAX_FRAMES,
				this.incomplete, this.events);
		large.accept(GuardPatch.READY, null);
		this.events.told.clear();
		return large;
	}

	private void ready() {
		this.guard.accept(GuardPatch.READY, null);
		assertThat(this.events.told).last().isEqualTo("ready");
		this.events.told.clear();
	}

	private boolean frame(int size, boolean more) {
		return this.guard.applyAsInt(size, more ? 1 : 0) != 0;
	}

	private static final class Events implements PeerEvents {

		private final List<String> told = new ArrayList<>();

		@Override
		public void greeted(Object channel) {
			this.told.add("greeted");
		}

		@Override
		public void ready(Object channel) {
			this.told.add("ready");
		}

		@Override
		public void refused(Object channel, PeerRefusal refusal, String detail) {
			this.told.add(refusal + " " + detail);
		}

	}

}
