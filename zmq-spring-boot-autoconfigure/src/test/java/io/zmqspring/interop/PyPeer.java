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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.fail;

/**
 * A Python program that uses ZeroMQ by libzmq, as a peer of a test. Whoever starts one
 * closes it, which ends the program. Without a Python that has pyzmq the test is skipped,
 * except in a build that sets the variable CI: there it fails.
 */
public final class PyPeer extends ChildProcess {

	private static final Path SCRIPTS = Path.of("src", "test", "python");

	private static final String LIMIT = "import signal as _signal; _signal.alarm(120)\n";

	private static final Optional<String> PYTHON = findPython();

	private PyPeer(Process process) {
		super(process);
	}

	/**
	 * Start a program of src/test/python.
	 * @param script the name of the file
	 * @param args its arguments
	 * @return the program, which runs
	 */
	public static PyPeer run(String script, String... args) {
		try {
			return start(Files.readString(SCRIPTS.resolve(script)), args);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Start a program.
	 * @param source the text of the program
	 * @param args its arguments
	 * @return the program, which runs
	 */
	public static PyPeer start(String source, String... args) {
		if (PYTHON.isEmpty() && System.getenv("CI") != null) {
			fail("There is no python3 with the module zmq; install the package python3-zmq");
		}
		Assumptions.assumeTrue(PYTHON.isPresent(), "There is no python3 with the module zmq");
		List<String> command = new ArrayList<>(List.of(PYTHON.orElseThrow(), "-u", "-X", "utf8", "-c", LIMIT + source));
		command.addAll(List.of(args));
		try {
			return new PyPeer(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Optional<String> findPython() {
		Stream<String> onPath = Stream
			.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, "python3").toString());
		return Stream.concat(Stream.of("/usr/bin/python3"), onPath).distinct().filter(PyPeer::hasZmq).findFirst();
	}

	private static boolean hasZmq(String python) {
		if (!Files.isExecutable(Path.of(python))) {
			return false;
		}
		try {
			Process process = new ProcessBuilder(python, "-c", "import zmq").redirectErrorStream(true).start();
			boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			process.destroyForcibly();
			return ended && process.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
