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

import io.zmqspring.convert.ZmqHeaders;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReceivedMessage}.
 */
class ReceivedMessageTests {

	private final ReceivedMessage message = new ReceivedMessage("prices",
			ListenerFixture.framing(EndpointType.SUB).split(ZmqMessage.ofText("EUR", "1.17")));

	@Test
	void whenPayloadIsAskedForThenItIsThePayloadFrames() {
		assertThat(this.message.getPayload()).isEqualTo(ZmqMessage.ofText("1.17"));
	}

	@Test
	void whenHeadersAreAskedForThenTheyAreMadeOnce() {
		assertThat(this.message.getHeaders()).containsEntry(ZmqHeaders.ENDPOINT, "prices")
			.containsEntry(ZmqHeaders.TOPIC, "EUR")
			.isSameAs(this.message.getHeaders());
	}

	@Test
	void whenLoggedThenPayloadAndHeadersAreThere() {
		assertThat(this.message)
			.hasToString("ReceivedMessage [payload=['1.17'], headers=" + this.message.getHeaders() + "]");
	}

}
