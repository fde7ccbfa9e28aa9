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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.zmqspring.endpoint.NearestName;

/**
 * Finds the environment variables that look like properties of the starter but are none:
 * Spring Boot ignores them. What is near to none is somebody else's and left alone.
 */
final class UnknownVariables {

	private final List<String> properties;

	/**
	 * Create a finder.
	 * @param endpoints the names of the endpoints
	 * @param contexts the names of the contexts
	 */
	UnknownVariables(Collection<String> endpoints, Collection<String> contexts) {
		this.properties = PropertyTree.all(Map.of("endpoints", endpoints, "contexts", contexts));
	}

	/**
	 * Return the variables that are not known.
	 * @param variables the names of the variables below {@code ZMQ_}
	 * @return for each that is not known the one that was probably meant
	 */
	Map<String, String> among(Collection<String> variables) {
		List<Pattern> known = this.properties.stream().map(UnknownVariables::pattern).toList();
		List<String> names = this.properties.stream().map(UnknownVariables::name).toList();
		Map<String, String> unknown = new TreeMap<>();
		for (String variable : variables) {
			String upper = variable.toUpperCase(Locale.ROOT);
			String nearest = NearestName.among(upper, names);
			if (nearest != null && known.stream().noneMatch((pattern) -> pattern.matcher(upper).matches())) {
				unknown.put(variable, nearest);
			}
		}
		return unknown;
	}

	private static String name(String property) {
		return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
	}

	/**
	 * A dash may be an underscore or left out, and a list has an index.
	 */
	private static Pattern pattern(String property) {
		return Pattern.compile(property.toUpperCase(Locale.ROOT).replace(".", "_").replace("-", "_?") + "(_\\d+_?)?");
	}

}
