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

package io.zmqspring.patch;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IoThreadPatch}, with the released and the patched classes side by
 * side. {@link OrderedTimersTests} has those of the timers.
 */
@Timeout(60)
class IoThreadPatchTests {

	private IoThread released;

	private IoThread patched;

	@BeforeEach
	void load() throws Exception {
		this.released = new IoThread(false);
		this.patched = new IoThread(true);
	}

	@AfterEach
	void close() throws Exception {
		this.released.close();
		this.patched.close();
	}

	@Test
	void whenInterestInRegisteredChannelChangesThenItIsSetAtOnceAndNothingIsWalkedThrough() throws Exception {
		for (IoThread thread : List.of(this.released, this.patched)) {
			Object handle = thread.register(thread.pipe());
			assertThat(thread.interest()).isEqualTo(SelectionKey.OP_READ);
			thread.call("resetPollIn", handle);
		}
		assertThat(this.patched.interest()).isZero();
		assertThat(this.patched.mustWalk()).isFalse();
		assertThat(this.released.interest()).isEqualTo(SelectionKey.OP_READ);
		assertThat(this.released.mustWalk()).isTrue();
	}

	@Test
	void whenChannelIsNotRegisteredThenItWillBe() throws Exception {
		Object handle = this.patched.addHandle(this.patched.pipe().source());
		this.patched.call("setPollIn", handle);
		assertThat(this.patched.mustWalk()).isTrue();
	}

	@Test
	void whenHandleHasGoneThenChangesOfOthersLeaveThatToBeNoticed() throws Exception {
		Object handle = this.patched.register(this.patched.pipe());
		Object gone = this.patched.register(this.patched.other());
		this.patched.call("removeHandle", gone);
		this.patched.call("resetPollIn", handle);
		assertThat(this.patched.mustWalk()).isTrue();
	}

	/**
	 * A connection is handed from the connecter's handle to the engine's.
	 */
	@Test
	void whenChannelIsRegisteredForAnotherHandleThenItIsLeftToTheWalk() throws Exception {
		this.patched.register(this.patched.pipe());
		Object second = this.patched.addHandle(this.patched.pipe().source());
		this.patched.call("setPollIn", second);
		this.patched.call("resetPollIn", second);
		assertThat(this.patched.interest()).isEqualTo(SelectionKey.OP_READ);
		assertThat(this.patched.mustWalk()).isTrue();
	}

	@Test
	void whenRegistrationIsNoLongerValidThenItIsLeftToTheWalk() throws Exception {
		Object handle = this.patched.register(this.patched.pipe());
		this.patched.key().cancel();
		this.patched.call("resetPollIn", handle);
		assertThat(this.patched.mustWalk()).isTrue();
	}

	@Test
	void whenSelectorIsBuiltAnewThenChannelWillBeRegisteredWithIt() throws Exception {
		Object handle = this.patched.register(this.patched.pipe());
		this.patched.call("rebuildSelector");
		this.patched.call("resetPollIn", handle);
		assertThat(this.patched.mustWalk()).isTrue();
		this.patched.register();
		assertThat(this.patched.interest()).isZero();
	}

	@Test
	void whenInterestIsTakenBackAndGivenAgainThenEventsStopAndGoOn() throws Exception {
		for (IoThread thread : List.of(this.released, this.patched)) {
			Object handle = thread.addHandle(thread.pipe().source());
			thread.call("setPollIn", handle);
			thread.pipe().sink().write(ByteBuffer.allocate(1));
			thread.onInput(() -> {
				thread.call("resetPollIn", handle);
				thread.addTimer(20, thread.inputs());
			});
			thread.onTimer((id) -> {
				assertThat(thread.inputs()).isEqualTo(id);
				thread.call("setPollIn", handle);
			});
			thread.stepUntil(() -> thread.inputs() == 3);
			assertThat(thread.fired()).containsExactly(1, 2);
		}
	}

}
