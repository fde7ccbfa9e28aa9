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

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Contender;
import io.zmqspring.benchmarks.run.Figure;
import io.zmqspring.benchmarks.run.Plan;
import io.zmqspring.benchmarks.run.Result;
import io.zmqspring.benchmarks.run.Round;
import io.zmqspring.benchmarks.run.Target;

/**
 * The tables of one result in Markdown.
 */
public final class Table {

	private final Benchmark benchmark;

	private final Result result;

	public Table(Benchmark benchmark, Result result) {
		this.benchmark = benchmark;
		this.result = result;
	}

	/**
	 * Return the tables, and below them how, when and where they were measured.
	 * @return the text
	 */
	public String markdown() {
		return figures() + targets() + circumstances();
	}

	private String figures() {
		StringBuilder table = new StringBuilder("| |");
		this.benchmark.figures().forEach((figure) -> table.append(' ').append(figure.title()).append(" |"));
		Figure first = this.benchmark.figures().get(0);
		table.append(" least and greatest ").append(first.title()).append(" |\n|---|");
		this.benchmark.figures().forEach((figure) -> table.append("---:|"));
		table.append("---:|\n");
		for (Contender contender : this.benchmark.contenders()) {
			table.append("| ").append(contender.name()).append(" |");
			for (Figure figure : this.benchmark.figures()) {
				table.append(' ').append(number(this.result.median(figure, contender.name()))).append(" |");
			}
			double[] sorted = this.result.sorted(first, contender.name());
			table.append(' ')
				.append((sorted.length == 0) ? "" : number(sorted[0]) + " – " + number(sorted[sorted.length - 1]));
			table.append(" |\n");
		}
		return table.append('\n').toString();
	}

	private String targets() {
		if (this.benchmark.targets().isEmpty()) {
			return "";
		}
		String each = (this.result.plan().starts() > 1) ? " (of each start)" : "";
		return "| ratio | of | median" + each + " | target | |\n|---|---|---:|---:|---|\n"
				+ this.benchmark.targets().stream().map(this::row).collect(Collectors.joining("\n", "", "\n\n"));
	}

	/**
	 * Return a row for each target that has a limit.
	 */
	List<String> targetRows() {
		return this.benchmark.targets()
			.stream()
			.filter((target) -> target.bound() != Target.Bound.NONE)
			.map(this::row)
			.toList();
	}

	private String row(Target target) {
		double ratio = this.result.ratio(target);
		String limit = switch (target.bound()) {
			case AT_LEAST -> "≥ " + number(target.limit());
			case AT_MOST -> "≤ " + number(target.limit());
			case NONE -> "";
		};
		return "| " + target.subject() + " : " + this.result.rival(target)
				+ ((target.others().size() > 1) ? " (the better one)" : "") + " | " + target.figure().title() + " | "
				+ median(target, ratio) + " | " + limit + " | " + verdict(target, ratio) + " |";
	}

	private String median(Target target, double ratio) {
		if (Double.isNaN(ratio)) {
			return "";
		}
		String digits = digits(target, ratio);
		int starts = this.result.plan().starts();
		if (starts == 1) {
			return digits;
		}
		return digits + " ("
				+ IntStream.rangeClosed(1, starts)
					.mapToDouble((start) -> this.result.ratio(target, start))
					.mapToObj((each) -> Double.isNaN(each) ? "–" : digits(target, each))
					.collect(Collectors.joining(", "))
				+ ")";
	}

	/**
	 * Two digits, or a third where two would be on the other side of the limit.
	 */
	private static String digits(Target target, double ratio) {
		String two = String.format(Locale.ROOT, "%.2f", ratio);
		return (target.reached(Double.parseDouble(two)) == target.reached(ratio)) ? two
				: String.format(Locale.ROOT, "%.3f", ratio);
	}

	private static String verdict(Target target, double ratio) {
		if (Double.isNaN(ratio)) {
			return "not measured";
		}
		if (target.bound() == Target.Bound.NONE) {
			return "";
		}
		return target.reached(ratio) ? "reached" : "**not reached**";
	}

	private String circumstances() {
		int counted = this.result.counted().size();
		String rounds = (this.benchmark.oneShot()) ? " starts"
				: " rounds of " + seconds(this.result.plan().window()) + " s";
		int starts = this.result.plan().starts();
		String warmed = (this.benchmark.oneShot()) ? ""
				: ", each contender " + ((starts > 1) ? "started " + starts + " times and " : "") + "warmed for "
						+ seconds(this.result.plan().warmUp()) + " s";
		String missing = this.result.complete() ? ""
				: " (**fewer than the " + this.result.plan().rounds() + " asked for**)";
		return "Medians of " + counted + rounds + missing + " on " + this.result.date() + warmed + "; " + uncounted()
				+ ". " + String.join(", ", this.result.environment().values()) + ".\n`" + command() + "`\n";
	}

	private String uncounted() {
		List<Round> uncounted = this.result.rounds().stream().filter(Round::disturbed).toList();
		List<Round> failed = uncounted.stream().filter((round) -> !round.failed().isEmpty()).toList();
		String names = failed.stream()
			.flatMap((round) -> round.failed().stream())
			.distinct()
			.sorted()
			.collect(Collectors.joining(", "));
		return (uncounted.size() - failed.size()) + " more, in which others used over "
				+ number(this.result.plan().foreign() * 100) + " % of the machine, did not count" + (failed.isEmpty()
						? "" : ", nor **" + failed.size() + " in which operations failed** (" + names + ")");
	}

	private String command() {
		Plan plan = this.result.plan();
		return "java -jar benchmarks/target/benchmarks.jar " + this.result.benchmark() + " --rounds=" + plan.rounds()
				+ (this.benchmark.oneShot() ? ""
						: " --starts=" + plan.starts() + " --warm-up=" + millis(plan.warmUp()) + " --run-in="
								+ millis(plan.runIn()) + " --window=" + millis(plan.window()))
				+ " --foreign=" + plan.foreign();
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + "ms";
	}

	private static String seconds(Duration duration) {
		return number(duration.toMillis() / 1000.0);
	}

	/**
	 * Return a number with as many digits as are worth reading.
	 */
	static String number(double value) {
		if (Double.isNaN(value)) {
			return "";
		}
		if (Math.abs(value) >= 100) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		String digits = String.format(Locale.ROOT, (Math.abs(value) >= 10) ? "%.1f" : "%.2f", value);
		return digits.replaceAll("\\.?0+$", "");
	}

}
