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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * What JMH says of one piece.
 *
 * @param name the name of its class without the ending "Benchmark", and of its method
 * @param parameters what it was run with
 * @param time the time of one operation in nanoseconds
 * @param error how far off that may be, not a number if JMH does not know
 * @param garbage the garbage of one operation in bytes
 */
record Piece(String name, Map<String, String> parameters, double time, double error, double garbage) {

	/**
	 * Read JMH's result.
	 * @param results an array with an object for each piece
	 */
	static List<Piece> read(JsonNode results) {
		List<Piece> pieces = new ArrayList<>();
		for (JsonNode result : results) {
			String[] name = result.get("benchmark").stringValue().split("\\.");
			Map<String, String> parameters = new LinkedHashMap<>();
			JsonNode params = result.get("params");
			if (params != null) {
				params.properties().forEach((entry) -> parameters.put(entry.getKey(), entry.getValue().stringValue()));
			}
			JsonNode time = result.get("primaryMetric");
			JsonNode error = time.get("scoreError");
			pieces.add(new Piece(name[name.length - 2].replace("Benchmark", "") + ", " + name[name.length - 1],
					parameters, time.get("score").doubleValue(), error.isNumber() ? error.doubleValue() : Double.NaN,
					result.get("secondaryMetrics").get("gc.alloc.rate.norm").get("score").doubleValue()));
		}
		return pieces;
	}

	/**
	 * Return whether this is the work without the starter.
	 */
	boolean raw() {
		return this.name.contains(", raw");
	}

	/**
	 * Return the name, and what it was run with.
	 */
	String title() {
		return this.parameters.isEmpty() ? this.name : this.name + ", " + with();
	}

	/**
	 * Return the parameters in words.
	 */
	String with() {
		return String.join(", ",
				this.parameters.entrySet().stream().map((entry) -> entry.getKey() + ' ' + entry.getValue()).toList());
	}

}
