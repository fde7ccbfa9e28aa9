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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IncompleteMessages}.
 */
class IncompleteMessagesTests {

	private static final int MAX = 1_000_000;

	private static final int SMALL = 64 * 1024;

	private final IncompleteMessages messages = new IncompleteMessages(MAX);

	@Test
	void whenMessagesAreWithinTheBoundTogetherThenThereIsRoom() {
		assertThat(this.messages.resize(0, 600_000)).isTrue();
		assertThat(this.messages.resize(0, 400_001)).isFalse();
		assertThat(this.messages.resize(0, 400_000)).isTrue();
		assertThat(this.messages.size()).isEqualTo(MAX);
	}

	@Test
	void whenMessageGrowsThenOnlyTheDifferenceCounts() {
		assertThat(this.messages.resize(0, 300_000)).isTrue();
		assertThat(this.messages.resize(0, 300_000)).isTrue();
		assertThat(this.messages.resize(300_000, 700_001)).isFalse();
		assertThat(this.messages.size()).isEqualTo(600_000);
		assertThat(this.messages.resize(300_000, 700_000)).isTrue();
		assertThat(this.messages.size()).isEqualTo(MAX);
	}

	@Test
	void whenMessageIsCompleteThenThereIsRoomForTheNext() {
		assertThat(this.messages.resize(0, 600_000)).isTrue();
		assertThat(this.messages.resize(600_000, 0)).isTrue();
		assertThat(this.messages.size()).isZero();
		assertThat(this.messages.resize(0, MAX)).isTrue();
	}

	@Test
	void whenMessageIsAloneThenItMayBeOverTheBound() {
		assertThat(this.messages.resize(0, SMALL)).isTrue();
		assertThat(this.messages.resize(0, 800_000)).isTrue();
		assertThat(this.messages.resize(800_000, 2L * MAX)).isTrue();
		assertThat(this.messages.resize(0, SMALL + 1)).isFalse();
		assertThat(this.messages.resize(2L * MAX, 0)).isTrue();
		assertThat(this.messages.size()).isZero();
	}

	@Test
	void whenMessageIsSmallThenThereIsAlwaysRoom() {
		assertThat(this.messages.resize(0, MAX)).isTrue();
		for (int i = 0; i < 100; i++) {
			assertThat(this.messages.resize(0, SMALL)).isTrue();
		}
		assertThat(this.messages.resize(SMALL, SMALL + 1)).isFalse();
		assertThat(this.messages.size()).isEqualTo(MAX);
	}

}
