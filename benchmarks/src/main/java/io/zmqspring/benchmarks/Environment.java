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

package io.zmqspring.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the benchmarks run on.
 */
final class Environment {

	private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

	private Environment() {
	}

	static Map<String, String> describe() throws IOException {
		Map<String, String> environment = new TreeMap<>();
		environment.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
		environment.put("system", System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
		environment.put("cores", Runtime.getRuntime().availableProcessors() + " cores");
		if (Files.isReadable(PROCESSORS)) {
			Files.readAllLines(PROCESSORS)
				.stream()
				.filter((line) -> line.startsWith("model name"))
				.findFirst()
				.ifPresent((line) -> environment.put("processor", line.substring(line.indexOf(':') + 1).trim()));
		}
		String commit = git("rev-parse", "--short", "HEAD");
		if (!commit.isEmpty()) {
			boolean changed = !git("status", "--porcelain", "--", ".", ":!benchmarks/results", ":!docs").isEmpty();
			environment.put("commit", "commit " + commit + (changed ? ", changed" : ""));
		}
		return environment;
	}

	/**
	 * Return what git says, or nothing where there is none.
	 */
	private static String git(String... arguments) {
		List<String> command = new ArrayList<>(List.of("git"));
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
			return (process.waitFor() == 0) ? said : "";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "";
		}
		catch (IOException ex) {
			return "";
		}
	}

}
