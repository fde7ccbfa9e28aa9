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

package io.zmqspring.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program in a process of its own that talks to its test by lines of text.
 */
public abstract class ChildProcess implements AutoCloseable {

	/**
	 * How long a program may take to write the next line.
	 */
	public static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String END = "\0end";

	private final Process process;

	private final Writer input;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	/**
	 * Read what a process writes.
	 * @param process the process, whose errors go to its standard output
	 */
	protected ChildProcess(Process process) {
		this.process = process;
		this.input = process.outputWriter(StandardCharsets.UTF_8);
		Thread reader = new Thread(this::readLines, "child-" + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	private void readLines() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				this.lines.add(line);
			}
		}
		catch (IOException ex) {
			// The program was ended.
		}
		this.lines.add(END);
	}

	/**
	 * Return the next line that the program writes.
	 * @return the line
	 * @throws AssertionError if none comes in time, or the program ends or fails
	 */
	public String readLine() {
		String line = poll(PATIENCE);
		if (line == null) {
			throw new AssertionError("The program wrote no line within " + PATIENCE);
		}
		if (line.startsWith("Traceback")) {
			throw new AssertionError("The program failed:\n" + line + "\n" + String.join("\n", remaining()));
		}
		if (line.equals(END)) {
			this.lines.add(END);
			throw new AssertionError("The program has ended and wrote no further line");
		}
		return line;
	}

	/**
	 * Return the next lines that the program writes.
	 * @param count how many
	 * @return the lines
	 */
	public List<String> readLines(int count) {
		return Stream.generate(this::readLine).limit(count).toList();
	}

	/**
	 * Read the next line, which must be the given one.
	 * @param line what the program is to write
	 */
	public void expect(String line) {
		assertThat(readLine()).isEqualTo(line);
	}

	/**
	 * Wait for the program to end by itself and without an error.
	 * @return the lines that were not read yet
	 */
	public List<String> awaitEnd() {
		List<String> rest = remaining();
		try {
			assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(this.process.exitValue()).as("exit code, after the output %s", rest).isZero();
		return rest;
	}

	private List<String> remaining() {
		List<String> rest = new ArrayList<>();
		for (String line = poll(PATIENCE); line != null && !line.equals(END); line = poll(PATIENCE)) {
			rest.add(line);
		}
		this.lines.add(END);
		return rest;
	}

	private @Nullable String poll(Duration timeout) {
		try {
			return this.lines.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Write a line to the program's standard input.
	 * @param line the line
	 */
	public void writeLine(String line) {
		try {
			this.input.write(line + "\n");
			this.input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The program has ended; it wrote " + this.lines, ex);
		}
	}

	/**
	 * End the program at once, as a crash would, and wait until it has gone.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Send the process a signal.
	 * @param name the name of the signal, for example STOP
	 */
	public void signal(String name) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).inheritIO()
				.start();
			assertThat(kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("sent").isTrue();
			assertThat(kill.exitValue()).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
