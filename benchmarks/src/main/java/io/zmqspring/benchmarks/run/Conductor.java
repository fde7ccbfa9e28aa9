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

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import com.sun.management.OperatingSystemMXBean;

/**
 * Runs a benchmark: all contenders are started and warmed, and then take turns, each
 * round in another order, as often as the plan has starts. A round in which others used
 * the machine, or an operation failed, is marked and followed by another one. When a side
 * ends or does not answer after a round that counts, there are no more rounds.
 */
public final class Conductor {

	private static final Set<String> COUNTED = Set.of("nanos", "operations", "failures", "cpu");

	private static final Duration GLANCE = Duration.ofMillis(100);

	private static final int MOST_GLANCES = 50;

	private static final int CALM_GLANCES = 3;

	/** CPU seconds of both sides within a glance that are taken for rest. */
	private static final double REST = 0.02;

	private final Plan plan;

	private final PrintStream log;

	private final Supplier<MachineLoad> loads;

	/**
	 * Create a conductor.
	 * @param plan how long and how often to measure
	 * @param log where progress is shown
	 */
	public Conductor(Plan plan, PrintStream log) {
		this(plan, log, MachineLoad::now);
	}

	Conductor(Plan plan, PrintStream log, Supplier<MachineLoad> loads) {
		this.plan = plan;
		this.log = log;
		this.loads = loads;
	}

	/**
	 * Run a benchmark to its end.
	 * @param benchmark the benchmark
	 * @return all rounds
	 * @throws IllegalStateException if a side ends or does not answer before there is a
	 * round that counts
	 */
	public List<Round> run(Benchmark benchmark) {
		this.log.println(benchmark.name() + ": " + benchmark.title());
		List<Round> rounds = new ArrayList<>();
		try {
			for (int start = 1; start <= this.plan.starts(); start++) {
				run(benchmark, start, rounds);
			}
		}
		catch (IllegalStateException ex) {
			if (rounds.stream().allMatch(Round::disturbed)) {
				throw ex;
			}
			this.log.println("round " + (rounds.size() + 1) + " ends the benchmark: " + ex.getMessage());
		}
		return rounds;
	}

	private void run(Benchmark benchmark, int start, List<Round> rounds) {
		List<Pair> pairs = new ArrayList<>();
		try {
			for (Contender contender : benchmark.contenders()) {
				Pair pair = new Pair(contender);
				pairs.add(pair);
				if (!benchmark.oneShot()) {
					pair.start();
					warm(pair);
				}
			}
			takeTurns(benchmark, start, pairs, rounds);
		}
		finally {
			pairs.forEach(Pair::close);
		}
	}

	private void warm(Pair pair) {
		pair.begin();
		pause(this.plan.warmUp());
		pair.end();
		awaitRest(pair);
		long failures = pair.newFailures();
		if (failures > 0) {
			this.log.println(pair.contender.name() + ": " + failures + " FAILURES while it was warmed");
		}
	}

	private void takeTurns(Benchmark benchmark, int start, List<Pair> pairs, List<Round> rounds) {
		int most = rounds.size() + this.plan.mostRounds(start);
		for (int counted = 0; counted < this.plan.rounds(start) && rounds.size() < most;) {
			List<Pair> order = new ArrayList<>(pairs);
			Collections.shuffle(order);
			Round round = round(rounds.size() + 1, start, benchmark, order);
			rounds.add(round);
			counted += (round.disturbed()) ? 0 : 1;
			log(benchmark, round);
		}
	}

	private Round round(int number, int start, Benchmark benchmark, List<Pair> order) {
		List<Window> windows = new ArrayList<>();
		for (Pair pair : order) {
			windows.add(benchmark.oneShot() ? oneShot(pair) : window(pair));
		}
		return new Round(number, start, windows.stream().anyMatch(this::isDisturbed), windows);
	}

	private boolean isDisturbed(Window window) {
		return window.foreign() > this.plan.foreign() || window.failures() > 0;
	}

	private void log(Benchmark benchmark, Round round) {
		this.log.println("round " + round.number() + (round.disturbed() ? ", disturbed, does not count" : ""));
		for (Window window : round.windows()) {
			StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-28s", window.contender()));
			for (Figure figure : benchmark.figures()) {
				line.append(String.format(Locale.ROOT, " %,14.1f %s", figure.of(window), figure.title()));
			}
			line.append(String.format(Locale.ROOT, "  others %.0f %%", window.foreign() * 100));
			line.append((window.failures() > 0) ? "  FAILURES " + window.failures() : "");
			this.log.println(line);
		}
	}

