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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

class ConductorTests {

	private final ByteArrayOutputStream log = new ByteArrayOutputStream();

	private Supplier<MachineLoad> loads = MachineLoad::now;

	private Duration window = Duration.ofMillis(100);

	@Test
	void contendersTakeTurnsInAnotherOrderEachRound() {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.RATE, Figure.P50),
				List.of(contender("a", Works.class), contender("b", Works.class)), List.of(), false);
		List<Round> rounds = run(benchmark, 15, 1);
		assertThat(rounds).hasSize(15).noneMatch(Round::disturbed);
		assertThat(rounds).extracting((round) -> round.windows().stream().map(Window::contender).toList())
			.contains(List.of("a", "b"), List.of("b", "a"));
		assertThat(rounds.get(0).windows()).allSatisfy((window) -> {
			assertThat(window.operations()).isPositive();
			assertThat(window.seconds()).isGreaterThanOrEqualTo(0.1);
			assertThat(window.cpuSeconds()).isNotNegative();
			assertThat(window.figure("p50")).isEqualTo(42, within(0.1));
		});
	}

	@Test
	void aRoundWithFailuresDoesNotCountAndIsRepeatedSoOften() {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.RATE), List.of(contender("a", Fails.class)),
				List.of(), false);
		assertThat(run(benchmark, 1, 1)).hasSize(3).allMatch(Round::disturbed);
		assertThat(this.log.toString(StandardCharsets.UTF_8)).contains("FAILURES");
	}

	@Test
	void aRoundWithMoreForeignLoadThanIsAllowedDoesNotCount() {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.RATE), List.of(contender("a", Works.class)),
				List.of(), false);
		this.loads = loads(900);
		assertThat(run(benchmark, 1, 0.1)).hasSize(3)
			.allMatch(Round::disturbed)
			.allSatisfy((round) -> assertThat(round.windows().get(0).foreign()).isBetween(0.1, 0.9));
		assertThat(this.log.toString(StandardCharsets.UTF_8)).contains("disturbed, does not count");
		assertThat(run(benchmark, 1, 0.95)).hasSize(1).noneMatch(Round::disturbed);
	}

	@ParameterizedTest
	@CsvSource({ "true, false", "false, true" })
	void whatEitherSideUsesIsNotForeign(boolean server, boolean client) {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.CPU), List.of(new Contender("a",
				server ? Burns.class : Starts.class, client ? Burns.class : Works.class, Map.of("heap", "1"))),
				List.of(), false);
		this.loads = loads(3);
		this.window = Duration.ofMillis(500);
		assertThat(run(benchmark, 1, 1)).singleElement()
			.satisfies((round) -> assertThat(round.windows()).singleElement().satisfies((window) -> {
				assertThat(window.cpuSeconds()).isGreaterThan(0.03);
				assertThat(window.foreign()).isZero();
			}));
	}

	@Test
	void nobodyBeginsWhileThereIsSomethingLeftToDo() {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.RATE), List.of(contender("a", Lingers.class)),
				List.of(), false);
		assertThat(run(benchmark, 2, 1)).hasSize(2).noneMatch(Round::disturbed);
	}

	@Test
	void aWindowWithoutAnOperationIsAFailure() {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.RATE), List.of(contender("a", Idles.class)),
				List.of(), false);
		assertThat(run(benchmark, 1, 1)).hasSize(3)
			.allSatisfy((round) -> assertThat(round.failed()).containsExactly("a"));
	}

	/**
	 * The load of a machine on which so many ticks of a thousand are used between one
	 * look and the next.
	 */
	private static Supplier<MachineLoad> loads(long busy) {
		AtomicLong looks = new AtomicLong();
		return () -> {
			long look = looks.incrementAndGet();
			return new MachineLoad(look * busy, look * 1000);
		};
	}

	@Test
	void aSideThatEndsIsNamed() {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.RATE), List.of(contender("a", Ends.class)),
				List.of(), false);
		assertThatIllegalStateException().isThrownBy(() -> run(benchmark, 1, 1)).withMessage("Ends has ended");
	}

	@Test
	void aFailureAtTheEndOfARoundIsOneOfTheRound() {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.RATE), List.of(contender("a", FailsAtEnd.class)),
				List.of(), false);
		assertThat(run(benchmark, 1, 1)).hasSize(3)
			.allSatisfy((round) -> assertThat(round.windows()).extracting(Window::failures).containsExactly(1L));
		assertThat(this.log.toString(StandardCharsets.UTF_8)).contains("a: 1 FAILURES while it was warmed");
	}

	@Test
	void whenASideEndsLaterThenTheRoundsBeforeAreKept() {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.RATE), List.of(contender("a", EndsLater.class)),
				List.of(), false);
		assertThat(run(benchmark, 5, 1)).hasSize(2).noneMatch(Round::disturbed);
		assertThat(this.log.toString(StandardCharsets.UTF_8))
			.contains("round 3 ends the benchmark: EndsLater has ended");
	}

	@Test
	void oneShotsAreStartedAnewInEachRound() {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.HEAP),
				List.of(new Contender("a", Starts.class, null, Map.of("heap", "7"))), List.of(), true);
		List<Round> rounds = run(benchmark, 2, 1);
		assertThat(rounds).hasSize(2).allSatisfy((round) -> assertThat(round.figure(Figure.HEAP, "a")).isEqualTo(7));
		assertThat(rounds.get(0).figure(Figure.START, "a")).isNotEqualTo(rounds.get(1).figure(Figure.START, "a"));
	}

	@Test
	void theRoundsAreDividedAmongTheStarts() {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.START), List.of(contender("a", Works.class)),
				List.of(), false);
		List<Round> rounds = run(benchmark, 5, 2, 1);
		assertThat(rounds).extracting(Round::number).containsExactly(1, 2, 3, 4, 5);
		assertThat(rounds).extracting(Round::start).containsExactly(1, 1, 2, 2, 2);
		List<Double> starts = rounds.stream().map((round) -> round.figure(Figure.START, "a")).toList();
		assertThat(starts.subList(0, 2)).containsOnly(starts.get(0));
		assertThat(starts.subList(2, 5)).containsOnly(starts.get(4)).doesNotContain(starts.get(0));
	}

	@Test
	void whenASideEndsAfterAnotherStartThenTheRoundsBeforeAreKept(@TempDir Path directory) {
		Benchmark benchmark = new Benchmark("t", "t", List.of(Figure.RATE), List.of(new Contender("a", Starts.class,
				StartsOnce.class, Map.of("heap", "1", "file", directory.resolve("started").toString()))), List.of(),
				false);
		assertThat(run(benchmark, 2, 2, 1)).hasSize(1).noneMatch(Round::disturbed);
		assertThat(this.log.toString(StandardCharsets.UTF_8))
			.contains("round 2 ends the benchmark: StartsOnce has ended");
	}

	private List<Round> run(Benchmark benchmark, int rounds, double foreign) {
		return run(benchmark, rounds, 1, foreign);
	}

	private List<Round> run(Benchmark benchmark, int rounds, int starts, double foreign) {
		Plan plan = new Plan(rounds, starts, Duration.ofMillis(10), Duration.ofMillis(10), this.window, foreign,
				List.of("-XX:TieredStopAtLevel=1"));
		return new Conductor(plan, new PrintStream(this.log, true, StandardCharsets.UTF_8), this.loads).run(benchmark);
	}

	private static Contender contender(String name, Class<? extends Side> client) {
		return new Contender(name, Starts.class, client, Map.of("heap", "1"));
	}

	/**
	 * Says when it was made.
	 */
	public static class Starts implements Side {

		private final Settings settings;

		private final double start = System.currentTimeMillis();

		Starts(Settings settings) {
			this.settings = settings;
		}

		@Override
		public String address() {
			return "here";
		}

		@Override
		public Map<String, Double> figures() {
			return Map.of("start", this.start, "heap", Double.valueOf(this.settings.text("heap")));
		}

		@Override
		public void close() {
		}

	}

	/**
	 * Completes an operation whenever it is asked, if it was told where the other side
	 * is.
	 */
	public static class Works implements Side {

		private long operations;

		Works(Settings settings) {
			if (!settings.address().equals("here")) {
				throw new IllegalArgumentException(settings.address());
			}
		}

		@Override
		public long operations() {
			return ++this.operations;
		}

		@Override
		public Histogram times() {
			Histogram times = new Histogram(3);
			times.recordValue(42_000);
			return times;
		}

		@Override
		public void close() {
		}

	}

	/**
	 * Ends its JVM when it is the second one with its file.
	 */
	public static class StartsOnce extends Works {

		StartsOnce(Settings settings) throws IOException {
			super(settings);
			Path file = Path.of(settings.text("file"));
			if (Files.exists(file)) {
				Runtime.getRuntime().halt(1);
			}
			Files.createFile(file);
		}

	}

	/**
	 * Fails whenever it is asked.
	 */
	public static class Fails extends Works {

		private long failures;

		Fails(Settings settings) {
			super(settings);
		}

		@Override
		public long failures() {
			return ++this.failures;
		}

	}

	/**
	 * Never completes an operation.
	 */
	public static class Idles extends Works {

		Idles(Settings settings) {
			super(settings);
		}

		@Override
		public long operations() {
			return 0;
		}

	}

	/**
	 * Keeps a processor busy while it works.
	 */
	public static class Burns implements Side {

		private volatile boolean working;

		private long operations;

		Burns(Settings settings) {
		}

		@Override
		public String address() {
			return "here";
		}

		@Override
		public void begin() {
			this.working = true;
			new Thread(() -> {
				while (this.working) {
					Thread.onSpinWait();
				}
			}).start();
		}

		@Override
		public void end() {
			this.working = false;
		}

		@Override
		public long operations() {
			return ++this.operations;
		}

		@Override
		public void close() {
		}

	}

	/**
	 * Keeps a processor busy for half a second after its work, and fails if it is to
	 * begin again meanwhile.
	 */
	public static class Lingers extends Works {

		private Thread left = new Thread();

		private long failures;

		Lingers(Settings settings) {
			super(settings);
		}

		@Override
		public void begin() {
			this.failures += this.left.isAlive() ? 1 : 0;
		}

		@Override
		public void end() {
			long end = System.nanoTime() + 500_000_000;
			this.left = new Thread(() -> {
				while (System.nanoTime() < end) {
					Thread.onSpinWait();
				}
			});
			this.left.start();
		}

		@Override
		public long failures() {
			return this.failures;
		}

	}

	/**
	 * Fails when it is to stop.
	 */
	public static class FailsAtEnd extends Works {

		private long failures;

		FailsAtEnd(Settings settings) {
			super(settings);
		}

		@Override
		public void end() {
			this.failures++;
		}

		@Override
		public long failures() {
			return this.failures;
		}

	}

	/**
	 * Ends its JVM when it is to work in the third round.
	 */
	public static class EndsLater extends Works {

		private int begun;

		EndsLater(Settings settings) {
			super(settings);
		}

		@Override
		public void begin() {
			if (++this.begun > 3) {
				Runtime.getRuntime().halt(1);
			}
		}

	}

	/**
	 * Ends its JVM when it is to work.
	 */
	public static class Ends extends Works {

		Ends(Settings settings) {
			super(settings);
		}

		@Override
		public void begin() {
			Runtime.getRuntime().halt(1);
		}

	}

}
