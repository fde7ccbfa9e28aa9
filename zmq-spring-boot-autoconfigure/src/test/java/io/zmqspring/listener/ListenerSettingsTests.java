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

package io.zmqspring.listener;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ListenerSettings}.
 */
class ListenerSettingsTests {

	@Test
	void whenPrefetchIsZeroThenItIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ListenerSettings(0, Duration.ZERO, false))
			.withMessageContaining("prefetch");
	}

	@Test
	void whenStopTimeoutIsNegativeThenItIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ListenerSettings(1, Duration.ofMillis(-1), false))
			.withMessageContaining("stopTimeout");
		assertThatNoException().isThrownBy(() -> new ListenerSettings(1, Duration.ZERO, false));
	}

}
