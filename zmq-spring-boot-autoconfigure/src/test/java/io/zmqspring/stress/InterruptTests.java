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

package io.zmqspring.stress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqInterruptedException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.interop.TestSockets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Interrupts hit requests and sends at any point: a call ends in its own reply or says
 * that it was interrupted, and nothing is left behind.
 */
@Tag("stress")
@Timeout(60)
class InterruptTests {

	private static final Log logger = LogFactory.getLog(InterruptTests.class);

	private static final int THREADS = 8;

	private static final Duration STORM = Duration.ofSeconds(2);

	private final List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());

	private final AtomicInteger replies = new AtomicInteger();

	private final AtomicInteger interrupted = new AtomicInteger();

	private final AtomicInteger kept = new AtomicInteger();

	private final AtomicInteger untouched = new AtomicInteger();

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void requestsSurviveAStormOfInterrupts(boolean virtual) throws Exception {
		Function<Runnable, Thread> maker = maker(virtual);
		try (TestSockets server = new TestSockets(
				ZmqEndpoint.of("server", EndpointType.REP, List.of("tcp://127.0.0.1:*"), List.of())
					// Interrupted callers leave replies behind, and a poller never waits.
					.withOptions(SocketOptions.NONE.with("sendHwm", 1_000_000)));
				TestSockets client = new TestSockets(
						ZmqEndpoint.of("client", EndpointType.REQ, List.of(), List.of(server.address("server"))))) {
			server.read("server", (message) -> server.socket("server").send(message));
			long end = System.nanoTime() + STORM.toNanos();
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				int number = i;
				threads.add(maker.apply(() -> request(client, number, end)));
			}
			threads.forEach(Thread::start);
			for (int i = 0; System.nanoTime() - end < 0; i++) {
				threads.get(i % THREADS).interrupt();
				LockSupport.parkNanos(50_000);
			}
			for (Thread thread : threads) {
				thread.join(20_000);
				assertThat(thread.isAlive()).isFalse();
			}
			assertThat(this.wrong).isEmpty();
			assertThat(this.replies).hasPositiveValue();
			assertThat(this.interrupted).hasPositiveValue();
			assertThat(client.template().pendingRequests()).containsEntry("client", 0);
			for (int i = 0; i < 100; i++) {
				assertThat(client.template().to("client").request("after " + i, String.class)).isEqualTo("after " + i);
			}
			await().untilAsserted(() -> assertThat(client.socket("client").snapshot().received())
				.isEqualTo(client.socket("client").snapshot().sent()));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aSendThatIsInterruptedOrTimedOutSentNothing(boolean virtual) throws Exception {
		Function<Runnable, Thread> maker = maker(virtual);
		ZmqEndpoint push = ZmqEndpoint.of("out", EndpointType.PUSH, List.of("tcp://127.0.0.1:*"), List.of())
			.withOptions(SocketOptions.NONE.with("sendHwm", 10).with("sendTimeout", Duration.ofMillis(1)));
		int each = 5000;
		NumberedMessages messages = new NumberedMessages(THREADS, each);
		List<Victim> senders = new CopyOnWriteArrayList<>();
		ThreadLocal<Victim> victims = ThreadLocal.withInitial(Victim::new);
		AtomicInteger timeouts = new AtomicInteger();
		try (TestSockets out = new TestSockets(push);
				TestSockets in = new TestSockets(
						ZmqEndpoint.of("in", EndpointType.PULL, List.of(), List.of(out.address("out")))
							.withOptions(SocketOptions.NONE.with("receiveHwm", 10)))) {
			in.read("in", messages::arrived);
			Thread storm = new Thread(() -> {
				while (!Thread.currentThread().isInterrupted()) {
					senders.forEach(Victim::interrupt);
					LockSupport.parkNanos(50_000);
				}
			});
			storm.start();
			NumberedMessages.send(THREADS, each, maker, (message) -> {
				Victim victim = victims.get();
				senders.add(victim);
				try {
					while (!sent(out, message, timeouts, victim)) {
						Thread.onSpinWait();
					}
				}
				finally {
					senders.remove(victim);
				}
			});
			storm.interrupt();
			storm.join(20_000);
			messages.awaitAll();
			assertThat(this.interrupted).hasPositiveValue();
			assertThat(timeouts).hasPositiveValue();
			assertThat(this.wrong).isEmpty();
			assertThat(this.kept).hasPositiveValue();
			assertThat(this.untouched).hasPositiveValue();
			logger.info(this.interrupted + " sends were interrupted, " + timeouts + " timed out; " + this.kept
					+ " times the flag was kept, " + this.untouched + " times there was none");
		}
	}

	private static Function<Runnable, Thread> maker(boolean virtual) throws ReflectiveOperationException {
		if (!virtual) {
			return Thread::new;
		}
		Assumptions.assumeTrue(Runtime.version().feature() >= 21, "There are no virtual threads");
		Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
		ThreadFactory factory = (ThreadFactory) Class.forName("java.lang.Thread$Builder")
			.getMethod("factory")
			.invoke(builder);
		return factory::newThread;
	}

	private boolean sent(TestSockets out, ZmqMessage message, AtomicInteger timeouts, Victim victim) {
		victim.begin();
		try {
			out.template().to("out").send(message);
			return true;
		}
		catch (ZmqInterruptedException ex) {
			this.interrupted.incrementAndGet();
			if (!Thread.currentThread().isInterrupted()) {
				this.wrong.add(new IllegalStateException("The interrupt is no longer set", ex));
			}
		}
		catch (ZmqSendTimeoutException ex) {
			timeouts.incrementAndGet();
		}
		finally {
			victim.end();
		}
		return false;
	}

	private void request(TestSockets client, int thread, long end) {
		for (int i = 0; System.nanoTime() - end < 0; i++) {
			String text = thread + ":" + i;
			try {
				assertThat(client.template().to("client").request(text, String.class)).isEqualTo(text);
				this.replies.incrementAndGet();
			}
			catch (ZmqInterruptedException ex) {
				if (!Thread.interrupted()) {
					this.wrong.add(new IllegalStateException("The interrupt is no longer set", ex));
				}
				this.interrupted.incrementAndGet();
			}
			catch (RuntimeException | AssertionError ex) {
				this.wrong.add(ex);
			}
		}
	}

	/**
	 * A thread that is interrupted, and what it has to find in its flag after a send.
	 */
	private final class Victim {

		private final Thread thread = Thread.currentThread();

		private final AtomicInteger begun = new AtomicInteger();

		private final AtomicInteger done = new AtomicInteger();

		private int before;

		private boolean calm;

		/**
		 * Interrupt it. Called by one thread only.
		 */
		private void interrupt() {
			this.begun.incrementAndGet();
			this.thread.interrupt();
			this.done.incrementAndGet();
		}

		/**
		 * Take the flag off, before a send.
		 */
		private void begin() {
			int ended = this.done.get();
			Thread.interrupted();
			this.before = this.begun.get();
			this.calm = ended == this.before;
		}

		/**
		 * An interrupt that began and ended since then has left its flag; without any
		 * there is none.
		 */
		private void end() {
			boolean came = this.done.get() > this.before;
			boolean flag = Thread.currentThread().isInterrupted();
			boolean none = this.calm && this.begun.get() == this.before;
			if ((came && !flag) || (none && flag)) {
				InterruptTests.this.wrong.add(new IllegalStateException("The flag is " + flag));
			}
			(came ? InterruptTests.this.kept : InterruptTests.this.untouched).addAndGet((came || none) ? 1 : 0);
		}

	}

}
