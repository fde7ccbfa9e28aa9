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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionLogTests {

	private final ConnectionLog log = new ConnectionLog("orders");

	@Test
	void whenTopicComesAgainThenItIsLoggedOnceAMinute(CapturedOutput output) {
		for (int i = 0; i < 100; i++) {
			this.log.log(item("one", "time " + i), i);
		}
		this.log.log(item("two", "other"), 100);
		assertThat(output).containsOnlyOnce("ZeroMQ endpoint 'orders': time 0")
			.contains("ZeroMQ endpoint 'orders': other")
			.doesNotContain("time 1");
		this.log.log(item("one", "later"), ConnectionLog.PAUSE);
		assertThat(output).contains("ZeroMQ endpoint 'orders': later (99 similar events were not logged)");
	}

	@Test
	void whenItemIsAWarningThenItIsLoggedAsOne(CapturedOutput output) {
		this.log.log(new ConnectionNews.Item("one", true, "refused", 1), 0);
		this.log.log(item("two", "connected"), 0);
		assertThat(output).containsPattern("WARN.*refused").containsPattern("INFO.*connected");
	}

	@Test
	void whenMuchHappensAtOnceThenAllOfItIsCounted(CapturedOutput output) {
		this.log.log(new ConnectionNews.Item("one", false, "thousandth", 1000), 0);
		assertThat(output).contains("thousandth (999 similar events were not logged)");
	}

	private static ConnectionNews.Item item(String topic, String text) {
		return new ConnectionNews.Item(topic, false, text, 1);
	}

}
