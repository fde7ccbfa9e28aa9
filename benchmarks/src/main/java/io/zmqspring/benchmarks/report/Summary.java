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

package io.zmqspring.benchmarks.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Result;

/**
 * The targets of all results in one table.
 */
final class Summary {

	private static final String COMMIT = "commit";

	private Summary() {
	}

	static String markdown(Map<Benchmark, Result> results) {
		StringBuilder table = new StringBuilder("| | ratio | of | median | target | |\n|---|---|---|---:|---|---|\n");
		results.forEach((benchmark, result) -> {
			List<String> rows = new Table(benchmark, result).targetRows();
			rows.forEach((row) -> table.append("| ").append(benchmark.name()).append(' ').append(row).append('\n'));
		});
		boolean commits = results.values().stream().map(Summary::commit).distinct().count() > 1;
		boolean machines = results.values().stream().map(Summary::machine).distinct().count() > 1;
		if (commits || machines) {
			table.append("\nNot all are of the same ")
				.append(commits ? "commit" : "machine")
				.append((commits && machines) ? " and machine" : "")
				.append(": see below each table.\n");
		}
		return table.toString();
	}

	private static String commit(Result result) {
		return result.environment().getOrDefault(COMMIT, "");
	}

	private static Map<String, String> machine(Result result) {
		Map<String, String> machine = new HashMap<>(result.environment());
		machine.remove(COMMIT);
		return machine;
	}

}
