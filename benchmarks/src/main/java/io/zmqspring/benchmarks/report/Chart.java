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
import java.util.Locale;

import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Contender;
import io.zmqspring.benchmarks.run.Figure;
import io.zmqspring.benchmarks.run.Result;

/**
 * A picture of the first figure of one result in SVG: a bar for each median, and a line
 * from the least to the greatest.
 */
final class Chart {

	private static final int WIDTH = 760;

	private static final int LABELS = 250;

	private static final int BARS = 380;

	private static final int ROW = 34;

	private static final int LINE = 18;

	/** As many bold letters as are sure to fit into the width. */
	private static final int LINE_LENGTH = 90;

	private final Benchmark benchmark;

	private final Result result;

	Chart(Benchmark benchmark, Result result) {
		this.benchmark = benchmark;
		this.result = result;
	}

	String svg() {
		Figure figure = this.benchmark.figures().get(0);
		List<Contender> contenders = this.benchmark.contenders();
		double greatest = contenders.stream()
			.mapToDouble((contender) -> last(this.result.sorted(figure, contender.name())))
			.max()
			.orElse(0);
		double scale = (greatest > 0) ? BARS / greatest : 0;
		List<String> title = lines(this.benchmark.title());
		int top = 22 + title.size() * LINE + 18;
		int height = top + contenders.size() * ROW + 12;
		StringBuilder svg = new StringBuilder();
		add(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
				+ "font-family=\"sans-serif\" font-size=\"13\" role=\"img\">", WIDTH, height, WIDTH, height);
		add(svg, "<title>%s</title>", escaped(this.benchmark.title()));
		add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height);
		for (int i = 0; i < title.size(); i++) {
			add(svg, "<text x=\"12\" y=\"%d\" font-weight=\"bold\">%s</text>", 22 + i * LINE, escaped(title.get(i)));
		}
		add(svg, "<text x=\"12\" y=\"%d\" fill=\"#555555\">%s, %s is better; median of the rounds, "
				+ "the line: least to greatest</text>", top - 16, escaped(figure.title()),
				figure.lessIsBetter() ? "less" : "more");
		for (int i = 0; i < contenders.size(); i++) {
			row(svg, contenders.get(i).name(), top + i * ROW, figure, scale);
		}
		return svg.append("</svg>\n").toString();
	}

	private void row(StringBuilder svg, String contender, int y, Figure figure, double scale) {
		double median = this.result.median(figure, contender);
		double[] sorted = this.result.sorted(figure, contender);
		if (sorted.length == 0) {
			return;
		}
		String colour = contender.startsWith("starter") ? "#4c8c2b" : "#8a99a6";
		add(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LABELS - 8, y + 18, escaped(contender));
		add(svg, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>", LABELS, y + 3, median * scale,
				ROW - 12, colour);
		add(svg, "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222222\"/>", LABELS + sorted[0] * scale,
				y + 14, LABELS + last(sorted) * scale, y + 14);
		add(svg, "<text x=\"%.1f\" y=\"%d\">%s</text>", LABELS + last(sorted) * scale + 8, y + 18,
				Table.number(median));
	}

	private static List<String> lines(String text) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		for (String word : text.split(" ")) {
			if (!line.isEmpty() && line.length() + 1 + word.length() > LINE_LENGTH) {
				lines.add(line.toString());
				line.setLength(0);
			}
			line.append((line.isEmpty()) ? "" : " ").append(word);
		}
		lines.add(line.toString());
		return lines;
	}

	private static void add(StringBuilder svg, String format, Object... arguments) {
		svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
	}

	private static double last(double[] sorted) {
		return (sorted.length == 0) ? 0 : sorted[sorted.length - 1];
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

}
