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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.listener.ListenerSnapshot.State;
import io.zmqspring.socket.DropReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ListenerContainer}.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ListenerContainerTests {

	private static final ListenerSettings IMPATIENT = new ListenerSettings(4, Duration.ofMillis(1), false);

	private final ListenerFixture fixture = new ListenerFixture(ListenerFixture.bound("jobs", EndpointType.PULL));

	private final EndpointDispatcher dispatcher = new EndpointDispatcher(this.fixture.socket("jobs"));

	private final StepExecutor executor = new StepExecutor();

	private final List<String> handled = new CopyOnWriteArrayList<>();

	private @Nullable MessageListener extra;

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenFullThenThereIsNoDemandUntilHalfIsFreeAgain() {
		ListenerContainer container = started(4);
		CompletableFuture<?>[] replies = { new CompletableFuture<>(), new CompletableFuture<>(),
				new CompletableFuture<>(), new CompletableFuture<>() };
		this.extra = (message) -> replies[Integer.parseInt(message.payload().text(0))];
		read("0", "1", "2", "3");
		assertThat(this.dispatcher.demand()).isZero();
		this.executor.runAll();
		assertThat(this.dispatcher.demand()).as("asynchronous replies count").isZero();
		assertThat(container.snapshot().inFlight()).isEqualTo(4);
		assertThat(container.snapshot().queued()).isZero();
		replies[2].complete(null);
		assertThat(this.dispatcher.demand()).isEqualTo(1);
		this.dispatcher.receive(List.of());
		replies[0].complete(null);
		replies[1].completeExceptionally(new IllegalStateException("late"));
		replies[3].complete(null);
		assertThat(this.dispatcher.demand()).isEqualTo(4);
		assertThat(container.snapshot().handled()).isEqualTo(4);
		assertThat(container.snapshot().failed()).isEqualTo(1);
	}

	@Test
	@Timeout(ListenerFixture.PATIENCE_SECONDS)
	void whenNoMessageWaitsForAWorkerThenTheRoomThatThereIsGetsUsed() {
		List<CompletableFuture<?>> replies = new ArrayList<>();
		this.extra = (message) -> {
			if (message.payload().text(0).equals("quick")) {
				return null;
			}
			replies.add(new CompletableFuture<>());
			return replies.get(replies.size() - 1);
		};
		try (ListenerFixture peers = new ListenerFixture(ListenerFixture.bound("jobs", EndpointType.PULL),
				ListenerFixture.connected("out", EndpointType.PUSH, "jobs"))
			.start()) {
			ListenerContainer container = peers.container(new EndpointDispatcher(peers.socket("jobs")), "test",
					ListenerDefinition.of("jobs", listener()), 1, ListenerFixture.SETTINGS, this.executor);
			container.start();
			peers.send("out", "slow");
			await().pollInterval(Duration.ofMillis(2)).until(() -> this.executor.size() > 0);
			this.executor.runAll();
			// Each would else wait for the poller's own look at all sockets.
			for (int round = 0; round < 15; round++) {
				for (String text : List.of("slow", "quick", "slow", "next")) {
					peers.send("out", text);
				}
				await().pollInterval(Duration.ofMillis(2))
					.until(() -> container.snapshot().queued() == 3 && container.room() == 0);
				await().pollInterval(Duration.ofMillis(2)).until(() -> {
					this.executor.runAll();
					return this.handled.get(this.handled.size() - 1).equals("next");
				});
				replies.subList(1, replies.size()).forEach((reply) -> reply.complete(null));
			}
		}
	}

	@Test
	void whenConcurrencyIsOneThenOrderIsKept() {
		started(1);
		read("a", "b");
		this.executor.step();
		read("c");
		read("d", "e");
		this.executor.runAll();
		assertThat(this.handled).containsExactly("a", "b", "c", "d", "e");
	}

	@Test
	void whenListenerThrowsThenNextMessageIsHandled() {
		ListenerContainer container = started(1);
		this.extra = (message) -> switch (message.payload().text(0)) {
			case "bad" -> throw new IllegalStateException("bad");
			case "worse" -> throw new StackOverflowError();
			default -> null;
		};
		read("bad", "worse", "good");
		this.executor.runAll();
		assertThat(this.handled).containsExactly("bad", "worse", "good");
		assertThat(this.fixture.errors).extracting((error) -> error.message().text(0)).containsExactly("bad", "worse");
		assertThat(container.snapshot().failed()).isEqualTo(2);
		assertThat(container.snapshot().handled()).isEqualTo(3);
	}

	@Test
	void whenListenerLeavesThreadInterruptedThenNextMessageIsNot() {
		started(1);
		List<Boolean> interrupted = new ArrayList<>();
		this.extra = (message) -> {
			interrupted.add(Thread.currentThread().isInterrupted());
			Thread.currentThread().interrupt();
			return null;
		};
		read("a", "b");
		this.executor.runAll();
		assertThat(interrupted).containsExactly(false, false);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void whenPausedThenOnlyWhatWasTakenOverIsHandled() {
		ListenerContainer container = started(1);
		read("a");
		container.pause();
		assertThat(container.isPaused()).isTrue();
		assertThat(container.isRunning()).isTrue();
		assertThat(container.snapshot().state()).isEqualTo(State.PAUSED);
		assertThat(this.dispatcher.demand()).isZero();
		this.executor.runAll();
		assertThat(this.handled).containsExactly("a");
		container.resume();
		assertThat(container.isPaused()).isFalse();
		assertThat(this.dispatcher.demand()).isEqualTo(4);
	}

	@Test
	void whenNotRunningThenPauseAndResumeDoNothing() {
		ListenerContainer container = container(ListenerFixture.SETTINGS, 1, Dispatch.WORKERS);
		container.pause();
		container.resume();
		assertThat(container.isPaused()).isFalse();
		assertThat(container.isRunning()).isFalse();
	}

	@Test
	void whenStoppedThenWhatWasTakenOverIsHandledFirst(CapturedOutput output) {
		ListenerContainer container = started(1);
		read("a", "b");
		CompletableFuture<Void> ended = container.beginStop();
		assertThat(container.snapshot().state()).isEqualTo(State.STOPPING);
		assertThat(this.dispatcher.demand()).isZero();
		assertGoesOn(ended);
		this.executor.runAll();
		ended.join();
		assertThat(this.handled).containsExactly("a", "b");
		assertThat(container.snapshot().state()).isEqualTo(State.STOPPED);
		assertThat(this.fixture.dropped("jobs", DropReason.STOPPED)).isZero();
		assertThat(output)
			.containsOnlyOnce("ZeroMQ listener 'test' listens to endpoint 'jobs' (pull) with concurrency 1")
			.containsOnlyOnce(
					"ZeroMQ listener 'test' of endpoint 'jobs' stopped (messages taken over: 2 finished, none dropped)");
	}

	@Test
	void whenTheApplicationHasPausedItsExecutorThenWhatWasTakenOverIsHandledAllTheSame() {
		ListenerContainer container = started(1);
		read("a", "b");
		container.stop();
		assertThat(this.handled).containsExactly("a", "b");
		assertThat(this.fixture.dropped("jobs", DropReason.STOPPED)).isZero();
		container.start();
		this.executor.runAll();
		read("c");
		// The last thread may still be on its way out, and would take it.
		await().until(() -> {
			this.executor.runAll();
			return this.handled.equals(List.of("a", "b", "c"));
		});
	}

	@Test
	void whenStoppedWhileMessagesArePromisedThenTheyAreHandled() {
		ListenerContainer container = started(1);
		assertThat(this.dispatcher.demand()).isEqualTo(4);
		CompletableFuture<Void> ended = container.beginStop();
		assertGoesOn(ended);
		this.dispatcher.receive(ListenerFixture.messages("a", "b"));
		assertGoesOn(ended);
		this.executor.runAll();
		ended.join();
		assertThat(this.handled).containsExactly("a", "b");
	}

	@Test
	void whenStoppedWhileNothingComesOfThePromiseThenItEnds() {
		ListenerContainer container = started(1);
		this.dispatcher.demand();
		CompletableFuture<Void> ended = container.beginStop();
		this.dispatcher.receive(List.of());
		ended.join();
		assertThat(container.snapshot().state()).isEqualTo(State.STOPPED);
	}

	@Test
	void whenStopTimesOutThenMessagesLeftAreCountedAndLogged(CapturedOutput output) {
		ListenerContainer container = container(IMPATIENT, 1, Dispatch.WORKERS);
		container.start();
		read("a", "b", "c");
		container.stop();
		assertThat(container.snapshot().state()).isEqualTo(State.STOPPED);
		assertThat(this.fixture.dropped("jobs", DropReason.STOPPED)).isEqualTo(3);
		assertThat(output).contains("WARN", "'jobs'", "'test'", "0 finished, 3 dropped, 0 still being handled");
		this.executor.runAll();
		assertThat(this.handled).isEmpty();
	}

	@Test
	void whenReplyIsOutstandingAtDeadlineThenStopEndsWithoutIt(CapturedOutput output) {
		ListenerContainer container = container(IMPATIENT, 1, Dispatch.WORKERS);
		container.start();
		CompletableFuture<Object> reply = new CompletableFuture<>();
		this.extra = (message) -> reply;
		read("a");
		this.executor.runAll();
		container.stop();
		assertThat(output).contains("0 finished, 0 dropped, 1 still being handled");
		container.start();
		assertThat(this.dispatcher.demand()).isEqualTo(3);
		this.dispatcher.receive(List.of());
		reply.complete(null);
		assertThat(this.dispatcher.demand()).isEqualTo(4);
	}

	@Test
	void whenMessagesComeAfterTheStopThenTheyAreCounted() {
		ListenerContainer container = container(IMPATIENT, 1, Dispatch.WORKERS);
		container.start();
		this.dispatcher.demand();
		container.stop();
		this.dispatcher.receive(ListenerFixture.messages("a"));
		assertThat(this.fixture.dropped("jobs", DropReason.STOPPED)).isEqualTo(1);
	}

	@Test
	void whenStoppedAndStartedAgainThenItGoesOnEachTime() {
		ListenerContainer container = container(ListenerFixture.SETTINGS, 1, Dispatch.WORKERS);
		for (int i = 0; i < 3; i++) {
			container.start();
			container.start();
			assertThat(container.isRunning()).isTrue();
			read("m" + i);
			this.executor.runAll();
			container.stop();
			container.stop();
			assertThat(container.isRunning()).isFalse();
			assertThat(this.dispatcher.demand()).isZero();
		}
		assertThat(this.handled).containsExactly("m0", "m1", "m2");
	}

	@Test
	void whenStartedWhileItStopsThenItGoesOn() {
		ListenerContainer container = started(1);
		read("a");
		CompletableFuture<Void> ended = container.beginStop();
		container.start();
		ended.join();
		assertThat(container.isRunning()).isTrue();
		read("b");
		this.executor.runAll();
		assertThat(this.handled).containsExactly("a", "b");
		assertThat(container.isRunning()).isTrue();
		assertThat(this.fixture.dropped("jobs", DropReason.STOPPED)).isZero();
	}

	@Test
	void whenListenerStopsItselfThenItDoesNotWaitAndRestIsHandled() {
		ListenerContainer container = container(ListenerFixture.SETTINGS, 1, Dispatch.WORKERS);
		container.start();
		this.extra = (message) -> {
			container.stop();
			return null;
		};
		read("a", "b");
		this.executor.runAll();
		container.beginStop().join();
		assertThat(this.handled).containsExactly("a", "b");
		assertThat(container.snapshot().state()).isEqualTo(State.STOPPED);
	}

	@Test
	void whenListenerRestartsItselfThenItGoesOn() {
		ListenerContainer container = container(ListenerFixture.SETTINGS, 1, Dispatch.WORKERS);
		container.start();
		this.extra = (message) -> {
			container.stop();
			container.start();
			return null;
		};
		read("a", "b");
		this.executor.runAll();
		assertThat(container.isRunning()).isTrue();
		read("c");
		this.executor.runAll();
		assertThat(this.handled).containsExactly("a", "b", "c");
	}

	@Test
	void whenDispatchIsPollerThenMessagesAreHandledInTheRead() {
		ListenerContainer container = container(ListenerFixture.SETTINGS, 1, Dispatch.POLLER);
		container.start();
		List<Thread> threads = new ArrayList<>();
		this.extra = (message) -> {
			threads.add(Thread.currentThread());
			return null;
		};
		read("a", "b");
		assertThat(this.handled).containsExactly("a", "b");
		assertThat(threads).containsOnly(Thread.currentThread());
		assertThat(this.dispatcher.demand()).isEqualTo(4);
		assertThat(this.executor.size()).isZero();
	}

	@Test
	void whenListenerOnPollerStopsItselfThenItDoesNotWaitAndRestIsHandled() {
		ListenerContainer container = container(ListenerFixture.SETTINGS, 1, Dispatch.POLLER);
		container.start();
		this.extra = (message) -> {
			container.stop();
			return null;
		};
		read("a", "b");
		container.beginStop().join();
		assertThat(this.handled).containsExactly("a", "b");
		assertThat(container.snapshot().state()).isEqualTo(State.STOPPED);
	}

	@Test
	void whenRepliesOfPollerAreOutstandingThenTheyAreBounded() {
		ListenerContainer container = container(ListenerFixture.SETTINGS, 1, Dispatch.POLLER);
		container.start();
		CompletableFuture<Object> reply = new CompletableFuture<>();
		this.extra = (message) -> reply;
		read("a", "b", "c", "d");
		assertThat(this.dispatcher.demand()).isZero();
		reply.complete(null);
		assertThat(this.dispatcher.demand()).isEqualTo(4);
	}

	@Test
	void whenRunningThenSnapshotTells() {
		ListenerContainer container = started(2);
		read("a", "b", "c");
		ListenerSnapshot snapshot = container.snapshot();
		assertThat(snapshot)
			.isEqualTo(new ListenerSnapshot("test", "jobs", State.RUNNING, List.of(), 2, Dispatch.WORKERS, 0, 0, 3, 0));
	}

	@Test
	void whenStopWaitsThenNoThreadIsInterrupted() throws Exception {
		ListenerContainer container = this.fixture.container(this.dispatcher, "test",
				ListenerDefinition.of("jobs", listener()), 1, ListenerFixture.SETTINGS, null);
		container.start();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		this.extra = (message) -> {
			begun.countDown();
			return finish.await(30, TimeUnit.SECONDS) ? null : "timed out";
		};
		read("a");
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> ended = container.beginStop();
		finish.countDown();
		ended.join();
		assertThat(this.fixture.errors).isEmpty();
		assertThat(this.fixture.observed.ended()).containsExactly("zmq.listener jobs SUCCESS");
	}

	/**
	 * A stop ends on a thread of its own, which needs a moment if it ends wrongly.
	 */
	private static void assertGoesOn(CompletableFuture<Void> ended) {
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> ended.get(100, TimeUnit.MILLISECONDS));
	}

	private ListenerContainer started(int concurrency) {
		ListenerContainer container = container(ListenerFixture.SETTINGS, concurrency, Dispatch.WORKERS);
		container.start();
		return container;
	}

	private ListenerContainer container(ListenerSettings settings, int concurrency, Dispatch dispatch) {
		return this.fixture.container(this.dispatcher, "test",
				ListenerDefinition.of("jobs", listener()).withDispatch(dispatch), concurrency, settings, this.executor);
	}

	private MessageListener listener() {
		return (message) -> {
			this.handled.add(message.payload().text(0));
			return (this.extra != null) ? this.extra.onMessage(message) : null;
		};
	}

	private void read(String... texts) {
		assertThat(this.dispatcher.demand()).isGreaterThanOrEqualTo(texts.length);
		this.dispatcher.receive(ListenerFixture.messages(texts));
	}

}
