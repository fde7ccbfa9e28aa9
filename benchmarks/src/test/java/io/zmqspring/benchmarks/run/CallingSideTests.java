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

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CallingSide}.
 */
class CallingSideTests {

	private final AtomicInteger calls = new AtomicInteger();

	private final CallingSide side = new CallingSide(1) {

		@Override
		protected void call(int caller) {
			if (CallingSideTests.this.calls.incrementAndGet() == 2) {
				throw new IllegalStateException("As the test wants it");
			}
		}

		@Override
		public void close() {
		}

	};

	@Test
	void whatReturnsIsCountedAndTimed() throws Exception {
		long start = System.nanoTime();
		this.side.step(0);
		assertThat(this.side.operations()).isOne();
		assertThat(this.side.times()).satisfies((times) -> {
			assertThat(times.getTotalCount()).isOne();
			assertThat(times.getMinValue()).isBetween(0L, System.nanoTime() - start);
		});
	}

	@Test
	void timesAreThoseSinceTheyWereReadBefore() throws Exception {
		this.side.step(0);
		this.side.times();
		assertThat(this.side.times().getTotalCount()).isZero();
		assertThat(this.side.operations()).isOne();
	}

	@Test
	void whatThrowsIsNeitherCountedNorTimed() throws Exception {
		this.side.step(0);
		assertThatIllegalStateException().isThrownBy(() -> this.side.step(0));
		assertThat(this.side.operations()).isOne();
		assertThat(this.side.times().getTotalCount()).isOne();
	}

}
