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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class ZmqEndpointTests {

	private final ZmqEndpoint full = new ZmqEndpoint("orders", EndpointType.SUB, "other", List.of("tcp://*:5555"),
			List.of("inproc://a"), List.of("EUR"), SocketOptions.NONE.with("sendHwm", 1).with("receiveHwm", 2), "json",
			Duration.ofSeconds(3), 9, 8, false);

	@Test
	void whenNothingElseIsSaidThenItHasTheDefaults() {
		ZmqEndpoint endpoint = ZmqEndpoint.of("orders", EndpointType.REQ, List.of("tcp://*:5555"),
				List.of("inproc://a"));
		assertThat(endpoint).isEqualTo(
				new ZmqEndpoint("orders", EndpointType.REQ, "default", List.of("tcp://*:5555"), List.of("inproc://a"),
						List.of(), SocketOptions.SAFE_DEFAULTS, null, Duration.ofSeconds(5), 65_536, 10_000, true));
	}

	@Test
	void whenOptionsAreGivenThenTheyAreLaidOverAndAllElseStays() {
		assertThat(this.full.withOptions(SocketOptions.NONE.with("receiveHwm", 5)))
			.isEqualTo(new ZmqEndpoint("orders", EndpointType.SUB, "other", List.of("tcp://*:5555"),
					List.of("inproc://a"), List.of("EUR"), SocketOptions.NONE.with("sendHwm", 1).with("receiveHwm", 5),
					"json", Duration.ofSeconds(3), 9, 8, false));
	}

	@Test
	void whenTopicsAreGivenThenTheyReplaceTheOthersAndAllElseStays() {
		assertThat(this.full.withTopics("USD", "")).isEqualTo(
				new ZmqEndpoint("orders", EndpointType.SUB, "other", List.of("tcp://*:5555"), List.of("inproc://a"),
						List.of("USD", ""), this.full.options(), "json", Duration.ofSeconds(3), 9, 8, false));
	}

	@Test
	void whenListsChangeThenTheEndpointDoesNot() {
		List<String> bind = new ArrayList<>(List.of("inproc://a"));
		List<String> connect = new ArrayList<>(List.of("inproc://b"));
		ZmqEndpoint endpoint = ZmqEndpoint.of("orders", EndpointType.PUSH, bind, connect);
		bind.clear();
		connect.clear();
		assertThat(endpoint.bind()).containsExactly("inproc://a");
		assertThat(endpoint.connect()).containsExactly("inproc://b");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> endpoint.bind().add("x"));
	}

	@Test
	void whenNameOrTypeIsMissingThenItIsAnError() {
		assertThatNullPointerException().isThrownBy(() -> ZmqEndpoint.of(null, EndpointType.PUSH, List.of(), List.of()))
			.withMessage("name");
		assertThatNullPointerException().isThrownBy(() -> ZmqEndpoint.of("orders", null, List.of(), List.of()))
			.withMessage("type");
	}

}
