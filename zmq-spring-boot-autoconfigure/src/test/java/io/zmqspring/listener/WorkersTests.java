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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Workers}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WorkersTests {

	private final StepExecutor executor = new StepExecutor();

	private final List<String> handled = new CopyOnWriteArrayList<>();

	@Test
	void whenConcurrencyIsOneThenOneTaskHandlesAllInOrder() {
		Workers workers = workers(1);
		add(workers, 0, 100);
		workers.flush();
		workers.flush();
		assertThat(this.executor.size()).isEqualTo(1);
		this.executor.step();
		assertThat(this.handled).isEqualTo(texts(0, 100));
		assertThat(this.executor.size()).isZero();
	}

	@Test
	void whenAMessageComesWhileATaskWaitsAMomentThenThatTaskTakesIt() {
		Workers[] holder = new Workers[1];
		AtomicInteger yields = new AtomicInteger();
		IdleYields idle = new IdleYields(() -> {
			if (yields.incrementAndGet() == 3) {
				add(holder[0], 1, 2);
				holder[0].flush();
			}
		});
		holder[0] = new Workers("test", 2, idle, (message) -> this.handled.add(message.text(0)));
		holder[0].open(this.executor);
		add(holder[0], 0, 1);
		holder[0].flush();
		this.executor.step();
		assertThat(this.handled).isEqualTo(texts(0, 2));
		assertThat(this.executor.size()).isEqualTo(1);
		this.executor.step();
		assertThat(this.executor.size()).isZero();
	}

	@Test
	void whenATaskIsOnTheLastPlaceThenItDoesNotWait() {
		AtomicInteger yields = new AtomicInteger();
		Workers workers = new Workers("test", 1, new IdleYields(yields::incrementAndGet),
				(message) -> this.handled.add(message.text(0)));
		workers.open(this.executor);
		add(workers, 0, 1);
		workers.flush();
		this.executor.step();
		assertThat(this.handled).isEqualTo(texts(0, 1));
		assertThat(yields).hasValue(0);
	}

	@Test
	void whenATaskIsOnTheLastOfTwoPlacesThenOnlyTheOtherOneWaits() {
		AtomicInteger yields = new AtomicInteger();
		List<Integer> within = new ArrayList<>();
		Workers workers = new Workers("test", 2, new IdleYields(yields::incrementAndGet), (message) -> {
			this.handled.add(message.text(0));
			if (message.text(0).equals("0")) {
				this.executor.step();
				within.add(yields.get());
			}
		});
		workers.open(this.executor);
		add(workers, 0, 2);
		workers.flush();
		this.executor.step();
		assertThat(this.handled).isEqualTo(texts(0, 2));
		assertThat(within).containsExactly(0);
		assertThat(yields).hasValue(50);
	}

	@Test
	void whenMessagesWaitThenTasksBeginOneAfterTheOther() {
		Workers workers = workers(16);
		add(workers, 0, 2);
		workers.flush();
		workers.flush();
		assertThat(this.executor.size()).isEqualTo(1);
		this.executor.step();
		assertThat(this.handled).isEqualTo(texts(0, 2));
		assertThat(this.executor.size()).isEqualTo(1);
		this.executor.step();
		assertThat(this.executor.size()).isZero();
		assertThat(workers.size()).isZero();
	}

	@Test
	void whenHandlersAreSlowThenSoManyTasksBeginAsMayRunAtOnce() {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		Workers workers = new Workers("test", 3, null, (message) -> {
			this.handled.add(message.text(0));
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			// What other threads would do before this handler returns
			this.executor.runAll();
			running.decrementAndGet();
		});
		workers.open(this.executor);
		add(workers, 0, 10);
		workers.flush();
		this.executor.runAll();
		assertThat(most).hasValue(3);
		assertThat(this.handled).isEqualTo(texts(0, 10));
	}

	@Test
	void whenDrainedThenAnotherExecutorTakesWhatTheFirstOneRejects() {
		Workers workers = workers(1);
		this.executor.reject(true);
		add(workers, 0, 300);
		workers.flush();
		workers.drain((task) -> new Thread(task).start());
		await().atMost(Duration.ofSeconds(20)).until(() -> this.handled.equals(texts(0, 300)));
		assertThat(this.executor.size()).isZero();
		workers.open(this.executor);
		add(workers, 300, 301);
		// The last thread may still be on its way out, and would take it.
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			workers.flush();
			return this.handled.size() == 301 || workers.size() == 1;
		});
	}

	@Test
	void whenTheExecutorIsReplacedThenATaskThatHasNotBegunIsNotWaitedFor() {
		Workers workers = workers(1);
		add(workers, 0, 2);
		workers.flush();
		workers.drain(Runnable::run);
		assertThat(this.handled).isEmpty();
		workers.replaceExecutor();
		assertThat(this.handled).isEqualTo(texts(0, 2));
	}

	@Test
	void whenATaskBeginsAfterItsPlaceWasTakenOverThenItEndsAtOnce() {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		StepExecutor other = new StepExecutor();
		Workers workers = new Workers("test", 1, null, (message) -> {
			this.handled.add(message.text(0));
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			this.executor.runAll();
			running.decrementAndGet();
		});
		workers.open(this.executor);
		add(workers, 0, 2);
		workers.flush();
		workers.drain(other);
		workers.replaceExecutor();
		assertThat(this.executor.size()).isEqualTo(1);
		other.runAll();
		assertThat(most).hasValue(1);
		assertThat(this.handled).isEqualTo(texts(0, 2));
		add(workers, 2, 4);
		workers.flush();
		assertThat(other.size()).isEqualTo(1);
		other.runAll();
		assertThat(this.handled).isEqualTo(texts(0, 4));
	}

	@Test
	void whenTheExecutorRunsTasksAtOnceThenTheOrderStays() {
		Workers workers = new Workers("test", 3, null, (message) -> this.handled.add(message.text(0)));
		workers.open(Runnable::run);
		add(workers, 0, 10);
		workers.flush();
		assertThat(this.handled).isEqualTo(texts(0, 10));
	}

	@Test
	void whenOneMessageWaitsThenOneTaskBegins() {
		Workers workers = workers(16);
		add(workers, 0, 1);
		workers.flush();
		this.executor.step();
		assertThat(this.executor.size()).isZero();
		assertThat(this.handled).containsExactly("0");
	}

	@Test
	void whenTaskHasHadItsTurnThenItQueuesUpAgain() {
		Workers workers = workers(1);
		add(workers, 0, 300);
		workers.flush();
		this.executor.step();
		assertThat(this.handled).hasSizeLessThan(300);
		assertThat(this.executor.size()).isEqualTo(1);
		this.executor.runAll();
		assertThat(this.handled).isEqualTo(texts(0, 300));
	}

	@Test
	void whenExecutorRejectsThenMessagesWaitUntilItTakesThem(CapturedOutput output) {
		Workers workers = workers(2);
		this.executor.reject(true);
		add(workers, 0, 5);
		workers.flush();
		workers.flush();
		assertThat(workers.size()).isEqualTo(5);
		assertThat(output).containsOnlyOnce("The executor of the ZeroMQ listener 'test' takes no work");
		workers.retry();
		assertThat(this.executor.size()).isZero();
		this.executor.reject(false);
		workers.retry();
		this.executor.runAll();
		assertThat(this.handled).isEqualTo(texts(0, 5));
	}

	@Test
	void whenTaskCannotBeginForAnErrorThenMessagesWait() {
		Workers workers = new Workers("test", 1, null, (message) -> this.handled.add(message.text(0)));
		workers.open((task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		add(workers, 0, 1);
		workers.flush();
		assertThat(workers.size()).isEqualTo(1);
		workers.open(Runnable::run);
		assertThat(this.handled).containsExactly("0");
	}

	@Test
	void whenClosedThenMessagesLeftAreCountedAndNotHandled() {
		Workers workers = workers(1);
		add(workers, 0, 7);
		workers.flush();
		assertThat(workers.close()).isEqualTo(7);
		this.executor.runAll();
		assertThat(this.handled).isEmpty();
		assertThat(workers.size()).isZero();
	}

	@Test
	void whenOpenedAgainThenMessagesThatCameMeanwhileAreHandled() {
		Workers workers = workers(1);
		workers.close();
		add(workers, 0, 3);
		workers.flush();
		assertThat(this.executor.size()).isZero();
		workers.open(this.executor);
		this.executor.runAll();
		assertThat(this.handled).isEqualTo(texts(0, 3));
	}

	@Test
	void whenThreadIsAtWorkThenItIsContained() {
		List<Boolean> during = new ArrayList<>();
		Workers[] holder = new Workers[1];
		holder[0] = new Workers("test", 1, null, (message) -> during.add(holder[0].contains(Thread.currentThread())));
		holder[0].open(Runnable::run);
		add(holder[0], 0, 1);
		holder[0].flush();
		assertThat(during).containsExactly(true);
		assertThat(holder[0].contains(Thread.currentThread())).isFalse();
	}

	@Test
	void whenATaskHasRunWithinAnotherThenTheThreadIsStillContained() {
		List<Boolean> during = new ArrayList<>();
		Workers[] holder = new Workers[1];
		AtomicInteger yields = new AtomicInteger();
		IdleYields idle = new IdleYields(() -> {
			// The task within takes the first two messages and does not wait.
			if (yields.incrementAndGet() == 1) {
				add(holder[0], 2, 3);
			}
		});
		holder[0] = new Workers("test", 2, idle, (message) -> during.add(holder[0].contains(Thread.currentThread())));
		holder[0].open(Runnable::run);
		add(holder[0], 0, 2);
		holder[0].flush();
		assertThat(during).containsExactly(true, true, true);
		assertThat(holder[0].contains(Thread.currentThread())).isFalse();
	}

	@Test
	void whenMessagesComeFromManyThreadsThenEachIsHandledOnceAndNoneIsLeft() throws Exception {
		int producers = 4;
		int each = 20_000;
		AtomicInteger count = new AtomicInteger();
		CountDownLatch all = new CountDownLatch(producers * each);
		ExecutorService pool = Executors.newFixedThreadPool(3);
		try {
			Workers workers = new Workers("test", 3, new IdleYields(), (message) -> {
				count.incrementAndGet();
				all.countDown();
			});
			workers.open(pool);
			List<Thread> threads = IntStream.range(0, producers).mapToObj((i) -> new Thread(() -> {
				for (int j = 0; j < each; j++) {
					workers.add(ZmqMessage.ofText("x"));
					workers.flush();
				}
			})).toList();
			threads.forEach(Thread::start);
			assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(count).hasValue(producers * each);
			assertThat(workers.size()).isZero();
		}
		finally {
			pool.shutdown();
		}
	}

	@Test
	void whenAnExecutorRejectsAndDelaysThenEachIsHandledOnceAndNoMoreRunAtOnce() throws Exception {
		int count = 2000;
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CountDownLatch all = new CountDownLatch(count);
		ScheduledExecutorService pool = Executors.newScheduledThreadPool(6);
		Random random = new Random();
		try {
			Workers workers = new Workers("test", 3, new IdleYields(), (message) -> {
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				this.handled.add(message.text(0));
				LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(20));
				running.decrementAndGet();
				all.countDown();
			});
			pool.scheduleWithFixedDelay(workers::retry, 1, 1, TimeUnit.MILLISECONDS);
			workers.open((task) -> {
				switch (random.nextInt(4)) {
					case 0 -> throw new RejectedExecutionException("full");
					case 1 -> pool.schedule(task, random.nextInt(5), TimeUnit.MILLISECONDS);
					default -> pool.execute(task);
				}
			});
			for (int i = 0; i < count; i++) {
				workers.add(ZmqMessage.ofText(String.valueOf(i)));
				workers.flush();
			}
			assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(this.handled).containsExactlyInAnyOrderElementsOf(texts(0, count));
			assertThat(most.get()).isBetween(1, 3);
		}
		finally {
			pool.shutdownNow();
		}
	}

	private Workers workers(int concurrency) {
		Workers workers = new Workers("test", concurrency, null, (message) -> this.handled.add(message.text(0)));
		workers.open(this.executor);
		return workers;
	}

	private static void add(Workers workers, int from, int to) {
		texts(from, to).forEach((text) -> workers.add(ZmqMessage.ofText(text)));
	}

	private static List<String> texts(int from, int to) {
		return IntStream.range(from, to).mapToObj(String::valueOf).toList();
	}

}
