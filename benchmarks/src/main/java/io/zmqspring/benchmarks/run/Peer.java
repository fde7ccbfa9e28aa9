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
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a side's JVM. It makes the side, and then obeys what it reads: a
 * command a line, answered with a line of names and values. It ends with its input.
 */
public final class Peer {

	static final String MARK = "@peer ";

	static final String BEGIN = "begin";

	static final String END = "end";

	static final String SAMPLE = "sample";

	private Peer() {
	}

	/**
	 * Run one side.
	 * @param args the name of the side's class, then settings as {@code name=value}
	 */
	public static void main(String[] args) {
		PrintStream answers = System.out;
		System.setOut(System.err);
		try {
			run(args, answers);
		}
		catch (Throwable ex) {
			ex.printStackTrace();
			Runtime.getRuntime().halt(1);
		}
	}

	private static void run(String[] args, PrintStream answers) throws Exception {
		Map<String, String> settings = new LinkedHashMap<>();
		for (int i = 1; i < args.length; i++) {
			int separator = args[i].indexOf('=');
			settings.put(args[i].substring(0, separator), args[i].substring(separator + 1));
		}
		Side side = Class.forName(args[0])
			.asSubclass(Side.class)
			.getDeclaredConstructor(Settings.class)
			.newInstance(new Settings(settings));
		answers.println(MARK + Settings.ADDRESS + "=" + side.address());
		obey(side, answers);
		Thread patience = new Thread(Peer::endAnyway, "patience");
		patience.setDaemon(true);
		patience.start();
		side.end();
		side.close();
		Runtime.getRuntime().halt(0);
	}

	/**
	 * End a JVM whose side does not close.
	 */
	private static void endAnyway() {
		try {
			Thread.sleep(10_000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		Runtime.getRuntime().halt(1);
	}

	private static void obey(Side side, PrintStream answers) throws IOException {
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String command = commands.readLine(); command != null; command = commands.readLine()) {
			switch (command) {
				case BEGIN -> side.begin();
				case END -> side.end();
				case SAMPLE -> {
				}
				default -> throw new IllegalArgumentException(command);
			}
			answers.println(MARK + (command.equals(SAMPLE) ? sample(side) : ""));
		}
	}

	private static String sample(Side side) {
		StringBuilder line = new StringBuilder();
		add(line, "nanos", System.nanoTime());
		add(line, "operations", side.operations());
		add(line, "failures", side.failures());
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		add(line, "cpu", system.getProcessCpuTime());
		@Nullable Histogram times = side.times();
		if (times != null) {
			add(line, "p50", times.getValueAtPercentile(50) / 1_000.0);
			add(line, "p99", times.getValueAtPercentile(99) / 1_000.0);
		}
		side.figures().forEach((name, value) -> add(line, name, value));
		return line.toString();
	}

	private static void add(StringBuilder line, String name, Object value) {
		line.append(name).append('=').append(value).append(' ');
	}

}
