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

package io.zmqspring.benchmarks.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A side in a JVM of its own, seen from the conductor.
 */
final class PeerProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final String GONE = "gone";

	private final Class<? extends Side> type;

	private final Process process;

	private final Writer commands;

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final String address;

	PeerProcess(Class<? extends Side> type, Map<String, String> settings, List<String> jvmArguments) {
		this.type = type;
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmArguments);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), Peer.class.getName(), type.getName()));
		settings.forEach((name, value) -> command.add(name + "=" + value));
		try {
			this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.commands = new BufferedWriter(
				new OutputStreamWriter(this.process.getOutputStream(), StandardCharsets.UTF_8));
		Thread reader = new Thread(this::read, "answers of " + type.getSimpleName());
		reader.setDaemon(true);
		reader.start();
		this.address = answer().getOrDefault(Settings.ADDRESS, "");
	}

	String address() {
		return this.address;
	}

	Map<String, String> tell(String command) {
		try {
			this.commands.write(command + "\n");
			this.commands.flush();
		}
		catch (IOException ex) {
			throw new IllegalStateException(this.type.getSimpleName() + " has ended", ex);
		}
		return answer();
	}

	double cpuSeconds() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
	}

	@Override
	public void close() {
		try {
			this.commands.close();
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (IOException ex) {
			this.process.destroyForcibly();
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private Map<String, String> answer() {
		try {
			String answer = this.answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			if (answer == null || answer.equals(GONE)) {
				this.process.destroyForcibly();
				throw new IllegalStateException(
						this.type.getSimpleName() + ((answer != null) ? " has ended" : " does not answer"));
			}
			return values(answer);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith(Peer.MARK)) {
					this.answers.add(line.substring(Peer.MARK.length()));
				}
			}
		}
		catch (IOException ex) {
			System.err.println("Cannot read from " + this.type.getSimpleName() + ": " + ex);
		}
		this.answers.add(GONE);
	}

	private static Map<String, String> values(String answer) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String value : answer.trim().split(" ")) {
			int separator = value.indexOf('=');
			if (separator > 0) {
				values.put(value.substring(0, separator), value.substring(separator + 1));
			}
		}
		return values;
	}

}
