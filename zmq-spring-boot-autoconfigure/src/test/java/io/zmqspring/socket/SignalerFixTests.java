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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zmq.ZError;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the changed class, and runs it in virtual machines that have not loaded it yet.
 */
@Timeout(120)
class SignalerFixTests {

	private static final String COUNT = "AtomicLong.incrementAndGet";

	private static final String WRITE = "Signaler.maksInterrupt";

	@Test
	void whenClassIsAsReleasedThenItWritesBeforeItCounts() throws IOException {
		List<String> send = calls(original()).get("send()V");
		assertThat(send.indexOf(WRITE)).isNotNegative().isLessThan(send.indexOf(COUNT));
	}

	@Test
	void whenClassIsFixedThenItCountsBeforeItWrites() throws IOException {
		List<String> send = calls(SignalerFix.fix(original())).get("send()V");
		assertThat(send).containsOnlyOnce(COUNT);
		assertThat(send.indexOf(COUNT)).isNotNegative().isLessThan(send.indexOf(WRITE));
	}

	@Test
	void whenClassIsFixedThenAllElseIsUntouched() throws IOException {
		Map<String, List<String>> before = calls(original());
		Map<String, List<String>> after = calls(SignalerFix.fix(original()));
		before.remove("send()V");
		after.remove("send()V");
		assertThat(after).isEqualTo(before).containsKey("recv()V");
	}

	@Test
	void whenNothingHasUsedJeroMqThenItIsApplied() throws Exception {
		assertThat(run(List.of("-cp", classPath()), "fix")).contains("JeroMQ wake-up fix: applied")
			.contains("state APPLIED")
			.contains("fixed true")
			.containsOnlyOnce("replies 200");
	}

	@Test
	void whenStartedAgainThenItIsStillApplied() throws Exception {
		assertThat(run(List.of("-cp", classPath()), "fix", "fix")).contains("state APPLIED")
			.contains("detail by an earlier start")
			.doesNotContain("NOT_POSSIBLE")
			.contains("fixed true");
	}

	@Test
	void whenJeroMqWasUsedBeforeThenItIsNotPossibleAndRequestsWork() throws Exception {
		assertThat(run(List.of("-cp", classPath()), "use", "fix")).contains("JeroMQ wake-up fix: not possible")
			.contains("state NOT_POSSIBLE")
			.contains("detail something used JeroMQ before")
			.contains("fixed false")
			.contains("replies 200");
	}

	@Test
	void whenItIsSwitchedOffThenRequestsWorkWithoutIt() throws Exception {
		assertThat(run(List.of("-cp", classPath()), "off")).contains("state OFF")
			.contains("detail zmq.fix-signaler is false")
			.contains("fixed false")
			.contains("replies 200");
	}

	@Test
	void whenClassIsAnotherThenItIsNotNeededAndLeftAlone(@TempDir Path directory) throws Exception {
		ClassWriter other = new ClassWriter(0);
		new ClassReader(original()).accept(other, 0);
		Path file = directory.resolve("zmq/Signaler.class");
		Files.createDirectories(file.getParent());
		Files.write(file, other.toByteArray());
		assertThat(run(List.of("-cp", directory + File.pathSeparator + classPath()), "fix"))
			.contains("state NOT_NEEDED")
			.contains("fixed false")
			.contains("replies 200");
	}

	@Test
	void whenJeroMqIsAModuleThenItIsNotPossibleAndRequestsWork() throws Exception {
		Map<Boolean, String> paths = Stream.of(classPath().split(File.pathSeparator))
			.collect(Collectors.partitioningBy((entry) -> Path.of(entry).getFileName().toString().startsWith("jeromq"),
					Collectors.joining(File.pathSeparator)));
		assertThat(
				run(List.of("-p", paths.get(true), "--add-modules", "ALL-MODULE-PATH", "-cp", paths.get(false)), "fix"))
			.contains("state NOT_POSSIBLE")
			.contains("detail JeroMQ is on the module path")
			.contains("fixed false")
			.contains("replies 200");
	}

	private static byte[] original() throws IOException {
		try (InputStream resource = ZError.class.getResourceAsStream("Signaler.class")) {
			return resource.readAllBytes();
		}
	}

	/**
	 * Return the calls that each method makes, in their order.
	 */
	private static Map<String, List<String>> calls(byte[] bytes) {
		Map<String, List<String>> calls = new LinkedHashMap<>();
		new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9) {

			@Override
			public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
					String[] exceptions) {
				List<String> called = new ArrayList<>();
				calls.put(name + descriptor, called);
				return new MethodVisitor(Opcodes.ASM9) {

					@Override
					public void visitMethodInsn(int opcode, String owner, String name, String descriptor,
							boolean isInterface) {
						called.add(owner.substring(owner.lastIndexOf('/') + 1) + '.' + name);
					}

				};
			}

		}, 0);
		return calls;
	}

	private static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private static String run(List<String> options, String... steps) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.add(SignalerProgram.class.getName());
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
