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

package io.zmqspring.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of the pieces and keeps what they say, garbage included.
 */
public final class Pieces {

	/**
	 * Matches all benchmarks of this project.
	 */
	public static final String ALL = "io\\.zmqspring\\..*Benchmark\\..*";

	private static final int FORKS = 1;

	private static final int ITERATIONS = 5;

	private Pieces() {
	}

	/**
	 * Run benchmarks, each in JVMs of its own, and write their results as JSON.
	 * @param resultFile the file to write; its directories are made
	 * @param include regular expressions for the benchmarks to run; none: all
	 * @throws IOException if the file cannot be written
	 * @throws IllegalStateException if a benchmark fails
	 */
	public static void run(Path resultFile, String... include) throws IOException {
		run(resultFile,
				new OptionsBuilder().forks(FORKS)
					.warmupIterations(ITERATIONS)
					.warmupTime(TimeValue.seconds(1))
					.measurementIterations(ITERATIONS)
					.measurementTime(TimeValue.seconds(1)),
				include);
	}

	/**
	 * Run benchmarks once and briefly, to see that they work. The figures mean nothing.
	 * @param resultFile the file to write; its directories are made
	 * @param include regular expressions for the benchmarks to run; none: all
	 * @throws IOException if the file cannot be written
	 * @throws IllegalStateException if a benchmark fails
	 */
	public static void tryOut(Path resultFile, String... include) throws IOException {
		run(resultFile,
				new OptionsBuilder().forks(0)
					.warmupIterations(0)
					.measurementIterations(1)
					.measurementTime(TimeValue.milliseconds(10))
					.verbosity(VerboseMode.SILENT),
				include);
	}

	private static void run(Path resultFile, ChainedOptionsBuilder options, String... include) throws IOException {
		Path file = resultFile.toAbsolutePath();
		Files.createDirectories(file.getParent());
		for (String pattern : (include.length > 0) ? include : new String[] { ALL }) {
			options.include(pattern);
		}
		options.addProfiler(GCProfiler.class)
			.timeUnit(TimeUnit.NANOSECONDS)
			.shouldFailOnError(true)
			.resultFormat(ResultFormatType.JSON)
			.result(file.toString());
		try {
			new Runner(options.build()).run();
		}
		catch (RunnerException ex) {
			throw new IllegalStateException("A benchmark failed", ex);
		}
	}

}
