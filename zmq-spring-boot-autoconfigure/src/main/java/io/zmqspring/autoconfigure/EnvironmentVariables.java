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
import java.util.stream.Stream;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The environment variables that set endpoints. A variable has no dash: one in the name
 * of an endpoint is either written as an underscore or left out. Spring Boot reads both
 * for an endpoint that it knows from elsewhere, but takes the latter for one more
 * endpoint as well.
 */
final class EnvironmentVariables {

	private static final String PREFIX = "ZMQ_ENDPOINTS_";

	private final List<String> names;

	EnvironmentVariables(ConfigurableEnvironment environment) {
		this.names = environment.getPropertySources()
			.stream()
			.filter(SystemEnvironmentPropertySource.class::isInstance)
			.flatMap((source) -> Stream.of(((SystemEnvironmentPropertySource) source).getPropertyNames()))
			.filter((name) -> startsWith(name, PREFIX))
			.distinct()
			.sorted()
			.toList();
	}

	/**
	 * Return the variables that can be meant for an endpoint.
	 * @param endpoint the name of the endpoint
	 * @return the names of the variables
	 */
	List<String> of(String endpoint) {
		return this.names.stream()
			.filter((name) -> startsWith(name, dashless(endpoint)) || startsWith(name, underscored(endpoint)))
			.toList();
	}

	/**
	 * Return the variables that can be meant for none of the endpoints.
	 * @param endpoints the names of the endpoints
	 * @return the names of the variables
	 */
	List<String> ofNoneOf(Collection<String> endpoints) {
		return this.names.stream()
			.filter((name) -> endpoints.stream().noneMatch((it) -> of(it).contains(name)))
			.toList();
	}

	/**
	 * Return how the same variable is written for another endpoint.
	 * @param variable the name of the variable
	 * @param from the endpoint that it is written for, without dashes
	 * @param to the other endpoint
	 * @return the name of the variable with dashes as underscores
	 */
	static String rename(String variable, String from, String to) {
		return underscored(to) + variable.substring(dashless(from).length());
	}

	private static boolean startsWith(String name, String prefix) {
		return name.toUpperCase(Locale.ROOT).startsWith(prefix);
	}

	private static String dashless(String endpoint) {
		return PREFIX + endpoint.replace("-", "").toUpperCase(Locale.ROOT) + '_';
	}

	private static String underscored(String endpoint) {
		return PREFIX + endpoint.replace('-', '_').toUpperCase(Locale.ROOT) + '_';
	}

}
