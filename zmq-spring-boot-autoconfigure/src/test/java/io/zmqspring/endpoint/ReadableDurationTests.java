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

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadableDuration}.
 */
class ReadableDurationTests {

	@ParameterizedTest
	@CsvSource({ "PT0S,0ms", "PT0.7S,700ms", "PT5S,5s", "PT1.5S,1500ms", "PT2M,120s", "PT-0.5S,-500ms",
			"PT0.0015S,1500us", "PT0.000000001S,1ns" })
	void whenWrittenThenItIsAsInProperties(Duration duration, String expected) {
		assertThat(ReadableDuration.of(duration)).isEqualTo(expected);
	}

}
