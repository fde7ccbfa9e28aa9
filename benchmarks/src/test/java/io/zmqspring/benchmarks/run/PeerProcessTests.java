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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PeerProcess}.
 */
class PeerProcessTests {

	private final Set<ProcessHandle> before = children();

	@AfterEach
	void noProcessIsLeft() {
		await().untilAsserted(() -> assertThat(children()).isSubsetOf(this.before));
	}

	@Test
	void theSideIsToldItsSettingsAndAnswers() {
		try (PeerProcess process = start(Answers.class)) {
			assertThat(process.address()).isEqualTo("there");
			process.tell(Peer.BEGIN);
			process.tell(Peer.END);
			assertThat(process.tell(Peer.SAMPLE)).containsEntry("begun", "1.0").containsEntry("ended", "1.0");
			assertThat(process.cpuSeconds()).isNotNegative();
		}
	}

	@Test
	void whenTheSideCannotBeMadeThenSaysSo() {
		assertThatIllegalStateException().isThrownBy(() -> start(Breaks.class)).withMessage("Breaks has ended");
	}

	@Test
	void whenTheSideHasEndedThenSaysSo() {
		try (PeerProcess process = start(Answers.class)) {
			assertThatIllegalStateException().isThrownBy(() -> process.tell("no command"))
				.withMessage("Answers has ended");
		}
	}

	@Test
	void whenInterruptedWhileTheSideIsMadeThenItsProcessEnds() {
		Thread.currentThread().interrupt();
		try {
			assertThatIllegalStateException().isThrownBy(() -> start(Hangs.class))
				.withCauseInstanceOf(InterruptedException.class);
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	private static PeerProcess start(Class<? extends Side> type) {
		return new PeerProcess(type, Map.of("here", "there"), List.of("-XX:TieredStopAtLevel=1"));
	}

	private static Set<ProcessHandle> children() {
		return ProcessHandle.current().children().filter(ProcessHandle::isAlive).collect(Collectors.toSet());
	}

	/**
	 * Says what it was told.
	 */
	public static class Answers implements Side {

		private final Settings settings;

		private double begun;

		private double ended;

		Answers(Settings settings) {
			this.settings = settings;
		}

		@Override
		public String address() {
			return this.settings.text("here");
		}

		@Override
		public void begin() {
			this.begun++;
		}

		@Override
		public void end() {
			this.ended++;
		}

		@Override
		public Map<String, Double> figures() {
			return Map.of("begun", this.begun, "ended", this.ended);
		}

		@Override
		public void close() {
		}

	}

	/**
	 * Cannot be made.
	 */
	public static class Breaks extends Answers {

		Breaks(Settings settings) {
			super(settings);
			throw new IllegalStateException("As the test wants it");
		}

	}

	/**
	 * Is never made.
	 */
	public static class Hangs extends Answers {

		Hangs(Settings settings) throws InterruptedException {
			super(settings);
			new CountDownLatch(1).await();
		}

	}

}
