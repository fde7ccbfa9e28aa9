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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.endpoint.ZmqStoppedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import zmq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LockedSocket}.
 */
@Timeout(20)
class LockedSocketTests {

	private final AtomicInteger closings = new AtomicInteger();

	private final LockedSocket socket = new LockedSocket("it", this.closings::incrementAndGet);

	private final ManagedContext context = new ManagedContext("test", ContextSettings.DEFAULTS, null, List.of());

	@BeforeEach
	void open() {
		this.context.open();
	}

	@AfterEach
	void close() {
		this.socket.locked(() -> {
			this.socket.close(EndpointSnapshot.State.CLOSED);
			return true;
		});
		this.context.close(Duration.ofSeconds(5));
	}

	@Test
	void whenThereIsNoSocketThenUsingItSaysSo() {
		assertThatExceptionOfType(ZmqStoppedException.class).isThrownBy(this.socket::base)
			.withMessageContaining("'it'")
			.withMessageContaining("it is not started yet");
	}

	@Test
	void whenThreadIsInterruptedThenTheLockHidesItAndGivesItBack() {
		opened();
		Thread.currentThread().interrupt();
		this.socket.locked(() -> {
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			return this.socket.events();
		});
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whenInterruptedInsideThenEventsAreLookedAtAllTheSame() {
		opened();
		int events = this.socket.locked(() -> {
			Thread.currentThread().interrupt();
			return this.socket.events();
		});
		assertThat(events).isEqualTo(0);
		assertThat(Thread.interrupted()).isTrue();
		this.socket.locked(this.socket::events);
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void whenItBreaksThenItIsReplacedAfterAPauseThatGrows() {
		long last = 0;
		for (int i = 0; i < 8; i++) {
			opened();
			this.socket.locked(() -> {
				this.socket.fail(new IllegalStateException("bad"));
				return true;
			});
			assertThat(this.socket.state()).isEqualTo(EndpointSnapshot.State.FAILED);
			assertThat(this.socket.lastError()).contains("bad");
			assertThatExceptionOfType(ZmqStoppedException.class).isThrownBy(this.socket::base)
				.withMessageContaining("being replaced")
				.withMessageContaining("bad");
			long pause = pause();
			assertThat(pause).isGreaterThanOrEqualTo(last).isBetween(1L, 32L);
			last = pause;
		}
		assertThat(last).isEqualTo(32);
		assertThat(this.closings).hasValue(8);
		opened();
		assertThat(this.socket.lastError()).isNull();
		this.socket.recovered();
		this.socket.locked(() -> {
			this.socket.fail(new IllegalStateException("bad"));
			return true;
		});
		assertThat(pause()).isEqualTo(1);
	}

	private long pause() {
		for (long seconds = 0; seconds < 100; seconds++) {
			if (this.socket.isDueForReplacement(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds))) {
				return seconds;
			}
		}
		throw new AssertionError("It is never replaced");
	}

	@Test
	void whenItIsStoppedThenNothingBreaksItAgain() {
		opened();
		this.socket.locked(() -> {
			this.socket.close(EndpointSnapshot.State.CLOSED);
			this.socket.fail(new IllegalStateException("late"));
			return true;
		});
		assertThat(this.socket.state()).isEqualTo(EndpointSnapshot.State.CLOSED);
		assertThat(this.socket.isDueForReplacement(System.nanoTime())).isFalse();
		assertThat(this.closings).hasValue(1);
	}

	private void opened() {
		this.socket.locked(() -> {
			org.zeromq.ZMQ.Socket created = this.context.createSocket(SocketType.PULL);
			created.base().setSocketOpt(ZMQ.ZMQ_LINGER, 0);
			this.socket.opened(created);
			return true;
		});
	}

}
