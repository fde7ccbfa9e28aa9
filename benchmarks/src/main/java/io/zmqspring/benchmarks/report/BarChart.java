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

/**
 * A picture in SVG: a title, and below it groups of horizontal bars, each with a scale of
 * its own.
 */
final class BarChart {

	private static final int WIDTH = 810;

	private static final int LABELS = 300;

	private static final int BARS = 380;

	private static final int ROW = 24;

	private static final int LINE = 18;

	private static final String OURS = "#4c8c2b";

	private static final String OTHERS = "#8a99a6";

	/** As many bold letters as are sure to fit into the width. */
	private static final int LINE_LENGTH = 90;

	private final String title;

	private final StringBuilder content = new StringBuilder();

	private int bottom;

	BarChart(String title) {
		this.title = title;
		List<String> lines = lines(title);
		for (int i = 0; i < lines.size(); i++) {
			add("<text x=\"12\" y=\"%d\" font-weight=\"bold\">%s</text>", 22 + i * LINE, escaped(lines.get(i)));
		}
		this.bottom = 10 + lines.size() * LINE;
	}

	/**
	 * Add a group below the others.
	 * @param caption what its bars show
	 * @param bars the bars
	 */
	void group(String caption, List<Bar> bars) {
		double greatest = bars.stream().mapToDouble(Bar::greatest).max().orElse(0);
		double scale = (greatest > 0) ? BARS / greatest : 0;
		add("<text x=\"12\" y=\"%d\" fill=\"#555555\">%s</text>", this.bottom + 16, escaped(caption));
		this.bottom += 26;
		for (Bar bar : bars) {
			row(bar, scale);
			this.bottom += ROW;
		}
		this.bottom += 12;
	}

	String svg() {
		return String.format(Locale.ROOT,
				"""
						<svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="13" role="img">
						<title>%3$s</title>
						<rect width="%1$d" height="%2$d" fill="#ffffff"/>
						%4$s<rect x="12" y="%5$d" width="12" height="12" fill="%6$s"/>
						<text x="30" y="%7$d" fill="#555555">with the starter</text>
						<rect x="150" y="%5$d" width="12" height="12" fill="%8$s"/>
						<text x="168" y="%7$d" fill="#555555">without</text>
						</svg>
						""",
				WIDTH, this.bottom + 22, escaped(this.title), this.content, this.bottom, OURS, this.bottom + 11,
				OTHERS);
	}

	private void row(Bar bar, double scale) {
		int y = this.bottom;
		add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LABELS - 8, y + 14, escaped(bar.label()));
		add("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>", LABELS, y + 1, bar.value() * scale,
				ROW - 6, bar.ours() ? OURS : OTHERS);
		add("<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222222\"/>", LABELS + bar.least() * scale,
				y + 10, LABELS + bar.greatest() * scale, y + 10);
		add("<text x=\"%.1f\" y=\"%d\">%s</text>", LABELS + bar.greatest() * scale + 8, y + 14,
				Table.number(bar.value()));
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

	private void add(String format, Object... arguments) {
		this.content.append(String.format(Locale.ROOT, format, arguments)).append('\n');
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	/**
	 * A bar, and a line from the least to the greatest.
	 *
	 * @param label what stands before it
	 * @param ours whether it is of the starter
	 * @param value its length
	 * @param least the least value
	 * @param greatest the greatest value
	 */
	record Bar(String label, boolean ours, double value, double least, double greatest) {

	}

}
