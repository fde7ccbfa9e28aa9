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

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointType}.
 */
class EndpointTypeTests {

	static Stream<Arguments> capabilities() {
		return Stream.of(capability("can send", EndpointType::canSend, "push, pub, dealer, router, xpub, xsub, pair"),
				capability("can listen", EndpointType::canListen, "rep, pull, sub, dealer, router, xpub, xsub, pair"),
				capability("can request", EndpointType::canRequest, "req, dealer"),
				capability("replies", EndpointType::replies, "rep, router"),
				capability("publishes", EndpointType::publishes, "pub, xpub"),
				capability("subscribes", EndpointType::subscribes, "sub, xsub"),
				capability("routes", EndpointType::routes, "router"));
	}

	private static Arguments capability(String name, Predicate<EndpointType> capability, String types) {
		return Arguments.argumentSet(name, capability, types);
	}

	@ParameterizedTest
	@MethodSource("capabilities")
	void whenTypeHasACapabilityThenItIsAmongThese(Predicate<EndpointType> capability, String types) {
		assertThat(Arrays.stream(EndpointType.values())
			.filter(capability)
			.map(EndpointType::label)
			.collect(Collectors.joining(", "))).isEqualTo(types);
	}

	@ParameterizedTest
	@EnumSource
	void whenLabelIsReadThenItIsTheType(EndpointType type) {
		assertThat(EndpointType.valueOf(type.label().toUpperCase(Locale.ROOT))).isEqualTo(type);
		assertThat(EndpointType.labels()).contains(type.label());
	}

	@Test
	void whenSeveralTypesFitThenTheyAreListedAsInASentence() {
		assertThat(EndpointType.labels(EndpointType::canSend))
			.isEqualTo("push, pub, dealer, router, xpub, xsub or pair");
		assertThat(EndpointType.labels(EndpointType::replies)).isEqualTo("rep or router");
		assertThat(EndpointType.labels(EndpointType::routes)).isEqualTo("router");
	}

}
