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

package io.zmqspring.autoconfigure;

import java.util.Collection;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * Finds the known name that somebody who mistyped a name probably meant.
 */
final class NearestName {

	private NearestName() {
	}

	/**
	 * Return the known name that is nearest to an unknown one.
	 * @param name the unknown name
	 * @param known the known names
	 * @return the nearest name, or null if none is so near that it may have been meant
	 */
	static @Nullable String among(String name, Collection<String> known) {
		return known.stream()
			.filter((candidate) -> distance(name, candidate) <= Math.max(name.length(), candidate.length()) / 2)
			.min(Comparator.comparingInt((candidate) -> distance(name, candidate)))
			.orElse(null);
	}

	/**
	 * Return a question for the nearest name.
	 * @param name the unknown name
	 * @param known the known names
	 * @return a sentence with a space in front, or nothing if no name is near
	 */
	static String didYouMean(String name, Collection<String> known) {
		String nearest = among(name, known);
		return (nearest != null) ? " Did you mean '" + nearest + "'?" : "";
	}

	/**
	 * The Levenshtein distance: how many characters have to be put in, left out or
	 * changed.
	 */
	private static int distance(String from, String to) {
		int[] row = new int[to.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int changed = diagonal + ((from.charAt(i - 1) != to.charAt(j - 1)) ? 1 : 0);
				diagonal = row[j];
				row[j] = Math.min(changed, Math.min(row[j - 1], row[j]) + 1);
			}
		}
		return row[to.length()];
	}

}
