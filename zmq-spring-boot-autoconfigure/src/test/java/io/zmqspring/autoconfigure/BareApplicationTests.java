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

package io.zmqspring.autoconfigure;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@link BareApplication} in a virtual machine of its own, without any optional
 * library on the class path: there is no class loader that could find one after all.
 */
class BareApplicationTests {

	private static final List<String> REQUIRED = List.of("spring-boot-4", "spring-boot-autoconfigure-", "spring-core-",
			"spring-beans-", "spring-context-", "spring-aop-", "spring-expression-", "spring-messaging-",
			"micrometer-commons-", "micrometer-observation-", "commons-logging-", "jspecify-", "jeromq-", "jnacl-",
			"eddsa-");

	@Test
	void whenThereIsNoOptionalLibraryThenMessagesGoThrough() throws Exception {
		List<String> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter(BareApplicationTests::isRequired)
			.toList();
		assertThat(classPath).hasSizeGreaterThan(REQUIRED.size() / 2)
			.noneMatch((entry) -> entry.contains("jackson") || entry.contains("actuator"));
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				String.join(File.pathSeparator, classPath), BareApplication.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(output).contains("reply: echo: one");
			assertThat(process.exitValue()).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static boolean isRequired(String entry) {
		String name = Path.of(entry).getFileName().toString();
		return !name.endsWith(".jar") || REQUIRED.stream().anyMatch(name::startsWith);
	}

}
