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

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of what JMH says of the pieces: time and garbage of one operation.
 */
public final class PiecesTable {

	private PiecesTable() {
	}

	/**
	 * Return the table.
	 * @param results the content of JMH's result file in JSON
	 * @return the table in Markdown
	 */
	public static String markdown(String results) {
		StringBuilder table = new StringBuilder(
				"| piece | with | ns | ± | bytes of garbage |\n|---|---|---:|---:|---:|\n");
		for (JsonNode result : JsonMapper.shared().readTree(results)) {
			String[] name = result.get("benchmark").stringValue().split("\\.");
			JsonNode time = result.get("primaryMetric");
			JsonNode garbage = result.get("secondaryMetrics").get("gc.alloc.rate.norm");
			table.append(String.format(Locale.ROOT, "| %s, %s | %s | %,.0f | %s | %,.0f |\n",
					name[name.length - 2].replace("Benchmark", ""), name[name.length - 1], parameters(result),
					time.get("score").doubleValue(), error(time), garbage.get("score").doubleValue()));
		}
		return table.toString();
	}

	private static String parameters(JsonNode result) {
		StringBuilder parameters = new StringBuilder();
		JsonNode params = result.get("params");
		if (params != null) {
			params.properties()
				.forEach((entry) -> parameters.append((parameters.isEmpty()) ? "" : ", ")
					.append(entry.getKey())
					.append(' ')
					.append(entry.getValue().stringValue()));
		}
		return parameters.toString();
	}

	private static String error(JsonNode time) {
		JsonNode error = time.get("scoreError");
		return error.isNumber() ? String.format(Locale.ROOT, "%,.0f", error.doubleValue()) : "";
	}

}
