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
import java.util.List;
import java.util.Map;

import io.zmqspring.benchmarks.report.BarChart.Bar;
import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Result;

/**
 * A page with a place for each result, between two comments with the benchmark's name,
 * and one for the targets of all, whose name is summary. The pictures are in a directory
 * beside it that has the page's name.
 */
public final class Page {

	private static final String PIECES = "pieces";

	private final Path file;

	public Page(Path file) {
		this.file = file;
	}

	/**
	 * Put a result into its place.
	 * @param benchmark the benchmark
	 * @param result its result
	 * @throws IOException if the page cannot be read or written
	 * @throws IllegalStateException if the page has no place for it
	 */
	public void show(Benchmark benchmark, Result result) throws IOException {
		put(benchmark.name(), new Table(benchmark, result).markdown()
				+ picture(benchmark.name(), benchmark.title(), new Chart(benchmark, result).svg()));
	}

	/**
	 * Put the pieces into their place.
	 * @param result what JMH said of them
	 * @throws IOException if the page cannot be read or written
	 * @throws IllegalStateException if the page has no place for it
	 */
	public void show(PiecesResult result) throws IOException {
		List<Piece> pieces = Piece.read(result.results());
		BarChart chart = new BarChart("The garbage of the pieces");
		PiecesTargets targets = new PiecesTargets(pieces);
		chart.group("bytes above those of a raw socket, or of one endpoint; less is better",
				targets.all()
					.stream()
					.filter((target) -> !Double.isNaN(target.bytes()))
					.map((target) -> bar(target.piece(), true, Math.max(0, target.bytes())))
					.toList());
		chart.group("bytes for an operation, less is better",
				pieces.stream().map((piece) -> bar(piece.title(), !piece.raw(), piece.garbage())).toList());
		put(PIECES, targets.markdown() + "\n" + PiecesTable.markdown(pieces) + "\n" + result.circumstances()
				+ picture(PIECES, "The garbage of the pieces", chart.svg()));
	}

	private static Bar bar(String label, boolean ours, double value) {
		return new Bar(label, ours, value, value, value);
	}

	/**
	 * Put the targets of all results into their place.
	 * @param results the results in the order to show
	 * @throws IOException if the page cannot be read or written
	 * @throws IllegalStateException if the page has no place for them
	 */
	public void summarise(Map<Benchmark, Result> results) throws IOException {
		put("summary", Summary.markdown(results));
	}

	private String picture(String name, String title, String svg) throws IOException {
		String pictures = this.file.getFileName().toString().replaceFirst("\\.md$", "");
		Path picture = this.file.resolveSibling(pictures).resolve(name + ".svg");
		Files.createDirectories(picture.getParent());
		Files.writeString(picture, svg);
		return "\n![" + title + "](" + pictures + "/" + name + ".svg)\n";
	}

	private void put(String name, String text) throws IOException {
		String page = Files.readString(this.file);
		String start = "<!-- " + name + " -->\n";
		int from = page.indexOf(start);
		int to = page.indexOf("<!-- end -->", from);
		if (from < 0 || to < 0) {
			throw new IllegalStateException(this.file + " has no place for '" + name + "': a line " + start.trim()
					+ " and after it a line <!-- end -->");
		}
		Files.writeString(this.file, page.substring(0, from) + start + "\n" + text + "\n" + page.substring(to));
	}

}
