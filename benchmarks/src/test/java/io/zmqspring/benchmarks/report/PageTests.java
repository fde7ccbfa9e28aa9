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

package io.zmqspring.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Contender;
import io.zmqspring.benchmarks.run.Figure;
import io.zmqspring.benchmarks.run.Plan;
import io.zmqspring.benchmarks.run.Result;
import io.zmqspring.benchmarks.run.Round;
import io.zmqspring.benchmarks.run.Side;
import io.zmqspring.benchmarks.run.Target;
import io.zmqspring.benchmarks.run.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PageTests {

	private static final Benchmark BENCHMARK = new Benchmark("p0", "How fast < light", List.of(Figure.RATE, Figure.P50),
			List.of(new Contender("starter", Side.class, null, Map.of()),
					new Contender("raw", Side.class, null, Map.of())),
			List.of(new Target("starter", "raw", Figure.RATE, Target.Bound.AT_LEAST, 0.5),
					new Target("starter", "raw", Figure.P50, Target.Bound.AT_MOST, 0.5)),
			false);

	static final Result RESULT = new Result("p0", "2026-01-01", Map.of("cores", "2 cores"),
			new Plan(2, 1, Duration.ofSeconds(8), Duration.ZERO, Duration.ofSeconds(4), 0.05, List.of()),
			List.of(round(1, false, 1_500, 3_000), round(2, false, 2_500, 3_000), round(3, true, 9, 9)));

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void writePage() throws IOException {
		this.file = this.directory.resolve("speed.md");
		Files.writeString(this.file, "Before\n<!-- p0 -->\nold\n<!-- end -->\nAfter\n<!-- p1 -->\nother\n<!-- end -->\n"
				+ "<!-- pieces -->\n<!-- end -->\n<!-- summary -->\n<!-- end -->\n");
	}

	@Test
	void aResultReplacesTheOldOneInItsPlace() throws IOException {
		new Page(this.file).show(BENCHMARK, RESULT);
		String page = Files.readString(this.file);
		assertThat(page).startsWith("Before\n<!-- p0 -->\n")
			.contains("<!-- end -->\nAfter\n<!-- p1 -->\nother\n<!-- end -->")
			.doesNotContain("old");
		new Page(this.file).show(BENCHMARK, RESULT);
		assertThat(Files.readString(this.file)).isEqualTo(page);
	}

	@Test
	void theTableHasMediansRatiosAndWhetherTheyReachTheirTargets() throws IOException {
		new Page(this.file).show(BENCHMARK, RESULT);
		assertThat(Files.readString(this.file))
			.contains("| | operations/s | p50, µs | least and greatest operations/s |")
			.contains("| starter | 2,000 | 12.5 | 1,500 – 2,500 |")
			.contains("| raw | 3,000 | 12.5 | 3,000 – 3,000 |")
			.contains("| starter : raw | operations/s | 0.67 | ≥ 0.5 | reached |")
			.contains("| starter : raw | p50, µs | 1.00 | ≤ 0.5 | **not reached** |")
			.contains(
					"Medians of 2 rounds of 4 s on 2026-01-01, each contender warmed for 8 s; 1 more, in which others used over 5 % of the machine, did not count. 2 cores.\n"
							+ "`java -jar benchmarks/target/benchmarks.jar p0 --rounds=2 --starts=1 --warm-up=8000ms --run-in=0ms"
							+ " --window=4000ms --foreign=0.05`");
	}

	@Test
	void theTableSaysHowOftenTheContendersWereStarted() throws IOException {
		Plan plan = new Plan(2, 2, Duration.ofSeconds(8), Duration.ZERO, Duration.ofSeconds(4), 0.05, List.of());
		new Page(this.file).show(BENCHMARK, new Result("p0", RESULT.date(), RESULT.environment(), plan,
				List.of(round(1, 1, false, 1_500, 3_000), round(2, 2, false, 2_500, 3_000))));
		assertThat(Files.readString(this.file)).contains("each contender started 2 times and warmed for 8 s")
			.contains("--rounds=2 --starts=2 --warm-up=8000ms")
			.contains("| ratio | of | median (of each start) | target | |")
			.contains("| starter : raw | operations/s | 0.67 (0.50, 0.83) | ≥ 0.5 | reached |");
	}

	@Test
	void theSummaryHasTheTargetsOfAll() throws IOException {
		Benchmark other = new Benchmark("p1", "?", List.of(Figure.RATE), BENCHMARK.contenders(),
				List.of(new Target("raw", "starter", Figure.RATE, Target.Bound.AT_LEAST, 3)), false);
		new Page(this.file).summarise(Map.of(BENCHMARK, RESULT));
		assertThat(summary()).containsExactly("| p0 | starter : raw | operations/s | 0.67 | ≥ 0.5 | reached |",
				"| p0 | starter : raw | p50, µs | 1.00 | ≤ 0.5 | **not reached** |");
		new Page(this.file).summarise(Map.of(other, RESULT));
		assertThat(summary()).containsExactly("| p1 | raw : starter | operations/s | 1.60 | ≥ 3 | **not reached** |");
	}

	@Test
	void theSummarySaysWhenResultsAreOfSeveralCommitsOrMachines() throws IOException {
		Benchmark other = new Benchmark("p1", "?", List.of(Figure.RATE), BENCHMARK.contenders(), List.of(), false);
		new Page(this.file).summarise(Map.of(BENCHMARK, RESULT, other, RESULT));
		assertThat(Files.readString(this.file)).doesNotContain("Not all are of the same");
		summarise(other, Map.of("commit", "a", "cores", "2"), Map.of("commit", "b", "cores", "2"));
		assertThat(Files.readString(this.file)).contains("Not all are of the same commit: see below");
		summarise(other, Map.of("commit", "a", "cores", "2"), Map.of("commit", "a", "cores", "4"));
		assertThat(Files.readString(this.file)).contains("Not all are of the same machine: see below");
		summarise(other, Map.of("commit", "a", "cores", "2"), Map.of("commit", "b", "cores", "4"));
		assertThat(Files.readString(this.file)).contains("Not all are of the same commit and machine: see below");
	}

	private void summarise(Benchmark other, Map<String, String> here, Map<String, String> there) throws IOException {
		new Page(this.file)
			.summarise(Map.of(BENCHMARK, new Result("p0", RESULT.date(), here, RESULT.plan(), RESULT.rounds()), other,
					new Result("p1", RESULT.date(), there, RESULT.plan(), RESULT.rounds())));
	}

	private List<String> summary() throws IOException {
		String page = Files.readString(this.file);
		return page.substring(page.indexOf("<!-- summary -->"))
			.lines()
			.filter((line) -> line.startsWith("| p"))
			.toList();
	}

	@Test
	void thePiecesHaveTablesAPictureAndHowTheyWereMeasured() throws IOException {
		JsonNode results = JsonMapper.shared().readTree("""
				[ { "benchmark" : "io.zmqspring.a.SendBenchmark.raw", "forks" : 1, "warmupIterations" : 2,
				    "warmupTime" : "3 s", "measurementIterations" : 4, "measurementTime" : "5 s",
				    "primaryMetric" : { "score" : 1, "scoreError" : "NaN" },
				    "secondaryMetrics" : { "gc.alloc.rate.norm" : { "score" : 100 } } },
				  { "benchmark" : "io.zmqspring.a.SendBenchmark.template",
				    "primaryMetric" : { "score" : 1, "scoreError" : "NaN" },
				    "secondaryMetrics" : { "gc.alloc.rate.norm" : { "score" : 150 } } } ]
				""");
		new Page(this.file).show(new PiecesResult("2026-01-01", Map.of("cores", "2 cores"), results));
		assertThat(Files.readString(this.file))
			.contains("| a byte[] out, above raw | Send, template | 50 | ≤ 200 | reached |", "| Send, raw |  | 1 |")
			.contains("4 iterations of 5 s after 2 of 3 s, 1 JVM for each piece, on 2026-01-01. 2 cores.\n"
					+ "`java -jar benchmarks/target/benchmarks.jar pieces`\n\n![The garbage of the pieces](speed/pieces.svg)");
		assertThat(Files.readString(this.directory.resolve("speed/pieces.svg"))).containsSubsequence(
				">Send, template</text>", ">50</text>", ">Send, raw</text>", "width=\"253.3\"", "#8a99a6",
				">Send, template</text>", "width=\"380.0\"", "#4c8c2b");
	}

	@Test
	void thePictureHasABarForEachContender() throws IOException {
		new Page(this.file).show(BENCHMARK, RESULT);
		assertThat(Files.readString(this.file)).contains("(speed/p0.svg)");
		assertThat(Files.readString(this.directory.resolve("speed/p0.svg"))).contains("How fast &lt; light")
			.contains(">starter</text>", ">2,000</text>", ">raw</text>", "width=\"380.0\"", "width=\"253.3\"")
			.containsSubsequence("operations/s, more is better", "p50, µs, less is better", ">12.5</text>");
	}

	@Test
	void aLongTitleHasSeveralLines() throws IOException {
		String words = "How fast is it? ".repeat(10).trim();
		new Page(this.file).show(benchmark(words, Figure.RATE), RESULT);
		List<String> lines = picture().lines().filter((line) -> line.contains("bold")).toList();
		assertThat(lines).hasSize(2).allSatisfy((line) -> assertThat(line).hasSizeLessThan(140));
		assertThat(lines.get(1)).contains("y=\"40\"");
	}

	@Test
	void aContenderThatIsNotInTheResultHasNoFigures() throws IOException {
		Benchmark other = new Benchmark("p0", "?", List.of(Figure.RATE),
				List.of(new Contender("starter", Side.class, null, Map.of()),
						new Contender("new", Side.class, null, Map.of())),
				List.of(new Target("starter", "new", Figure.RATE, Target.Bound.AT_LEAST, 0.5)), false);
		new Page(this.file).show(other, RESULT);
		assertThat(Files.readString(this.file)).contains("| new |  |  |")
			.contains("| starter : new | operations/s |  | ≥ 0.5 | not measured |");
		assertThat(picture()).contains(">starter</text>").doesNotContain(">new</text>");
	}

	@Test
	void theTableSaysWhenTooFewRoundsCount() throws IOException {
		Result result = new Result("p0", RESULT.date(), RESULT.environment(), RESULT.plan(),
				RESULT.rounds().subList(1, 3));
		new Page(this.file).show(BENCHMARK, result);
		assertThat(Files.readString(this.file))
			.contains("Medians of 1 rounds of 4 s (**fewer than the 2 asked for**) on 2026-01-01");
	}

	private String picture() throws IOException {
		return Files.readString(this.directory.resolve("speed/p0.svg"));
	}

	private static Benchmark benchmark(String title, Figure figure) {
		return new Benchmark("p0", title, List.of(figure), BENCHMARK.contenders(), List.of(), false);
	}

	@Test
	void aPageWithoutAPlaceIsNamed() {
		Benchmark other = new Benchmark("p9", "?", BENCHMARK.figures(), BENCHMARK.contenders(), List.of(), false);
		assertThatIllegalStateException().isThrownBy(() -> new Page(this.file).show(other, RESULT))
			.withMessageContaining("speed.md has no place for 'p9'");
	}

	@Test
	void theTableNamesThoseWhoseOperationsFailed() throws IOException {
		Round failed = new Round(4, 1, true,
				List.of(new Window("raw", 1, 9, 2, 0.5, 0.5, Map.of()), window("starter", 9)));
		List<Round> rounds = new ArrayList<>(RESULT.rounds());
		rounds.add(failed);
		new Page(this.file).show(BENCHMARK,
				new Result("p0", RESULT.date(), RESULT.environment(), RESULT.plan(), rounds));
		assertThat(Files.readString(this.file)).contains("1 more, in which others used over 5 % of the machine, "
				+ "did not count, nor **1 in which operations failed** (raw). 2 cores.");
	}

	@Test
	void whatHasNoLimitIsOnlyShownAndNotInTheSummary() throws IOException {
		Benchmark other = new Benchmark("p0", "?", List.of(Figure.RATE), BENCHMARK.contenders(),
				List.of(Target.none("starter", "raw", Figure.RATE)), false);
		new Page(this.file).show(other, RESULT);
		assertThat(Files.readString(this.file)).contains("| starter : raw | operations/s | 0.67 |  |  |");
		new Page(this.file).summarise(Map.of(other, RESULT));
		assertThat(summary()).isEmpty();
	}

	@Test
	void aRatioNearTheLimitHasAnotherDigit() throws IOException {
		Result result = new Result("p0", RESULT.date(), RESULT.environment(), RESULT.plan(),
				List.of(round(1, false, 498, 1_000)));
		new Page(this.file).show(BENCHMARK, result);
		assertThat(Files.readString(this.file))
			.contains("| starter : raw | operations/s | 0.498 | ≥ 0.5 | **not reached** |");
	}

	private static Round round(int number, boolean disturbed, long starter, long raw) {
		return round(number, 1, disturbed, starter, raw);
	}

	private static Round round(int number, int start, boolean disturbed, long starter, long raw) {
		return new Round(number, start, disturbed, List.of(window("starter", starter), window("raw", raw)));
	}

	private static Window window(String contender, long operations) {
		return new Window(contender, 1, operations, 0, 0.5, 0, Map.of("p50", 12.5));
	}

}