	private Window window(Pair pair) {
		pair.begin();
		pause(this.plan.runIn());
		MachineLoad load = this.loads.get();
		double own = ownCpuSeconds(pair);
		Map<String, Double> before = pair.sample();
		pause(this.plan.window());
		Map<String, Double> after = pair.sample();
		double foreign = this.loads.get().foreignSince(load, ownCpuSeconds(pair) - own);
		pair.end();
		awaitRest(pair);
		boolean stoodStill = difference(before, after, "operations") == 0;
		return window(pair, before, after, pair.newFailures() + (stoodStill ? 1 : 0), foreign);
	}

	/**
	 * Wait until nothing is left to do of what was begun, messages under way and code to
	 * compile, so that it does not disturb the next contender; for a few seconds at most.
	 */
	private static void awaitRest(Pair pair) {
		double before = pair.cpuSeconds();
		int calm = 0;
		for (int i = 0; i < MOST_GLANCES && calm < CALM_GLANCES; i++) {
			pause(GLANCE);
			double now = pair.cpuSeconds();
			calm = (now - before <= REST) ? calm + 1 : 0;
			before = now;
		}
	}

	private Window oneShot(Pair pair) {
		MachineLoad load = this.loads.get();
		double own = ownCpuSeconds(pair);
		pair.start();
		try {
			Map<String, Double> after = pair.sample();
			double foreign = this.loads.get().foreignSince(load, ownCpuSeconds(pair) - own);
			return window(pair, Map.of(), after, pair.newFailures(), foreign);
		}
		finally {
			pair.close();
		}
	}

	private static Window window(Pair pair, Map<String, Double> before, Map<String, Double> after, long failures,
			double foreign) {
		Map<String, Double> figures = new LinkedHashMap<>(after);
		figures.keySet().removeAll(COUNTED);
		return new Window(pair.contender.name(), difference(before, after, "nanos") / 1e9,
				(long) difference(before, after, "operations"), failures, difference(before, after, "cpu") / 1e9,
				foreign, figures);
	}

	private static double difference(Map<String, Double> before, Map<String, Double> after, String name) {
		return after.getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0);
	}

	private static double ownCpuSeconds(Pair pair) {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return system.getProcessCpuTime() / 1e9 + pair.cpuSeconds();
	}

	private static void pause(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	/**
	 * Both sides of a contender.
	 */
	private final class Pair {

		private final Contender contender;

		private final List<PeerProcess> sides = new ArrayList<>();

		private long failures;

		Pair(Contender contender) {
			this.contender = contender;
		}

		void start() {
			Map<String, String> settings = new HashMap<>(this.contender.settings());
			PeerProcess server = new PeerProcess(this.contender.server(), settings, Conductor.this.plan.jvmArguments());
			this.sides.add(server);
			Class<? extends Side> client = this.contender.client();
			if (client != null) {
				settings.put(Settings.ADDRESS, server.address());
				this.sides.add(new PeerProcess(client, settings, Conductor.this.plan.jvmArguments()));
			}
		}

		void begin() {
			this.sides.forEach((side) -> side.tell(Peer.BEGIN));
		}

		void end() {
			for (int i = this.sides.size() - 1; i >= 0; i--) {
				this.sides.get(i).tell(Peer.END);
			}
		}

		/**
		 * Return the figures of both sides: counts and CPU times are added, the clock is
		 * that of the side which counts operations.
		 */
		Map<String, Double> sample() {
			Map<String, Double> sum = new LinkedHashMap<>();
			for (PeerProcess side : this.sides) {
				Map<String, Double> values = new LinkedHashMap<>();
				side.tell(Peer.SAMPLE).forEach((name, value) -> values.put(name, Double.valueOf(value)));
				boolean counts = values.getOrDefault("operations", 0.0) > 0;
				values.forEach((name, value) -> sum.merge(name, value,
						(first, second) -> name.equals("nanos") ? (counts ? second : first) : first + second));
			}
			return sum;
		}

		/**
		 * Return the failures since this was asked before.
		 */
		long newFailures() {
			long before = this.failures;
			this.failures = sample().getOrDefault("failures", 0.0).longValue();
			return this.failures - before;
		}

		double cpuSeconds() {
			return this.sides.stream().mapToDouble(PeerProcess::cpuSeconds).sum();
		}

		void close() {
			for (int i = this.sides.size() - 1; i >= 0; i--) {
				this.sides.get(i).close();
			}
			this.sides.clear();
			this.failures = 0;
		}

	}

}
