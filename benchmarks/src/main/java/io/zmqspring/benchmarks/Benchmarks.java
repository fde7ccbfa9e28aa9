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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.zmqspring.benchmarks.jmh.Pieces;
import io.zmqspring.benchmarks.report.Page;
import io.zmqspring.benchmarks.report.PiecesResult;
import io.zmqspring.benchmarks.report.ResultFiles;
import io.zmqspring.benchmarks.report.Table;
import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Conductor;
import io.zmqspring.benchmarks.run.Plan;
import io.zmqspring.benchmarks.run.Result;
import io.zmqspring.benchmarks.run.Round;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.CollectionUtils;

/**
 * The command: runs the benchmarks whose names are given, keeps the results, and shows
 * them on the page. It is run in the top directory of the project.
 */
public final class Benchmarks {

	private static final String USAGE = """
			Usage: java -jar benchmarks/target/benchmarks.jar <name>... [--rounds=5] [--starts=1] [--warm-up=8s]
			           [--run-in=500ms] [--window=4s] [--foreign=0.1] [--results=benchmarks/results]
			           [--page=docs/performance.md]
			A name stands for all benchmarks that begin with it and a hyphen, too; 'p9' is part of p6.
			'all' runs all of these, 'pieces' those of JMH, 'report' only shows the results that there are.
			""";

	private static final String PIECES = "pieces";

	private static final String REPORT = "report";

	private static final Set<String> MEASURING = Set.of("rounds", "starts", "warm-up", "run-in", "window", "foreign");

	private static final Set<String> WHERE = Set.of("results", "page");

	private final ApplicationArguments arguments;

	private final Plan plan;

	private final List<Benchmark> chosen;

	private final ResultFiles files;

	private final Path page;

	/**
	 * Read a command.
	 * @param args names and options
	 * @throws IllegalArgumentException if there is no such name or option, or no name
	 */
	Benchmarks(String... args) {
		this.arguments = new DefaultApplicationArguments(args);
		for (String name : this.arguments.getOptionNames()) {
			require(MEASURING.contains(name) || WHERE.contains(name), "There is no option --" + name);
			require(!CollectionUtils.isEmpty(this.arguments.getOptionValues(name)),
					"Give --" + name + " a value: --" + name + "=...");
		}
		require(!names().isEmpty(), "Give the name of a benchmark");
		for (String name : names()) {
			require(Set.of(PIECES, REPORT).contains(name) || !Catalogue.named(name).isEmpty(),
					"There is no benchmark '" + name + "'");
		}
		this.chosen = names().stream().flatMap((name) -> Catalogue.named(name).stream()).distinct().toList();
		for (String name : MEASURING) {
			require(!this.chosen.isEmpty() || !this.arguments.containsOption(name),
					"--" + name + " says nothing to '" + PIECES + "' and '" + REPORT + "'");
		}
		this.plan = new Plan(value("rounds", "5", Integer::valueOf), value("starts", "1", Integer::valueOf),
				duration("warm-up", "8s"), duration("run-in", "500ms"), duration("window", "4s"),
				value("foreign", "0.1", Double::valueOf), List.of("-Xmx1g"));
		this.files = new ResultFiles(Path.of(option("results", "benchmarks/results")));
		this.page = Path.of(option("page", "docs/performance.md"));
	}

	/**
	 * Run benchmarks.
	 * @param args names and options
	 * @throws IOException if results or page cannot be written
	 */
	public static void main(String... args) throws IOException {
		Benchmarks command;
		try {
			command = new Benchmarks(args);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
			return;
		}
		if (!command.run()) {
			System.exit(1);
		}
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			StringBuilder text = new StringBuilder(message).append(".\n\n").append(USAGE);
			Catalogue.all()
				.forEach((benchmark) -> text.append(benchmark.name() + ": " + benchmark.title()).append('\n'));
			throw new IllegalArgumentException(text.toString());
		}
	}

	private List<String> names() {
		return this.arguments.getNonOptionArgs();
	}

	private boolean run() throws IOException {
		boolean succeeded = true;
		for (Benchmark benchmark : this.chosen) {
			try {
				run(benchmark);
				report(List.of(benchmark));
			}
			catch (IllegalStateException ex) {
				succeeded = false;
				System.err.println(benchmark.name() + ": " + ex.getMessage());
			}
		}
		if (names().contains(PIECES)) {
			runPieces();
			reportPieces();
		}
		if (names().contains(REPORT)) {
			report(Catalogue.all());
			reportPieces();
		}
		return succeeded;
	}

	private void run(Benchmark benchmark) throws IOException {
		Map<String, String> environment = Environment.describe();
		Plan plan = benchmark.oneShot() ? this.plan.withOneStart() : this.plan;
		List<Round> rounds = new Conductor(plan, System.out).run(benchmark);
		Result result = new Result(benchmark.name(), today(), environment, plan, rounds);
		System.out.println("\n" + new Table(benchmark, result).markdown());
		boolean written = this.files.write(result);
		if (!result.complete()) {
			System.out.println(
					"Only " + result.counted().size() + " rounds count of the " + this.plan.rounds() + " asked for.");
		}
		if (!written) {
			System.out.println("The older result, of which enough rounds count, is kept.");
		}
	}

	private void runPieces() throws IOException {
		Path file = Files.createTempFile(PIECES, ".json");
		Map<String, String> environment = Environment.describe();
		try {
			Pieces.run(file);
			this.files
				.write(new PiecesResult(today(), environment, JsonMapper.shared().readTree(Files.readString(file))));
		}
		finally {
			Files.delete(file);
		}
	}

	private void report(List<Benchmark> benchmarks) throws IOException {
		if (!Files.exists(this.page)) {
			return;
		}
		Map<Benchmark, Result> results = new LinkedHashMap<>();
		for (Benchmark benchmark : Catalogue.all()) {
			Optional<Result> result = this.files.read(benchmark.name());
			if (result.isPresent()) {
				results.put(benchmark, result.get());
			}
		}
		for (Map.Entry<Benchmark, Result> entry : results.entrySet()) {
			if (benchmarks.contains(entry.getKey())) {
				new Page(this.page).show(entry.getKey(), entry.getValue());
			}
		}
		new Page(this.page).summarise(results);
	}

	private void reportPieces() throws IOException {
		Optional<PiecesResult> result = this.files.readPieces();
		if (result.isPresent() && Files.exists(this.page)) {
			new Page(this.page).show(result.get());
		}
	}

	private static String today() {
		return LocalDate.now(ZoneOffset.UTC).toString();
	}

	private Duration duration(String name, String otherwise) {
		return value(name, otherwise, DurationStyle::detectAndParse);
	}

	private <T> T value(String name, String otherwise, Function<String, T> parser) {
		String text = option(name, otherwise);
		try {
			return parser.apply(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("--" + name + "=" + text + " cannot be read", ex);
		}
	}

	private String option(String name, String otherwise) {
		List<String> values = this.arguments.getOptionValues(name);
		return (values != null) ? values.get(0) : otherwise;
	}

}
