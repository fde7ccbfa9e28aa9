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

/**
 * How much garbage something may make.
 *
 * @param what what it is
 * @param piece the piece that makes it
 * @param bytes the garbage, not a number if it was not measured
 * @param limit the bytes that it may be at most
 */
record PiecesTarget(String what, String piece, double bytes, double limit) {

	/**
	 * Return a row of a table in Markdown.
	 */
	String row() {
		if (Double.isNaN(this.bytes)) {
			return String.format(Locale.ROOT, "| %s | %s |  | ≤ %,.0f | not measured |", this.what, this.piece,
					this.limit);
		}
		return String.format(Locale.ROOT, "| %s | %s | %,.0f | ≤ %,.0f | %s |", this.what, this.piece, this.bytes,
				this.limit, (this.bytes <= this.limit) ? "reached" : "**not reached**");
	}

}
