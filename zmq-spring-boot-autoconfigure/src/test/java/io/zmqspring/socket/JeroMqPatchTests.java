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

import io.zmqspring.patch.JeroMqPatch;
import io.zmqspring.patch.PatchResult.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zmq.ZError;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JeroMqPatch}: runs {@link PatchProgram} in virtual machines that have
 * not loaded the classes yet.
 */
@Timeout(120)
class JeroMqPatchTests {

	private static final String[] LABELS = Stream.of(JeroMqPatch.values())
		.map(JeroMqPatch::label)
		.toArray(String[]::new);

	@Test
	void whenNothingHasUsedJeroMqThenAllAreApplied() throws Exception {
		String output = run(List.of("-cp", classPath()), "patch");
		assertThat(output).contains(all("APPLIED JeroMQ")).containsOnlyOnce("replies 200");
	}

	@Test
	void whenStartedAgainThenAllAreStillApplied() throws Exception {
		String output = run(List.of("-cp", classPath()), "patch", "patch");
		assertThat(output).contains(all("APPLIED JeroMQ"))
			.doesNotContain(State.NOT_POSSIBLE.name(), State.UNKNOWN_CLASS.name());
	}

	@Test
	void whenJeroMqWasUsedBeforeThenNoneIsPossibleAndRequestsWork() throws Exception {
		String output = run(List.of("-cp", classPath()), "use", "patch");
		assertThat(output).contains(all("NOT_POSSIBLE something used JeroMQ before this application context"))
			.contains("; without the patch, ")
			.containsPattern("WARN.* JeroMQ patch 'signaler': something used JeroMQ before")
			.contains("replies 200");
	}

	@Test
	void whenAllAreExcludedThenRequestsWorkWithoutThem() throws Exception {
		String output = run(List.of("-cp", classPath()), "exclude");
		assertThat(output).contains(all("EXCLUDED zmq.jeromq-patches excludes it"))
			.doesNotContain("but an earlier start", "WARN")
			.contains("replies 200");
	}

	@Test
	void whenAllAreExcludedTooLateThenTheySaySo() throws Exception {
		String output = run(List.of("-cp", classPath()), "patch", "exclude");
		assertThat(output).contains(all("EXCLUDED zmq.jeromq-patches excludes it, but an earlier start in this virtual "
				+ "machine has applied it"));
	}

	@ParameterizedTest
	@CsvSource({ "zmq/Signaler, signaler", "zmq/util/MultiMap, io-thread", "zmq/poll/PollerBase, io-thread",
			"zmq/poll/Poller, io-thread" })
	void whenClassIsAnotherThenItIsLeftAlone(String name, String label, @TempDir Path directory) throws Exception {
		ClassWriter other = new ClassWriter(0);
		new ClassReader(original(name)).accept(other, 0);
		Path file = directory.resolve(name + ".class");
		Files.createDirectories(file.getParent());
		Files.write(file, other.toByteArray());
		String output = run(List.of("-cp", directory + File.pathSeparator + classPath()), "patch");
		assertThat(output)
			.contains(label + " UNKNOWN_CLASS the class " + name.substring(name.lastIndexOf('/') + 1)
					+ " is not that of JeroMQ 0.6.0")
			.containsPattern("WARN.* JeroMQ patch '" + label + '\'')
			.contains(Stream.of(LABELS)
				.filter((candidate) -> !candidate.equals(label))
				.map((candidate) -> candidate + " APPLIED")
				.toList())
			.contains("replies 200");
	}

	@Test
	void whenJeroMqIsAModuleThenNoneIsPossibleAndRequestsWork() throws Exception {
		Map<Boolean, String> paths = Stream.of(classPath().split(File.pathSeparator))
			.collect(Collectors.partitioningBy((entry) -> Path.of(entry).getFileName().toString().startsWith("jeromq"),
					Collectors.joining(File.pathSeparator)));
		String output = run(List.of("-p", paths.get(true), "--add-modules", "ALL-MODULE-PATH", "-cp", paths.get(false)),
				"patch");
		assertThat(output).contains(all("NOT_POSSIBLE JeroMQ is on the module path")).contains("replies 200");
	}

	private static List<String> all(String result) {
		return Stream.of(LABELS).map((label) -> label + ' ' + result).toList();
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
		command.add(PatchProgram.class.getName());
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
