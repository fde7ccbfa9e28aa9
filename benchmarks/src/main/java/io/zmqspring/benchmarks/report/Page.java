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

import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Result;

/**
 * A page with a place for each result, between two comments with the benchmark's name.
 * The pictures are in a directory beside it that has the page's name.
 */
public final class Page {

	private final Path file;

	/**
	 * Use a page.
	 * @param file the Markdown file
	 */
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
		String pictures = this.file.getFileName().toString().replaceFirst("\\.md$", "");
		Path picture = this.file.resolveSibling(pictures).resolve(benchmark.name() + ".svg");
		Files.createDirectories(picture.getParent());
		Files.writeString(picture, new Chart(benchmark, result).svg());
		put(benchmark.name(), new Table(benchmark, result).markdown() + "\n![" + benchmark.title() + "](" + pictures
				+ "/" + benchmark.name() + ".svg)\n");
	}

	/**
	 * Put text into a place.
	 * @param name the name in the comments around it
	 * @param text the text
	 * @throws IOException if the page cannot be read or written
	 * @throws IllegalStateException if the page has no such place
	 */
	public void put(String name, String text) throws IOException {
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
