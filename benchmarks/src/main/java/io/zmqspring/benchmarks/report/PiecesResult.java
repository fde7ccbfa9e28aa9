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

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * What JMH said of the pieces: the content of their result file.
 *
 * @param date the day, as year-month-day
 * @param environment what it ran on
 * @param results JMH's own result, an array with an object for each piece
 */
public record PiecesResult(String date, Map<String, String> environment, JsonNode results) {

	public PiecesResult {
		environment = Collections.unmodifiableMap(new TreeMap<>(environment));
	}

	/**
	 * Return how, when and where the pieces were measured, in words.
	 */
	String circumstances() {
		JsonNode first = this.results.path(0);
		return first.path("measurementIterations").asInt() + " iterations of "
				+ first.path("measurementTime").asString() + " after " + first.path("warmupIterations").asInt() + " of "
				+ first.path("warmupTime").asString() + ", " + first.path("forks").asInt() + " JVM for each piece, on "
				+ this.date + ". " + String.join(", ", this.environment.values()) + ".\n"
				+ "`java -jar benchmarks/target/benchmarks.jar pieces`\n";
	}

}
