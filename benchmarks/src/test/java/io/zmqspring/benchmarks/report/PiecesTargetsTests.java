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

import java.util.Locale;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class PiecesTargetsTests {

	@Test
	void whatIsAboveRawIsThatOfTheSameParameters() {
		String table = markdown("[" + piece("SendBenchmark.raw", "transport", "tcp", 100) + ","
				+ piece("SendBenchmark.raw", "transport", "inproc", 10) + ","
				+ piece("SendBenchmark.template", "transport", "tcp", 300) + ","
				+ piece("SendBenchmark.template", "transport", "inproc", 211) + "]");
		assertThat(table).contains(
				"| a byte[] out, above raw | Send, template, transport tcp | 200 | ≤ 200 | reached |",
				"| a byte[] out, above raw | Send, template, transport inproc | 201 | ≤ 200 | **not reached** |");
	}

	@Test
	void garbageMustNotGrowWithTheEndpoints() {
		String table = markdown("[" + piece("ReceiveBenchmark.batch", "endpoints", "1000", 120) + ","
				+ piece("ReceiveBenchmark.batch", "endpoints", "10", 900) + ","
				+ piece("ReceiveBenchmark.batch", "endpoints", "1", 110) + ","
				+ piece("ReceiveBenchmark.single", "endpoints", "1", 100) + ","
				+ piece("SendAmongBenchmark.template", "endpoints", "1", 152) + ","
				+ piece("SendAmongBenchmark.template", "endpoints", "1000", 150) + ","
				+ piece("ReceiveBenchmark.single", "endpoints", "1000", 131) + "]");
		assertThat(table).contains("| 1000 endpoints, above 1 | SendAmong, template | -2 | ≤ 30 | reached |",
				"| 1000 endpoints, above 1 | Receive, batch | 10 | ≤ 30 | reached |",
				"| 1000 endpoints, above 1 | Receive, single | 31 | ≤ 30 | **not reached** |");
	}

	@Test
	void whatIsNotThereWasNotMeasured() {
		assertThat(markdown("[" + piece("SendBenchmark.template", "transport", "tcp", 300) + "]")).contains(
				"| Send, template, transport tcp |  | ≤ 200 | not measured |",
				"| Listener, workers |  | ≤ 200 | not measured |", "| Listener, poller |  | ≤ 200 | not measured |",
				"| SendAmong, template |  | ≤ 30 | not measured |", "| Receive, batch |  | ≤ 30 | not measured |",
				"| Receive, single |  | ≤ 30 | not measured |");
	}

	private static String markdown(String results) {
		return new PiecesTargets(Piece.read(JsonMapper.shared().readTree(results))).markdown();
	}

	private static String piece(String name, String parameter, String value, double garbage) {
		return String.format(Locale.ROOT, """
				{ "benchmark" : "io.zmqspring.a.%s", "params" : { "%s" : "%s" },
				  "primaryMetric" : { "score" : 1, "scoreError" : "NaN" },
				  "secondaryMetrics" : { "gc.alloc.rate.norm" : { "score" : %f } } }
				""", name, parameter, value, garbage);
	}

}
