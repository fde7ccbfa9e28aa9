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

import java.util.ArrayList;
import java.util.List;

import io.zmqspring.benchmarks.report.BarChart.Bar;
import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Contender;
import io.zmqspring.benchmarks.run.Figure;
import io.zmqspring.benchmarks.run.Result;

/**
 * A picture of one result: a group of bars for each figure, a bar for each median.
 */
final class Chart {

	private final Benchmark benchmark;

	private final Result result;

	Chart(Benchmark benchmark, Result result) {
		this.benchmark = benchmark;
		this.result = result;
	}

	String svg() {
		BarChart chart = new BarChart(this.benchmark.title());
		for (Figure figure : this.benchmark.figures()) {
			chart.group(figure.title() + ", " + (figure.lessIsBetter() ? "less" : "more")
					+ " is better; median of the rounds, the line: least to greatest", bars(figure));
		}
		return chart.svg();
	}

	private List<Bar> bars(Figure figure) {
		List<Bar> bars = new ArrayList<>();
		for (Contender contender : this.benchmark.contenders()) {
			String name = contender.name();
			double[] sorted = this.result.sorted(figure, name);
			if (sorted.length > 0) {
				bars.add(new Bar(name, name.startsWith("starter"), this.result.median(figure, name), sorted[0],
						sorted[sorted.length - 1]));
			}
		}
		return bars;
	}

}
