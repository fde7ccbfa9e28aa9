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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The command line as it was written. Java decodes it in the locale's charset, and in a
 * container without a locale that is ASCII: every other letter is gone before
 * {@code main} is called. Linux still has the bytes.
 */
final class NativeArguments {

	private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

	private NativeArguments() {
	}

	static List<String> decode(String... args) {
		boolean damaged = Arrays.stream(args).anyMatch((arg) -> arg.indexOf('\uFFFD') >= 0);
		if (damaged && Files.isReadable(COMMAND_LINE)) {
			try {
				return last(args.length, Files.readString(COMMAND_LINE, StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				System.err.println("Some arguments are not in the charset of the locale: " + ex.getMessage());
			}
		}
		return List.of(args);
	}

	static List<String> last(int count, String commandLine) {
		List<String> all = Arrays.asList(commandLine.split("\0", -1));
		int end = all.size() - 1;
		return all.subList(end - count, end);
	}

}
