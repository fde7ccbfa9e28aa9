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

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a benchmark gave: the content of a result file.
 *
 * @param benchmark the benchmark's name
 * @param date the day, as year-month-day
 * @param environment what it ran on
 * @param plan how it was run
 * @param rounds all rounds, those that do not count too
 */
public record Result(String benchmark, String date, Map<String, String> environment, Plan plan, List<Round> rounds) {

	public Result {
		environment = Collections.unmodifiableMap(new TreeMap<>(environment));
		rounds = List.copyOf(rounds);
	}

	/**
	 * Return whether as many rounds count as were asked for.
	 * @return {@code false} if there are fewer
	 */
	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	public boolean complete() {
		return counted().size() >= this.plan.rounds();
	}

	/**
	 * Return the rounds that count.
	 * @return the rounds
	 */
	public List<Round> counted() {
		return this.rounds.stream().filter((round) -> !round.disturbed()).toList();
	}

	/**
	 * Return the median of a contender's figure.
	 * @param figure the figure
	 * @param contender the contender's name
	 * @return the median over the rounds that count, not a number if there are none
	 */
	public double median(Figure figure, String contender) {
		return median((round) -> round.figure(figure, contender));
	}

	/**
	 * Return a contender's figure in each round.
	 * @param figure the figure
	 * @param contender the contender's name
	 * @return the figures of the rounds that count, ascending, none if the contender did
	 * not take part
	 */
	public double[] sorted(Figure figure, String contender) {
		return sorted((round) -> round.figure(figure, contender));
	}

	/**
	 * Return the median of the ratios that a target speaks of.
	 * @param target the target
	 * @return the median over the rounds that count, not a number if there are none
	 */
	public double ratio(Target target) {
		return median(ratios(target));
	}

	/**
	 * Return the median of the ratios that a target speaks of in the rounds after one
	 * start.
	 * @param target the target
	 * @param start which of the starts, from 1
	 * @return the median over the rounds that count, not a number if there are none
	 */
	public double ratio(Target target, int start) {
		ToDoubleFunction<Round> ratios = ratios(target);
		return median((round) -> (round.start() == start) ? ratios.applyAsDouble(round) : Double.NaN);
	}

	private ToDoubleFunction<Round> ratios(Target target) {
		String rival = rival(target);
		return (round) -> round.figure(target.figure(), target.subject()) / round.figure(target.figure(), rival);
	}

	/**
	 * Return the contender that a target compares with: the best of those it names.
	 * @param target the target
	 * @return the name of the one with the best median
	 */
	public String rival(Target target) {
		Comparator<String> best = Comparator.comparingDouble((name) -> median(target.figure(), name));
		List<String> measured = target.others()
			.stream()
			.filter((name) -> !Double.isNaN(median(target.figure(), name)))
			.sorted(target.figure().lessIsBetter() ? best : best.reversed())
			.toList();
		return measured.isEmpty() ? target.others().get(0) : measured.get(0);
	}

	private double median(ToDoubleFunction<Round> reader) {
		double[] values = sorted(reader);
		if (values.length == 0) {
			return Double.NaN;
		}
		int middle = values.length / 2;
		return (values.length % 2 == 1) ? values[middle] : (values[middle - 1] + values[middle]) / 2;
	}

	private double[] sorted(ToDoubleFunction<Round> reader) {
		double[] values = counted().stream().mapToDouble(reader).filter((value) -> !Double.isNaN(value)).toArray();
		Arrays.sort(values);
		return values;
	}

}
