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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link OrderedTimers}, with the released and the patched classes side by
 * side. The test's thread is their I/O thread.
 */
@Timeout(60)
class OrderedTimersTests {

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
	void whenTimersAreExecutedThenOnlyTheFirstOnesAreLookedAt() throws Exception {
		for (IoThread thread : List.of(this.released, this.patched)) {
			thread.addTimer(60_000, 1);
			assertThat(thread.executeTimers()).isBetween(50_000L, 60_000L);
			thread.refuseToListTimers();
		}
		assertThatIllegalStateException().isThrownBy(this.released::executeTimers);
		assertThat(this.patched.executeTimers()).isBetween(50_000L, 60_000L);
		this.patched.addTimer(0, 2);
		assertThat(this.patched.executeTimers()).isBetween(50_000L, 60_000L);
		assertThat(this.patched.fired()).containsExactly(2);
	}

	@Test
	void whenTimerIsAddedThenItIsWaitedFor() {
		for (IoThread thread : List.of(this.released, this.patched)) {
			thread.addTimer(60_000, 1);
			assertThat(thread.executeTimers()).isBetween(50_000L, 60_000L);
			thread.addTimer(20_000, 2);
			assertThat(thread.executeTimers()).isBetween(10_000L, 20_000L);
			thread.addTimer(0, 3);
			thread.executeTimers();
			assertThat(thread.fired()).containsExactly(3);
		}
	}

	@Test
	void whenTimerThatFiresAddsAnotherOneThenThatIsWaitedFor() {
		for (IoThread thread : List.of(this.released, this.patched)) {
			thread.addTimer(60_000, 1);
			thread.onTimer((id) -> thread.addTimer(20_000, 3));
			thread.addTimer(0, 2);
		}
		assertThat(this.released.executeTimers()).isBetween(50_000L, 60_000L);
		assertThat(this.patched.executeTimers()).isBetween(10_000L, 20_000L);
		assertThat(this.patched.fired()).containsExactly(2);
	}

	@Test
	void whenTimerThatFiresTakesLongThenTheNextOneIsNotLate() {
		this.patched.addTimer(-100, 1);
		this.patched.addTimer(300, 2);
		this.patched.onTimer((id) -> {
			long begin = System.currentTimeMillis();
			while (id == 1 && System.currentTimeMillis() < begin + 100) {
				Thread.onSpinWait();
			}
		});
		assertThat(this.patched.executeTimers()).isLessThanOrEqualTo(200);
	}

	@Test
	void whenTimerAddsItselfWithoutDelayThenTheStepEnds() {
		this.patched.addTimer(0, 1);
		this.patched.onTimer((id) -> this.patched.addTimer(0, id));
		assertThat(this.patched.executeTimers()).isOne();
		assertThat(this.patched.executeTimers()).isOne();
		assertThat(this.patched.fired()).containsExactly(1, 1);
	}

	/**
	 * The released map keeps the canceled timer, and does not take an equal one.
	 */
	@Test
	void whenTimerIsCanceledAndAddedAgainInOneStepThenItFires() {
		for (IoThread thread : List.of(this.released, this.patched)) {
			thread.addTimer(60_000, 1);
			thread.cancelTimer(1);
			thread.addTimer(0, 1);
			thread.executeTimers();
			assertThat(thread.hasTimers()).isFalse();
		}
		assertThat(this.released.fired()).isEmpty();
		assertThat(this.patched.fired()).containsExactly(1);
	}

	/**
	 * The released poller does not reach the canceled timer while another one comes
	 * first.
	 */
	@Test
	void whenTimerIsCanceledAndAddedAgainBesideAnotherOneThenItFires() {
		for (IoThread thread : List.of(this.released, this.patched)) {
			thread.addTimer(20_000, 2);
			thread.addTimer(60_000, 1);
			thread.executeTimers();
			thread.cancelTimer(1);
			thread.executeTimers();
			thread.addTimer(0, 1);
			assertThat(thread.executeTimers()).isBetween(10_000L, 20_000L);
		}
		assertThat(this.released.fired()).isEmpty();
		assertThat(this.patched.fired()).containsExactly(1);
	}

