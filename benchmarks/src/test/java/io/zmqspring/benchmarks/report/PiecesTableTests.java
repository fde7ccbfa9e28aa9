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

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class PiecesTableTests {

	@Test
	void eachResultIsARow() {
		String table = PiecesTable.markdown(Piece.read(JsonMapper.shared().readTree("""
				[ { "benchmark" : "io.zmqspring.a.SendBenchmark.raw", "params" : { "size" : "256", "type" : "push" },
				    "primaryMetric" : { "score" : 1234.2, "scoreError" : 12.25 },
				    "secondaryMetrics" : { "gc.alloc.rate.norm" : { "score" : 112.4 } } },
				  { "benchmark" : "io.zmqspring.a.SendBenchmark.template",
				    "primaryMetric" : { "score" : 99.6, "scoreError" : "NaN" },
				    "secondaryMetrics" : { "gc.alloc.rate.norm" : { "score" : 136.0 } } } ]
				""")));
		assertThat(table).contains("| Send, raw | size 256, type push | 1,234 | 12 | 112 |\n",
				"| Send, template |  | 100 |  | 136 |\n");
	}

}
