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

package io.zmqspring.endpoint;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the known name that somebody who mistyped a name probably meant.
 */
public final class NearestName {

	private NearestName() {
	}

	/**
	 * Return the known name that is nearest to an unknown one.
	 * @param name the unknown name
	 * @param known the known names
	 * @return the nearest name, or null if none is so near that it may have been meant
	 */
	public static @Nullable String among(String name, Collection<String> known) {
		return sorted(name, known).stream()
			.filter((candidate) -> distance(name, candidate) <= Math.max(name.length(), candidate.length()) / 2)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the known names in the order of how near they are to an unknown one.
	 * @param name the unknown name
	 * @param known the known names
	 * @return the known names, the nearest first
	 */
	public static List<String> sorted(String name, Collection<String> known) {
		return known.stream().sorted(Comparator.comparingInt((candidate) -> distance(name, candidate))).toList();
	}

	/**
	 * Return a question for the nearest name.
	 * @param name the unknown name
	 * @param known the known names
	 * @return a sentence with a space in front, or nothing if no name is near
	 */
	public static String didYouMean(String name, Collection<String> known) {
		String nearest = among(name, known);
		return (nearest != null) ? " Did you mean '" + nearest + "'?" : "";
	}

	/**
	 * Return how many characters have to be put in, left out, changed, or swapped with
	 * their neighbour, to make one text the other (optimal string alignment).
	 */
	private static int distance(String from, String to) {
		int[][] distances = new int[from.length() + 1][to.length() + 1];
		for (int i = 0; i <= from.length(); i++) {
			for (int j = 0; j <= to.length(); j++) {
				distances[i][j] = (i == 0 || j == 0) ? i + j : step(distances, from, i, to, j);
			}
		}
		return distances[from.length()][to.length()];
	}

	private static int step(int[][] distances, String from, int i, String to, int j) {
		int changed = distances[i - 1][j - 1] + ((from.charAt(i - 1) != to.charAt(j - 1)) ? 1 : 0);
		int best = Math.min(changed, Math.min(distances[i][j - 1], distances[i - 1][j]) + 1);
		if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1)) {
			best = Math.min(best, distances[i - 2][j - 2] + 1);
		}
		return best;
	}

}
