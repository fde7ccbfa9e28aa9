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

package io.zmqspring.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

/**
 * A process whose output a test can read while it runs. Whoever starts one closes it.
 */
public final class ForkedProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final String PYTHON = "/usr/bin/python3";

	private final Process process;

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final List<String> errors = new CopyOnWriteArrayList<>();

	private final List<Thread> readers;

	private ForkedProcess(List<String> command, Map<String, String> environment) {
		try {
			ProcessBuilder builder = new ProcessBuilder(command);
			builder.environment().putAll(environment);
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.readers = List.of(read(this.process.inputReader(StandardCharsets.UTF_8), this.output),
				read(this.process.errorReader(StandardCharsets.UTF_8), this.errors));
	}

	/**
	 * Start the sample with a command line.
	 * @param args the command line
	 * @return the process
	 */
	public static ForkedProcess sample(String... args) {
		return sample(Map.of(), args);
	}

	/**
	 * Start the sample with a command line.
	 * @param environment environment variables to add
	 * @param args the command line
	 * @return the process
	 */
	public static ForkedProcess sample(Map<String, String> environment, String... args) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
						SampleApplication.class.getName()));
		command.addAll(List.of(args));
		return new ForkedProcess(command, environment);
	}

	/**
	 * Start a Python program. Where there is no pyzmq the test is skipped, except in a
	 * build that sets the variable CI: there it fails.
	 * @param source the text of the program
	 * @param args its arguments
	 * @return the process
	 */
	public static ForkedProcess python(String source, String... args) {
		boolean found = Files.isExecutable(Path.of(PYTHON)) && importsZmq();
		if (!found && System.getenv("CI") != null) {
			fail(PYTHON + " has no module zmq; install the package python3-zmq");
		}
		Assumptions.assumeTrue(found, PYTHON + " has no module zmq");
		List<String> command = new ArrayList<>(List.of(PYTHON, "-u", "-X", "utf8", "-c", source));
		command.addAll(List.of(args));
		return new ForkedProcess(command, Map.of());
	}

	private static boolean importsZmq() {
		try (ForkedProcess trial = new ForkedProcess(List.of(PYTHON, "-c", "import zmq"), Map.of())) {
			return trial.awaitExit() == 0;
		}
	}

	private static Thread read(BufferedReader reader, List<String> lines) {
		Thread thread = new Thread(() -> {
			try (reader) {
				reader.lines().forEach(lines::add);
			}
			catch (IOException | UncheckedIOException ex) {
				lines.add("no further line: " + ex);
			}
		});
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	/**
	 * Return what the process has written to its standard output so far.
	 * @return the lines
	 */
	public List<String> output() {
		return this.output;
	}

	/**
	 * Return what the process has written to its standard error so far.
	 * @return the lines
	 */
	public List<String> errors() {
		return this.errors;
	}

	/**
	 * Wait for a line on standard error.
	 * @param part what the line contains
	 * @return the line
	 */
	public String awaitError(String part) {
		return awaitLine(this.errors, part);
	}

	/**
	 * Wait for a line on standard output.
	 * @param part what the line contains
	 * @return the line
	 */
	public String awaitOutput(String part) {
		return awaitLine(this.output, part);
	}

	private String awaitLine(List<String> lines, String part) {
		return await().atMost(PATIENCE)
			.failFast("The process has ended", () -> !this.process.isAlive() && find(lines, part) == null)
			.until(() -> find(lines, part), (line) -> line != null);
	}

	private static String find(List<String> lines, String part) {
		return lines.stream().filter((line) -> line.contains(part)).findFirst().orElse(null);
	}

	/**
	 * Ask the process to end, as {@code kill} does.
	 * @return its exit code
	 */
	public int terminate() {
		this.process.destroy();
		return awaitExit();
	}

	/**
	 * Wait until the process has ended and all of its output is read.
	 * @return its exit code
	 */
	public int awaitExit() {
		try {
			assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
				.as("ended; output %s, errors %s", this.output, this.errors)
				.isTrue();
			for (Thread reader : this.readers) {
				reader.join(PATIENCE.toMillis());
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	@Override
	public String toString() {
		return Arrays.toString(this.output.toArray()) + Arrays.toString(this.errors.toArray());
	}

}
