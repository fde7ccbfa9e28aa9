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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One way of doing the work that a benchmark measures.
 *
 * @param name the name in tables
 * @param server the side that starts first
 * @param client the side that is told the server's address, {@code null} for none
 * @param settings what both sides are told
 */
public record Contender(String name, Class<? extends Side> server, @Nullable Class<? extends Side> client,
		Map<String, String> settings) {

	public Contender {
		settings = Map.copyOf(settings);
	}

}
