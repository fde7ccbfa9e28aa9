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

import java.util.List;

/**
 * A question, and who takes part in answering it.
 *
 * @param name the name on the command line and of the result file
 * @param title the question in words
 * @param figures what is shown, the first one with its least and greatest
 * @param contenders those who take part
 * @param targets what is to be reached
 * @param oneShot whether each window is a start of its own instead of a span of load
 */
public record Benchmark(String name, String title, List<Figure> figures, List<Contender> contenders,
		List<Target> targets, boolean oneShot) {

	public Benchmark {
		figures = List.copyOf(figures);
		contenders = List.copyOf(contenders);
		targets = List.copyOf(targets);
	}

}
