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

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NearestName}.
 */
class NearestNameTests {

	private static final List<String> KNOWN = List.of("orders", "market-data", "jobs");

	@Test
	void whenCharactersAreMissingOrSwappedThenNearestIsFound() {
		assertThat(NearestName.among("order", KNOWN)).isEqualTo("orders");
		assertThat(NearestName.among("ordres", KNOWN)).isEqualTo("orders");
		assertThat(NearestName.among("marketdata", KNOWN)).isEqualTo("market-data");
	}

	@Test
	void whenNeighboursAreSwappedThenThatIsOneMistake() {
		assertThat(NearestName.among("rpe", List.of("req", "rep"))).isEqualTo("rep");
		assertThat(NearestName.among("jbos", List.of("boss", "jobs"))).isEqualTo("jobs");
		assertThat(NearestName.among("usb", List.of("pub", "sub"))).isEqualTo("sub");
	}

	@Test
	void whenNamesAreSortedThenTheNearestComesFirst() {
		assertThat(NearestName.sorted("order", List.of("prices", "recorder", "orders", "order")))
			.containsExactly("order", "orders", "recorder", "prices");
	}

	@Test
	void whenNothingIsNearThenNoneIsFound() {
		assertThat(NearestName.among("invoices-archive", KNOWN)).isNull();
		assertThat(NearestName.didYouMean("invoices-archive", KNOWN)).isEmpty();
		assertThat(NearestName.among("orders", List.of())).isNull();
	}

	@Test
	void whenOneIsNearThenItIsAskedFor() {
		assertThat(NearestName.didYouMean("job", KNOWN)).isEqualTo(" Did you mean 'jobs'?");
	}

}
