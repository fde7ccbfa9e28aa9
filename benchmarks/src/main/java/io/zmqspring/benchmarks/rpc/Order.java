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

package io.zmqspring.benchmarks.rpc;

import java.util.List;

/**
 * The object that contenders exchange: about 200 bytes of JSON.
 *
 * @param id the order's number
 * @param name the customer's name
 * @param amount the sum of money
 * @param items three lines of text
 */
public record Order(long id, String name, double amount, List<String> items) {

	/**
	 * Return an order.
	 * @return the order
	 */
	public static Order sample() {
		return new Order(4_711_000_815L, "Grace Brewster Murray Hopper, Arlington", 1_234.56, List
			.of("3 x copper wire, 29.98 cm", "1 x logbook with one moth, taped", "12 x punched tape, eight channels"));
	}

}
