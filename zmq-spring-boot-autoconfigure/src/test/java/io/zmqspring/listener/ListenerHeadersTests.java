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

import java.nio.charset.StandardCharsets;

import io.zmqspring.convert.ZmqHeaders;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link ListenerHeaders}.
 */
class ListenerHeadersTests {

	@Test
	void whenPatternHasNoHeadersThenThereIsOnlyTheEndpoint() {
		assertThat(
				new ListenerHeaders("jobs", ListenerFixture.framing(EndpointType.PULL).split(ZmqMessage.ofText("x"))))
			.containsExactly(entry(ZmqHeaders.ENDPOINT, "jobs"));
	}

	@Test
	void whenMessageHasTopicThenItIsText() {
		assertThat(new ListenerHeaders("prices",
				ListenerFixture.framing(EndpointType.SUB).split(ZmqMessage.ofText("EUR", "1.1"))))
			.containsOnly(entry(ZmqHeaders.ENDPOINT, "prices"), entry(ZmqHeaders.TOPIC, "EUR"));
	}

	@Test
	void whenMessageHasRoutingIdThenItIsBytes() {
		assertThat(new ListenerHeaders("orders",
				ListenerFixture.framing(EndpointType.REP).split(ZmqMessage.ofText("peer", "", "x"))))
			.containsOnly(entry(ZmqHeaders.ENDPOINT, "orders"),
					entry(ZmqHeaders.ROUTING_ID, "peer".getBytes(StandardCharsets.UTF_8)));
	}

}
