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

import java.util.List;
import java.util.Locale;

/**
 * The table of what JMH says of the pieces: time and garbage of one operation.
 */
final class PiecesTable {

	private PiecesTable() {
	}

	static String markdown(List<Piece> pieces) {
		StringBuilder table = new StringBuilder(
				"| piece | with | ns | ± | bytes of garbage |\n|---|---|---:|---:|---:|\n");
		for (Piece piece : pieces) {
			String error = Double.isNaN(piece.error()) ? "" : number(piece.error());
			table.append(String.format(Locale.ROOT, "| %s | %s | %s | %s | %s |\n", piece.name(), piece.with(),
					number(piece.time()), error, number(piece.garbage())));
		}
		return table.toString();
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%,.0f", value);
	}

}
