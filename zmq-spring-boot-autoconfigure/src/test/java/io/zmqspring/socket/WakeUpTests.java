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

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No wake-up is lost, wherever sends, polls, pauses and resumes meet. The pollers look at
 * nothing by themselves here, so that one that is lost stops its socket for good. How
 * many seconds this takes is {@code zmq.test.wake-ups}.
 */
@Timeout(3600)
class WakeUpTests {

	private static final long RUN = TimeUnit.SECONDS.toNanos(Integer.getInteger("zmq.test.wake-ups", 6));

	private static final Log logger = LogFactory.getLog(WakeUpTests.class);

	private static final LoggingSystem LOGGING = LoggingSystem.get(WakeUpTests.class.getClassLoader());

	@BeforeAll
	static void leaveOutWhatEachStartLogs() {
		LOGGING.setLogLevel(ZmqSockets.class.getPackageName(), LogLevel.ERROR);
		LOGGING.setLogLevel(WakeUpTests.class.getName(), LogLevel.INFO);
	}

	@AfterAll
	static void logAsBefore() {
		LOGGING.setLogLevel(ZmqSockets.class.getPackageName(), null);
		LOGGING.setLogLevel(WakeUpTests.class.getName(), null);
	}

	@Test
	void whateverMeetsThenAllThatWasSentIsHandled() throws Exception {
		Random seeds = new Random(Long.getLong("zmq.test.seed", System.nanoTime()));
		ExecutorService threads = Executors.newCachedThreadPool();
		long begun = System.nanoTime();
		int episodes = 0;
		long exchanges = 0;
		long slowest = 0;
		while (System.nanoTime() - begun < RUN * 5 / 6) {
			long seed = seeds.nextLong();
			long started = System.nanoTime();
			try (WakeUpEpisode episode = new WakeUpEpisode(seed, threads)) {
				exchanges += episode.run();
				slowest = Math.max(slowest, episode.slowest());
			}
			catch (Exception | AssertionError ex) {
				throw new AssertionError("In episode " + episodes + ", " + (started - begun) / 1_000_000
						+ " ms after the first, of the seed " + seed + ": " + ex.getMessage(), ex);
			}
			episodes++;
		}
		threads.shutdown();
		logger.info(episodes + " episodes with " + exchanges
				+ " messages and requests, none stood still, the slowest took " + slowest + " ms");
		assertThat(exchanges).isPositive();
	}

	@Test
	void whenThePollerIsAboutToSleepThenAResumeWakesItAllTheSame() {
		Random random = new Random(Long.getLong("zmq.test.seed", System.nanoTime()));
		Asked asked = new Asked(random);
		try (UnservicedSockets sockets = new UnservicedSockets(1, 16, random,
				List.of(Endpoints.bind("in", EndpointType.PULL, "inproc://in"),
						Endpoints.connect("out", EndpointType.PUSH, "inproc://in")))) {
			sockets.get("in").attach(asked);
			sockets.get("out").send(ZmqMessage.ofText("a"));
			long begun = System.nanoTime();
			long resumes = 0;
			assertThat(asked.awaitMore(0)).isTrue();
			while (System.nanoTime() - begun < RUN / 6) {
				int before = asked.times;
				sockets.get("in").resumeReading();
				if (!asked.awaitMore(before)) {
					throw new AssertionError("After " + resumes + " resumes one was lost" + sockets.report());
				}
				resumes++;
			}
			logger.info(resumes + " resumes, none was lost");
		}
	}

	/**
	 * A reader without any room, which so is asked once each time when it is looked at.
	 */
	private static final class Asked implements MessageReceiver {

		private final Random random;

		private volatile int times;

		private Asked(Random random) {
			this.random = random;
		}

		@Override
		public int demand() {
			this.times++;
			UnservicedSockets.shift(this.random);
			return 0;
		}

		@Override
		public void receive(List<ZmqMessage> messages) {
			throw new AssertionError("Nothing was asked for");
		}

		private boolean awaitMore(int before) {
			long begun = 0;
			for (int i = 0; this.times == before; i++) {
				if (i == 10_000) {
					// The poller may have no core to run on.
					i = 0;
					Thread.yield();
					begun = (begun != 0) ? begun : System.nanoTime();
					if (System.nanoTime() - begun > UnservicedSockets.STALL.toNanos()) {
						return false;
					}
				}
			}
			return true;
		}

	}

}
