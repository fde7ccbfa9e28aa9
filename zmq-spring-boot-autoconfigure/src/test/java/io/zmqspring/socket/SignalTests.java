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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Signal}.
 */
@Timeout(20)
class SignalTests {

	private final Signal signal = new Signal();

	@Test
	void whenConditionHoldsThenNobodyWaits() throws Exception {
		assertThat(this.signal.await(() -> true, 0)).isTrue();
	}

	@Test
	void whenTimeIsOverThenTheConditionDoesNotHold() throws Exception {
		assertThat(this.signal.await(() -> false, Duration.ofMillis(5).toNanos())).isFalse();
	}

	@Test
	void whenSomethingChangesThenTheConditionIsCheckedAgain() throws Exception {
		AtomicBoolean holds = new AtomicBoolean();
		Thread changing = new Thread(() -> {
			holds.set(true);
			this.signal.changed();
		});
		boolean held = this.signal.await(() -> {
			if (changing.getState() == Thread.State.NEW) {
				changing.start();
			}
			return holds.get();
		}, Duration.ofMinutes(1).toNanos());
		assertThat(held).isTrue();
	}

}
