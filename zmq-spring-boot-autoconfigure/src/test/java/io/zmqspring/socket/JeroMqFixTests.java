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

package io.zmqspring.socket;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.ZError;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JeroMqFix}: runs {@link FixProgram} in virtual machines that have not
 * loaded the classes yet.
 */
@Timeout(120)
class JeroMqFixTests {

	@Test
	void whenNothingHasUsedJeroMqThenItIsApplied() throws Exception {
		assertThat(run(List.of("-cp", classPath()), "fix")).contains("JeroMQ wake-up fix: applied")
			.contains("JeroMQ I/O thread fix: applied")
			.contains("signaler APPLIED JeroMQ 0.6.0 counts a wake-up before it writes it, in use true")
			.contains("I/O thread APPLIED JeroMQ 0.6.0 looks only at connections that have something to do, "
					+ "in use true")
			.containsOnlyOnce("replies 200");
	}

	@Test
	void whenStartedAgainThenItIsStillApplied() throws Exception {
		assertThat(run(List.of("-cp", classPath()), "fix", "fix"))
			.contains("signaler APPLIED by an earlier start in this virtual machine, in use true")
			.contains("I/O thread APPLIED by an earlier start in this virtual machine, in use true")
			.doesNotContain("NOT_POSSIBLE");
	}

	@Test
	void whenJeroMqWasUsedBeforeThenItIsNotPossibleAndRequestsWork() throws Exception {
		assertThat(run(List.of("-cp", classPath()), "use", "fix")).contains("JeroMQ wake-up fix: not possible")
			.contains("JeroMQ I/O thread fix: not possible")
			.contains(", in use false")
			.doesNotContain(", in use true")
			.contains("signaler NOT_POSSIBLE something used JeroMQ before this application context: ")
			.contains("I/O thread NOT_POSSIBLE something used JeroMQ before this application context: ")
			.contains("replies 200");
	}

	@Test
	void whenItIsSwitchedOffThenRequestsWorkWithoutIt() throws Exception {
		assertThat(run(List.of("-cp", classPath()), "off"))
			.contains("signaler OFF zmq.fix-signaler is false, in use false")
			.contains("I/O thread OFF zmq.fix-io-thread is false, in use false")
			.contains("replies 200");
	}

	@Test
	void whenItIsSwitchedOffTooLateThenItSaysSo() throws Exception {
		assertThat(run(List.of("-cp", classPath()), "fix", "off"))
			.contains("signaler OFF zmq.fix-signaler is false, but an earlier start in this virtual machine has "
					+ "applied it, in use true")
			.contains("I/O thread OFF zmq.fix-io-thread is false, but an earlier start in this virtual machine has "
					+ "applied it, in use true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "zmq/Signaler", "zmq/poll/PollerBase", "zmq/poll/Poller" })
	void whenClassIsAnotherThenItIsNotNeededAndLeftAlone(String name, @TempDir Path directory) throws Exception {
		ClassWriter other = new ClassWriter(0);
		new ClassReader(original(name)).accept(other, 0);
		Path file = directory.resolve(name + ".class");
		Files.createDirectories(file.getParent());
		Files.write(file, other.toByteArray());
		String left = name.contains("poll") ? "I/O thread" : "signaler";
		String applied = name.contains("poll") ? "signaler" : "I/O thread";
		assertThat(run(List.of("-cp", directory + File.pathSeparator + classPath()), "fix"))
			.contains(left + " NOT_NEEDED the class " + name.substring(name.lastIndexOf('/') + 1)
					+ " is not that of JeroMQ 0.6.0 as released, in use false")
			.contains(applied + " APPLIED")
			.contains("replies 200");
	}

	@Test
	void whenJeroMqIsAModuleThenItIsNotPossibleAndRequestsWork() throws Exception {
		Map<Boolean, String> paths = Stream.of(classPath().split(File.pathSeparator))
			.collect(Collectors.partitioningBy((entry) -> Path.of(entry).getFileName().toString().startsWith("jeromq"),
					Collectors.joining(File.pathSeparator)));
		assertThat(
				run(List.of("-p", paths.get(true), "--add-modules", "ALL-MODULE-PATH", "-cp", paths.get(false)), "fix"))
			.contains("signaler NOT_POSSIBLE JeroMQ is on the module path, in use false")
			.contains("I/O thread NOT_POSSIBLE JeroMQ is on the module path, in use false")
			.contains("replies 200");
	}

	private static byte[] original(String name) throws IOException {
		try (InputStream resource = ZError.class.getResourceAsStream('/' + name + ".class")) {
			return resource.readAllBytes();
		}
	}

	private static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private static String run(List<String> options, String... steps) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.add(FixProgram.class.getName());
		command.addAll(List.of(steps));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).as(output).isZero();
			return output;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
