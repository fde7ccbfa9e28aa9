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

package io.zmqspring.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.zmqspring.benchmarks.report.ResultFiles;
import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Conductor;
import io.zmqspring.benchmarks.run.Contender;
import io.zmqspring.benchmarks.run.Figure;
import io.zmqspring.benchmarks.run.Plan;
import io.zmqspring.benchmarks.run.Result;
import io.zmqspring.benchmarks.run.Round;
import io.zmqspring.benchmarks.run.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Starts every benchmark for a moment. Contenders that work as an earlier one does, with
 * other numbers, another payload or dispatch, or without the cure, are left out, but for
 * the first of each benchmark.
 */
class BenchmarksTests {

	private static final String WHOLE = "p10";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource("benchmarks")
	void everyBenchmarkStartsAndGivesAResult(Benchmark benchmark) throws IOException {
		Plan plan = new Plan(1, 1, Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(300), 1,
				List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		List<Round> rounds = new Conductor(plan, new PrintStream(log, true, StandardCharsets.UTF_8)).run(benchmark);
		ResultFiles files = new ResultFiles(this.directory);
		files.write(new Result(benchmark.name(), "2026-01-01", Environment.describe(), plan, rounds));
		assertThat(files.read(benchmark.name()))
			.hasValueSatisfying((result) -> assertComplete(result, benchmark, log.toString(StandardCharsets.UTF_8)));
	}

	private static void assertComplete(Result result, Benchmark benchmark, String log) {
		assertThat(result.counted()).as(log).hasSize(1);
		for (Contender contender : benchmark.contenders()) {
			for (Figure figure : benchmark.figures()) {
				assertThat(result.median(figure, contender.name())).as(contender.name() + ", " + figure)
					.isPositive()
					.isFinite();
			}
		}
	}

	@Test
	void theCommandKeepsTheResultAndShowsIt() throws IOException {
		Path page = this.directory.resolve("performance.md");
		Files.writeString(page, "<!-- summary -->\n<!-- end -->\n<!-- p10 -->\n<!-- end -->\n");
		Path results = this.directory.resolve("results");
		Benchmarks.main(WHOLE, "--rounds=1", "--foreign=1", "--results=" + results, "--page=" + page);
		Benchmark whole = Catalogue.named(WHOLE).get(0);
		assertThat(results.resolve("p10.json")).content().contains("\"without the starter\"");
		assertThat(new ResultFiles(results).read(WHOLE))
			.hasValueSatisfying((result) -> assertComplete(result, whole, "the whole command"));
		assertThat(page).content()
			.contains("| starter, 100 endpoints |")
			.contains("| p10 | starter, 0 endpoints : without the starter | threads | 1.00 | ≤ 1 | reached |");
		assertThat(this.directory.resolve("performance/p10.svg")).exists();
	}

	@Test
	void theReportShowsThePiecesAndTheirTargets() throws IOException {
		Path page = this.directory.resolve("performance.md");
		Files.writeString(page, "<!-- summary -->\n<!-- end -->\n<!-- pieces -->\n<!-- end -->\n");
		Files.writeString(this.directory.resolve("pieces.json"), """
				{ "date" : "2026-01-01", "environment" : { },
				  "results" : [ { "benchmark" : "io.zmqspring.a.SendBenchmark.template",
				    "primaryMetric" : { "score" : 99.6, "scoreError" : 1 },
				    "secondaryMetrics" : { "gc.alloc.rate.norm" : { "score" : 136.0 } } } ] }
				""");
		Benchmarks.main("report", "--results=" + this.directory, "--page=" + page);
		assertThat(page).content()
			.contains("| a byte[] out, above raw | Send, template | ")
			.contains("| Send, template |  | 100 | 1 | 136 |");
	}

	@Test
	void thePageShowsWhatIsInTheResultFiles() throws IOException {
		Path docs = Path.of("../docs");
		Path page = this.directory.resolve("performance.md");
		Files.copy(docs.resolve("performance.md"), page);
		Benchmarks.main("report", "--results=results", "--page=" + page);
		assertThat(page).hasSameTextualContentAs(docs.resolve("performance.md"));
		try (Stream<Path> drawn = Files.list(this.directory.resolve("performance"))) {
			assertThat(drawn).hasSize(Catalogue.all().size() + 1)
				.allSatisfy((picture) -> assertThat(picture)
					.hasSameTextualContentAs(docs.resolve("performance").resolve(picture.getFileName().toString())));
		}
	}

	@Test
	void whatCannotBeReadIsRefusedAndWhatThereIsIsListed() {
		for (String[] command : List.of(new String[] { "p1", "p12" }, new String[] { "p1", "--round=2" },
				new String[] { "p1", "--rounds" }, new String[] { "--rounds=2" })) {
			assertThatIllegalArgumentException().as(String.join(" ", command))
				.isThrownBy(() -> new Benchmarks(command))
				.withMessageContaining("--warm-up")
				.withMessageContaining("p11-100: ");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> new Benchmarks("p1", "p12"))
			.withMessageStartingWith("There is no benchmark 'p12'.");
		assertThatIllegalArgumentException().isThrownBy(() -> new Benchmarks("p1", "--round=2"))
			.withMessageStartingWith("There is no option --round.");
		assertThatIllegalArgumentException().isThrownBy(() -> new Benchmarks("p1", "--window=soon"))
			.withMessage("--window=soon cannot be read");
		assertThatIllegalArgumentException().isThrownBy(() -> new Benchmarks("pieces", "report", "--rounds=3"))
			.withMessageStartingWith("--rounds says nothing to 'pieces' and 'report'.");
		assertThatIllegalArgumentException().isThrownBy(() -> new Benchmarks("p1", "--rounds=0"));
		assertThatIllegalArgumentException().isThrownBy(() -> new Benchmarks("p1", "--rounds=2", "--starts=3"));
	}

	private static List<Object> way(Contender contender) {
		Settings settings = new Settings(contender.settings());
		return List.of(contender.server(), String.valueOf(contender.client()), settings.text(Settings.EXECUTOR, ""),
				settings.text(Settings.LISTENER_THREADS, ""), !settings.text(Settings.ENDPOINTS, "1").equals("1"),
				!settings.text(Settings.CONNECTIONS, "1").equals("1"));
	}

	/**
	 * All but the one that the whole command is tried with.
	 */
	static List<Benchmark> benchmarks() {
		Set<List<Object>> seen = new HashSet<>();
		List<Benchmark> shortened = new ArrayList<>();
		for (Benchmark benchmark : Catalogue.all()) {
			if (benchmark.name().equals(WHOLE)) {
				continue;
			}
			List<Contender> contenders = new ArrayList<>();
			for (Contender contender : benchmark.contenders()) {
				if (seen.add(way(contender)) || contenders.isEmpty()) {
					contenders.add(contender);
				}
			}
			shortened.add(new Benchmark(benchmark.name(), benchmark.title(), benchmark.figures(), contenders, List.of(),
					benchmark.oneShot()));
		}
		return shortened;
	}

}
