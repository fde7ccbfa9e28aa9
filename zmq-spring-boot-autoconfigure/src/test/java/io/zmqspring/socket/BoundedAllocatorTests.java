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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;
import zmq.msg.MsgAllocatorThreshold;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a peer that announces such frames brings about is in {@link HostilePeerTests}.
 */
class BoundedAllocatorTests {

	private final BoundedAllocator allocator = new BoundedAllocator(new MsgAllocatorThreshold(100), 5000);

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 100, 101, 5000 })
	void whenSizeIsRightThenTheFrameHasIt(int size) {
		Msg msg = this.allocator.allocate(size);
		assertThat(msg.size()).isEqualTo(size);
		assertThat(msg.buf().remaining()).isEqualTo(size);
		assertThat(msg.isCommand()).isFalse();
	}

	@Test
	void whenFrameIsLongerThanTheThresholdThenItIsOffTheHeap() {
		assertThat(this.allocator.allocate(100).buf().isDirect()).isFalse();
		assertThat(this.allocator.allocate(101).buf().isDirect()).isTrue();
	}

	@Test
	void whenAnySizeIsAllowedThenOnlyNegativeOnesAreNot() {
		BoundedAllocator unlimited = new BoundedAllocator(new MsgAllocatorThreshold(0), -1);
		assertThat(unlimited.allocate(1 << 20).size()).isEqualTo(1 << 20);
		assertThat(unlimited.allocate(-1).isCommand()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, Integer.MIN_VALUE, 5001, Integer.MAX_VALUE })
	void whenSizeIsNotAllowedThenTheFrameIsAnEmptyCommandThatIsDropped(int size) {
		Msg msg = this.allocator.allocate(size);
		assertThat(msg.size()).isZero();
		assertThat(msg.isCommand()).isTrue();
		assertThat(msg.hasMore()).isFalse();
	}

}
