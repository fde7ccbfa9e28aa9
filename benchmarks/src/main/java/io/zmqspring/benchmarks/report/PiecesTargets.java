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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the pieces reach their targets: how much more garbage a message may make than
 * with a raw socket, and that none grows with the number of endpoints.
 */
final class PiecesTargets {

	private static final double ABOVE_RAW = 200;

	/**
	 * One object or two, as the compiler's decisions differ from run to run. The smallest
	 * one for each of 1,000 endpoints would be some 60 bytes for each message of a batch,
	 * and 16,000 for each single one.
	 */
	private static final double NOTHING = 30;

	private static final String ENDPOINTS = "endpoints";

	private final List<Piece> pieces;

	PiecesTargets(List<Piece> pieces) {
		this.pieces = pieces;
	}

	List<PiecesTarget> all() {
		List<PiecesTarget> targets = new ArrayList<>();
		targets.addAll(aboveRaw("a byte[] out, above raw", "Send, template", "Send, raw"));
		targets.addAll(aboveRaw("a byte[] in, above raw", "Listener, workers", "Listener, raw"));
		targets.addAll(aboveRaw("a byte[] in, above raw", "Listener, poller", "Listener, raw"));
		targets.add(growth("SendAmong, template"));
		targets.add(growth("Receive, batch"));
		targets.add(growth("Receive, single"));
		return targets;
	}

	String markdown() {
		return "| garbage of a message | piece | bytes | target | |\n|---|---|---:|---:|---|\n"
				+ all().stream().map(PiecesTarget::row).collect(Collectors.joining("\n", "", "\n"));
	}

	private List<PiecesTarget> aboveRaw(String what, String name, String raw) {
		List<PiecesTarget> targets = new ArrayList<>();
		for (Piece piece : named(name)) {
			double rest = named(raw).stream()
				.filter((other) -> other.parameters().equals(piece.parameters()))
				.mapToDouble(Piece::garbage)
				.findFirst()
				.orElse(Double.NaN);
			targets.add(new PiecesTarget(what, piece.title(), piece.garbage() - rest, ABOVE_RAW));
		}
		return targets.isEmpty() ? List.of(new PiecesTarget(what, name, Double.NaN, ABOVE_RAW)) : targets;
	}

	private PiecesTarget growth(String name) {
		List<Piece> ascending = named(name).stream().sorted(Comparator.comparingInt(PiecesTargets::endpoints)).toList();
		if (ascending.size() < 2) {
			return new PiecesTarget("more endpoints, above one", name, Double.NaN, NOTHING);
		}
		Piece first = ascending.get(0);
		Piece last = ascending.get(ascending.size() - 1);
		return new PiecesTarget(endpoints(last) + " endpoints, above " + endpoints(first), name,
				last.garbage() - first.garbage(), NOTHING);
	}

	private List<Piece> named(String name) {
		return this.pieces.stream().filter((piece) -> piece.name().equals(name)).toList();
	}

	private static int endpoints(Piece piece) {
		return Integer.parseInt(piece.parameters().getOrDefault(ENDPOINTS, "0"));
	}

}
