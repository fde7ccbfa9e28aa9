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
import java.util.List;
import java.util.Optional;

import io.zmqspring.benchmarks.jmh.Pieces;
import io.zmqspring.benchmarks.report.Page;
import io.zmqspring.benchmarks.report.PiecesTable;
import io.zmqspring.benchmarks.report.ResultFiles;
import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Conductor;
import io.zmqspring.benchmarks.run.Plan;
import io.zmqspring.benchmarks.run.Result;
import io.zmqspring.benchmarks.run.Round;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.convert.DurationStyle;

/**
 * The command: runs the benchmarks whose names are given, keeps the results, and shows
 * them on the page. It is run in the top directory of the project.
 */
public final class Benchmarks {

	private static final String USAGE = """
			Usage: java -jar benchmarks/target/benchmarks.jar <name>... [--rounds=5] [--warm-up=8s] [--run-in=500ms]
			           [--window=4s] [--foreign=0.1] [--results=benchmarks/results] [--page=docs/performance.md]
			A name stands for all benchmarks that begin with it and a hyphen, too. 'all' runs all of these, 'pieces'
			those of JMH, 'report' only shows the results that there are.
			""";

	private static final String PIECES = "pieces";

	private final ApplicationArguments arguments;

	private Benchmarks(String... args) {
		this.arguments = new DefaultApplicationArguments(args);
	}

	/**
	 * Run benchmarks.
	 * @param args names and options
	 * @throws IOException if results or page cannot be written
	 */
	public static void main(String... args) throws IOException {
		Benchmarks command = new Benchmarks(args);
		List<String> names = command.arguments.getNonOptionArgs();
		if (names.equals(List.of("report"))) {
			command.report(Catalogue.all());
			command.reportPieces();
			return;
		}
		if (names.equals(List.of(PIECES))) {
			Pieces.run(command.piecesFile());
			command.reportPieces();
			return;
		}
		List<Benchmark> chosen = names.stream().flatMap((name) -> Catalogue.named(name).stream()).distinct().toList();
		if (chosen.isEmpty()) {
			System.err.println(USAGE);
			Catalogue.all().forEach((benchmark) -> System.err.println(benchmark.name() + ": " + benchmark.title()));
			System.exit(2);
		}
		for (Benchmark benchmark : chosen) {
			command.run(benchmark);
			command.report(List.of(benchmark));
		}
	}

	private void run(Benchmark benchmark) throws IOException {
		Plan plan = plan();
		List<Round> rounds = new Conductor(plan, System.out).run(benchmark);
		results().write(new Result(benchmark.name(), LocalDate.now(ZoneOffset.UTC).toString(), Environment.describe(),
				plan, rounds));
	}

	private void report(List<Benchmark> benchmarks) throws IOException {
		Path page = page();
		for (Benchmark benchmark : benchmarks) {
			Optional<Result> result = results().read(benchmark.name());
			if (result.isPresent() && Files.exists(page)) {
				new Page(page).show(benchmark, result.get());
			}
		}
	}

	private void reportPieces() throws IOException {
		Path page = page();
		if (Files.exists(piecesFile()) && Files.exists(page)) {
			new Page(page).put(PIECES, PiecesTable.markdown(Files.readString(piecesFile())));
		}
	}

	private Path page() {
		return Path.of(option("page", "docs/performance.md"));
	}

	private Path piecesFile() {
		return resultDirectory().resolve(PIECES + ".json");
	}

	private Path resultDirectory() {
		return Path.of(option("results", "benchmarks/results"));
	}

	private ResultFiles results() {
		return new ResultFiles(resultDirectory());
	}

	private Plan plan() {
		return new Plan(Integer.parseInt(option("rounds", "5")), duration("warm-up", "8s"), duration("run-in", "500ms"),
				duration("window", "4s"), Double.parseDouble(option("foreign", "0.1")), List.of("-Xmx1g"));
	}

	private Duration duration(String name, String otherwise) {
		return DurationStyle.detectAndParse(option(name, otherwise));
	}

	private String option(String name, String otherwise) {
		List<String> values = this.arguments.getOptionValues(name);
		return (values == null || values.isEmpty()) ? otherwise : values.get(0);
	}

}
