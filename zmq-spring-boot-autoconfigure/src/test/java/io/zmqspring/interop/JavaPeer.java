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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program of the tests in a virtual machine of its own. Whoever starts one closes
 * it, which ends the program.
 */
public final class JavaPeer extends ChildProcess {

	private JavaPeer(Process process) {
		super(process);
	}

	/**
	 * Start a program.
	 * @param program the class with the main method
	 * @param options options of the virtual machine
	 * @param args the arguments of the program
	 * @return the program, which runs
	 */
	public static JavaPeer start(Class<?> program, List<String> options, String... args) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
		command.addAll(options);
		command.add(program.getName());
		command.addAll(List.of(args));
		try {
			return new JavaPeer(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
