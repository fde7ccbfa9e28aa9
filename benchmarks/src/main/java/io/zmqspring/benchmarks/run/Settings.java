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

/**
 * What one side of a contender is told at its start.
 *
 * @param values the settings by name
 */
public record Settings(Map<String, String> values) {

	/**
	 * The other side's address.
	 */
	public static final String ADDRESS = "address";

	/**
	 * The number of threads that make calls.
	 */
	public static final String CALLERS = "callers";

	/**
	 * The number of connections.
	 */
	public static final String CONNECTIONS = "connections";

	/**
	 * Where a listener runs, as its {@code dispatch} attribute has it.
	 */
	public static final String DISPATCH = "dispatch";

	/**
	 * The number of endpoints.
	 */
	public static final String ENDPOINTS = "endpoints";

	/**
	 * Where the service of gRPC runs.
	 */
	public static final String EXECUTOR = "executor";

	/**
	 * Whether the wake-up race of JeroMQ is cured.
	 */
	public static final String FIX_SIGNALER = "fix-signaler";

	/**
	 * Whether JeroMQ's I/O threads are cured of looking at all connections.
	 */
	public static final String FIX_IO_THREAD = "fix-io-thread";

	/**
	 * What is sent.
	 */
	public static final String PAYLOAD = "payload";

	/**
	 * The number of threads that all listeners have together.
	 */
	public static final String LISTENER_THREADS = "listener-threads";

	/**
	 * The number of threads that send.
	 */
	public static final String THREADS = "threads";

	public Settings {
		values = Map.copyOf(values);
	}

	/**
	 * Return the other side's address.
	 * @return the address
	 */
	public String address() {
		return text(ADDRESS);
	}

	/**
	 * Return a setting.
	 * @param name the setting's name
	 * @return the setting's value
	 * @throws IllegalArgumentException if there is no such setting
	 */
	public String text(String name) {
		String value = this.values.get(name);
		if (value == null) {
			throw new IllegalArgumentException("No setting '" + name + "' in " + this.values);
		}
		return value;
	}

	/**
	 * Return a setting or what stands for it where it is missing.
	 * @param name the setting's name
	 * @param otherwise the value without a setting
	 * @return the value
	 */
	public String text(String name, String otherwise) {
		return this.values.getOrDefault(name, otherwise);
	}

	/**
	 * Return a setting that is a number.
	 * @param name the setting's name
	 * @return the number
	 * @throws IllegalArgumentException if there is no such setting or it is no number
	 */
	public int number(String name) {
		return Integer.parseInt(text(name));
	}

	/**
	 * Return a setting that is a number, or what stands for it where it is missing.
	 * @param name the setting's name
	 * @param otherwise the number without a setting
	 * @return the number
	 * @throws IllegalArgumentException if it is no number
	 */
	public int number(String name, int otherwise) {
		return this.values.containsKey(name) ? number(name) : otherwise;
	}

}
