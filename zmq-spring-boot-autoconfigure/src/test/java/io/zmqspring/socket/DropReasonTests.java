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

package io.zmqspring.socket;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.zmqspring.endpoint.EndpointType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DropReason}.
 */
class DropReasonTests {

	@ParameterizedTest
	@CsvSource({ "REQ, late-reply", "DEALER, late-reply stopped", "REP, unroutable-reply unsent-reply stopped",
			"ROUTER, unroutable-reply unsent-reply stopped", "SUB, no-listener stopped", "XSUB, no-listener stopped",
			"PUB, subscriber-hwm", "XPUB, subscriber-hwm stopped", "PULL, stopped", "PAIR, stopped", "PUSH, ''" })
	void whenTypeIsKnownThenItHasTheReasonsThatItCanHave(EndpointType type, String reasons) {
		assertThat(DropReason.of(type).stream().map(DropReason::tag).collect(Collectors.joining(" ")))
			.isEqualTo(reasons);
	}

	@Test
	void whenAllTypesAreAskedThenEachReasonBelongsToOne() {
		assertThat(Arrays.stream(EndpointType.values()).flatMap((type) -> DropReason.of(type).stream()).distinct())
			.containsExactlyInAnyOrder(DropReason.values());
	}

}
