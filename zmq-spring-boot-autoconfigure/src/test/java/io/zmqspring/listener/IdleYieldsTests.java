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

package io.zmqspring.listener;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.endpoint.EndpointType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IdleYields}.
 */
class IdleYieldsTests {

	private final AtomicInteger yields = new AtomicInteger();

	private final Queue<String> source = new ArrayDeque<>();

	private int arrival = -1;

	private final IdleYields idle = new IdleYields(() -> {
		if (this.yields.incrementAndGet() == this.arrival) {
			this.source.add("message");
		}
	});

	@Test
	void whenSomethingComesThenItIsTakenAtOnce() {
		this.arrival = 3;
		assertThat(this.idle.await(this.source)).isEqualTo("message");
		assertThat(this.yields).hasValue(3);
	}

	@Test
	void whenNothingComesThenItEndsAfterFiftyYields() {
		assertThat(this.idle.await(this.source)).isNull();
		assertThat(this.yields).hasValue(50);
	}

	@Test
	void whenNothingHasComeEightTimesThenOnlyEverySixteenthTimeWaits() {
		miss(8);
		assertThat(this.yields).hasValue(8 * 50);
		for (int round = 1; round <= 3; round++) {
			miss(15);
			assertThat(this.yields).hasValue((7 + round) * 50);
			miss(1);
			assertThat(this.yields).hasValue((8 + round) * 50);
		}
	}

	@Test
	void whenSomethingHasComeAgainThenEachTimeWaits() {
		miss(8 + 15);
		this.arrival = this.yields.get() + 1;
		assertThat(this.idle.await(this.source)).isEqualTo("message");
		this.yields.set(0);
		miss(8);
		assertThat(this.yields).hasValue(8 * 50);
		miss(1);
		assertThat(this.yields).hasValue(8 * 50);
	}

	@ParameterizedTest
	@EnumSource(EndpointType.class)
	void onlyWherePeersWaitForRepliesSomebodyYields(EndpointType type) {
		boolean replies = Set.of(EndpointType.REP, EndpointType.ROUTER).contains(type);
		assertThat(IdleYields.of(type) != null).isEqualTo(replies);
	}

	private void miss(int times) {
		for (int i = 0; i < times; i++) {
			assertThat(this.idle.await(this.source)).isNull();
		}
	}

}
