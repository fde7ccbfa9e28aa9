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

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DrivingSide}.
 */
class DrivingSideTests {

	private final Set<Integer> numbers = ConcurrentHashMap.newKeySet();

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private final AtomicInteger steps = new AtomicInteger();

	@Test
	void eachThreadTakesStepsUntilTheEnd() {
		DrivingSide side = side(3, this.steps::incrementAndGet);
		assertThat(this.steps).hasValue(0);
		side.begin();
		await().until(() -> this.threads.size() == 3);
		side.end();
		assertThat(this.numbers).containsExactlyInAnyOrder(0, 1, 2);
		assertThat(this.threads).noneMatch(Thread::isAlive);
		assertThat(side.failures()).isZero();
	}

	@Test
	void afterTheEndItCanBeginAgain() {
		DrivingSide side = side(1, this.steps::incrementAndGet);
		side.begin();
		await().until(() -> this.steps.get() > 0);
		side.end();
		int first = this.steps.get();
		side.begin();
		await().until(() -> this.steps.get() > first);
		side.end();
		assertThat(this.threads).hasSize(2);
	}

	@Test
	void whenAStepThrowsThenItIsCountedAndTheNextIsTaken() {
		DrivingSide side = side(1, () -> {
			if (this.steps.incrementAndGet() <= 2) {
				throw new IllegalStateException("As the test wants it");
			}
		});
		side.begin();
		await().until(() -> this.steps.get() > 5);
		side.end();
		assertThat(side.failures()).isEqualTo(2);
	}

	@Test
	void whatAStepDoesNotThrowCanBeCountedToo() {
		DrivingSide side = side(1, this.steps::incrementAndGet);
		side.failed(new IllegalStateException("As the test wants it"));
		assertThat(side.failures()).isOne();
	}

	@Test
	void whenAStepDoesNotReturnThenItIsInterruptedAndCounted() {
		CountDownLatch never = new CountDownLatch(1);
		AtomicBoolean interrupted = new AtomicBoolean();
		DrivingSide side = side(1, () -> {
			this.steps.incrementAndGet();
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				interrupted.set(true);
			}
		}, Duration.ofMillis(200));
		side.begin();
		await().until(() -> this.steps.get() > 0);
		side.end();
		assertThat(interrupted).isTrue();
		assertThat(side.failures()).isOne();
		assertThat(this.threads).noneMatch(Thread::isAlive);
	}

	@Test
	void whenAStepDoesNotEvenReturnThenThrows() {
		CountDownLatch end = new CountDownLatch(1);
		DrivingSide side = side(1, () -> {
			this.steps.incrementAndGet();
			while (end.getCount() > 0) {
				Thread.onSpinWait();
			}
		}, Duration.ofMillis(50));
		side.begin();
		await().until(() -> this.steps.get() > 0);
		assertThatIllegalStateException().isThrownBy(side::end).withMessageContaining("driver-0");
		end.countDown();
		await().until(() -> this.threads.stream().noneMatch(Thread::isAlive));
	}

	private DrivingSide side(int threads, Runnable step) {
		return side(threads, step, DrivingSide.LIMIT);
	}

	private DrivingSide side(int threads, Runnable step, Duration patience) {
		return new DrivingSide(threads, patience) {

			@Override
			protected void step(int thread) {
				DrivingSideTests.this.numbers.add(thread);
				DrivingSideTests.this.threads.add(Thread.currentThread());
				step.run();
			}

			@Override
			public void close() {
			}

		};
	}

}