	@Test
	void whenTimerThatFiresCancelsOthersThenTheyDoNotFireUnlessAddedAgain() {
		for (IoThread thread : List.of(this.released, this.patched)) {
			thread.addTimer(60_000, 1);
			thread.addTimer(-1, 3);
			thread.onTimer((id) -> {
				if (id == 2) {
					thread.cancelTimer(1);
					thread.cancelTimer(3);
				}
			});
			thread.addTimer(-2, 2);
			thread.executeTimers();
			thread.executeTimers();
			thread.addTimer(0, 1);
			thread.executeTimers();
			assertThat(thread.fired()).containsExactly(2, 1);
		}
	}

	@Test
	void whenTimerIsCanceledThenItIsForgottenAtOnce() {
		for (IoThread thread : List.of(this.released, this.patched)) {
			thread.addTimer(60_000, 1);
			thread.cancelTimer(1);
			thread.cancelTimer(1);
		}
		assertThat(this.released.hasTimers()).isTrue();
		assertThat(this.patched.hasTimers()).isFalse();
		assertThat(this.patched.executeTimers()).isEqualTo(this.released.executeTimers()).isZero();
	}

	@Test
	void whenThereIsNoTimerThenThereIsNothingToWaitFor() {
		assertThat(this.patched.executeTimers()).isEqualTo(this.released.executeTimers()).isZero();
	}

	@Test
	void whenTimersComeAndGoThenAllFireButThoseThatWereCanceled() throws Exception {
		assertThat(fired(this.patched)).isEqualTo(fired(this.released))
			.hasSize(90)
			.noneMatch((id) -> id % 10 == 3)
			.doesNotHaveDuplicates();
	}

	private static List<Integer> fired(IoThread thread) throws Exception {
		Random random = new Random(7);
		for (int id = 0; id < 100; id++) {
			thread.addTimer(random.nextInt(200), id);
			if (id % 10 == 3) {
				thread.cancelTimer(id);
			}
			thread.executeTimers();
		}
		thread.addTimer(250, 1000);
		thread.stepUntil(() -> thread.fired().contains(1000));
		return thread.fired().stream().filter((id) -> id < 1000).sorted().toList();
	}

	/**
	 * Sockets and contexts use the map, too.
	 */
	@Test
	void whenMapIsUsedOtherwiseThenItDoesTheSame() throws Exception {
		assertThat(mapResults(JeroMqPatch.IO_THREAD)).isEqualTo(mapResults(null)).hasSizeGreaterThan(20_000);
	}

	private static List<Object> mapResults(JeroMqPatch patch) throws Exception {
		try (JeroMqLoader loader = new JeroMqLoader(patch)) {
			Class<?> type = loader.loadClass("zmq.util.MultiMap");
			Object map = type.getConstructor().newInstance();
			List<Method> methods = Arrays.stream(type.getMethods())
				.filter((method) -> method.getDeclaringClass() == type)
				.filter((method) -> !List.of("first", "size", "clear", "toString").contains(method.getName()))
				.sorted((one, other) -> one.toString().compareTo(other.toString()))
				.toList();
			assertThat(methods).hasSize(11);
			Random random = new Random(3);
			List<Object> results = new ArrayList<>();
			for (int i = 0; i < 20_000; i++) {
				call(map, type.getMethod("insert", Comparable.class, Object.class), random, results);
				call(map, methods.get(random.nextInt(methods.size())), random, results);
			}
			return results;
		}
	}

	private static void call(Object map, Method method, Random random, List<Object> results) throws Exception {
		Object[] arguments = Arrays.stream(method.getParameterTypes())
			.map((type) -> (type == Comparable.class) ? "key " + random.nextInt(20) : (Object) random.nextInt(50))
			.toArray();
		results.add(String.valueOf(method.invoke(map, arguments)));
	}

}
