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

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PeerFit}.
 */
class PeerFitTests {

	private static final long AT_ONCE = TimeUnit.MILLISECONDS.toNanos(199);

	private static final long SOON = TimeUnit.MILLISECONDS.toNanos(999);

	private static final long LASTED = PeerFit.PROBATION;

	private final PeerFit fit = new PeerFit();

	@Test
	void whenTwoConnectionsEndAtOnceThenThePeerDoesNotFit() {
		assertThat(this.fit.ended(AT_ONCE, true)).isEqualTo("the connection broke");
		assertThat(this.fit.isRefused()).isFalse();
		assertThat(this.fit.ended(AT_ONCE, true)).contains("another socket type");
		assertThat(this.fit.isRefused()).isTrue();
	}

	@Test
	void whenFourConnectionsEndSoonThenThePeerDoesNotFit() {
		for (int i = 0; i < 3; i++) {
			this.fit.ended(SOON, true);
			assertThat(this.fit.isRefused()).isFalse();
		}
		assertThat(this.fit.ended(SOON, true)).contains("another socket type");
		assertThat(this.fit.isRefused()).isTrue();
	}

	@Test
	void whenConnectionsLastThenTheirEndsSayNothing() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.fit.ended(LASTED, true)).isEqualTo("the connection broke");
		}
		assertThat(this.fit.isRefused()).isFalse();
	}

	@Test
	void whenNoGreetingCameThenItIsNotZeroMq() {
		this.fit.ended(AT_ONCE, false);
		assertThat(this.fit.ended(AT_ONCE, false)).contains("does not speak ZeroMQ");
	}

	@Test
	void whenReasonWasToldThenItCountsMoreThanAGuess() {
		this.fit.told("it sent too much");
		assertThat(this.fit.ended(LASTED, true)).isEqualTo("it sent too much");
		assertThat(this.fit.givenUp()).isNull();
		this.fit.connected();
		assertThat(this.fit.ended(LASTED, true)).isNull();
	}

	@Test
	void whenJeroMqGivesUpThenThatSaysWhatItCan() {
		this.fit.ended(LASTED, true);
		assertThat(this.fit.givenUp()).contains("protocol error");
		assertThat(this.fit.isRefused()).isTrue();
		this.fit.reset();
		this.fit.ended(AT_ONCE, true);
		assertThat(this.fit.givenUp()).contains("another socket type");
	}

	@Test
	void whenNothingAnswersThenEarlierEndsNoLongerCount() {
		this.fit.ended(AT_ONCE, true);
		this.fit.ended(AT_ONCE, true);
		this.fit.gone();
		assertThat(this.fit.isRefused()).isFalse();
		assertThat(this.fit.ended(AT_ONCE, true)).isEqualTo("the connection broke");
	}

	@Test
	void whenConnectionLastsThenWhatWentWrongIsForgotten() {
		this.fit.ended(AT_ONCE, true);
		this.fit.ended(AT_ONCE, true);
		assertThat(this.fit.settle(LASTED - 1)).isFalse();
		assertThat(this.fit.isRefused()).isTrue();
		assertThat(this.fit.settle(LASTED)).isTrue();
		assertThat(this.fit.isRefused()).isFalse();
	}

	@Test
	void whenRefusedThenThatIsReportedOnceUntilItIsForgotten() {
		assertThat(this.fit.takeReport()).isFalse();
		this.fit.refused("no");
		assertThat(this.fit.takeReport()).isTrue();
		assertThat(this.fit.takeReport()).isFalse();
		this.fit.connected();
		this.fit.settle(LASTED);
		this.fit.refused("no");
		assertThat(this.fit.takeReport()).isTrue();
	}

}
