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

	private static final List<Address> BIND = List.of(Address.parse("tcp://*:5555"));

	private static final List<Address> CONNECT = List.of(Address.parse("inproc://a"));

	private final ZmqEndpoint full = new ZmqEndpoint("orders", EndpointType.SUB, "other", BIND, CONNECT, List.of("EUR"),
			SocketOptions.NONE.with("sendHwm", 1).with("receiveHwm", 2), "json", Duration.ofSeconds(3), 9, 8, false);

	@Test
	void whenNothingElseIsSaidThenItHasTheDefaults() {
		ZmqEndpoint endpoint = ZmqEndpoint.of("orders", EndpointType.REQ, List.of("tcp://*:5555"),
				List.of("inproc://a"));
		assertThat(endpoint).isEqualTo(new ZmqEndpoint("orders", EndpointType.REQ, "default", BIND, CONNECT, List.of(),
				SocketOptions.SAFE_DEFAULTS, null, Duration.ofSeconds(5), 65_536, 10_000, true));
	}

	@Test
	void whenBuilderSetsAllThenTheEndpointHasIt() {
		assertThat(ZmqEndpoint.builder("orders", EndpointType.SUB)
			.context("other")
			.bind(List.of("tcp://*:5555"))
			.connect(List.of("inproc://a"))
			.topics(List.of("EUR"))
			.options(this.full.options())
			.codec("json")
			.requestTimeout(Duration.ofSeconds(3))
			.maxPendingRequests(9)
			.maxRememberedTopics(8)
			.failFast(false)
			.build()).isEqualTo(this.full);
	}

	@Test
	void whenBuilderChangesNothingThenTheEndpointIsTheSame() {
		assertThat(this.full.toBuilder().build()).isEqualTo(this.full);
	}

	@Test
	void whenAddressIsMalformedThenTheExceptionNamesEndpointAndProperty() {
		assertThatExceptionOfType(ZmqInvalidEndpointException.class)
			.isThrownBy(() -> ZmqEndpoint.of("orders", EndpointType.REP, List.of("tcp://host"), List.of()))
			.withMessage("ZeroMQ endpoint 'orders': zmq.endpoints.orders.bind is invalid: "
					+ "\"tcp://host\" has no host and port")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("\"tcp://host:5555\""));
		assertThatExceptionOfType(ZmqInvalidEndpointException.class)
			.isThrownBy(() -> ZmqEndpoint.of("orders", EndpointType.REP, List.of(), List.of("5555")))
			.withMessageContaining("zmq.endpoints.orders.connect is invalid");
	}

	@Test
	void whenOptionsAreGivenThenTheyAreLaidOverAndAllElseStays() {
		assertThat(this.full.withOptions(SocketOptions.NONE.with("receiveHwm", 5)))
			.isEqualTo(new ZmqEndpoint("orders", EndpointType.SUB, "other", BIND, CONNECT, List.of("EUR"),
					SocketOptions.NONE.with("sendHwm", 1).with("receiveHwm", 5), "json", Duration.ofSeconds(3), 9, 8,
					false));
	}

	@Test
	void whenTopicsAreGivenThenTheyReplaceTheOthersAndAllElseStays() {
		assertThat(this.full.withTopics("USD", "")).isEqualTo(new ZmqEndpoint("orders", EndpointType.SUB, "other", BIND,
				CONNECT, List.of("USD", ""), this.full.options(), "json", Duration.ofSeconds(3), 9, 8, false));
	}

	@Test
	void whenListsChangeThenTheEndpointDoesNot() {
		List<Address> bind = new ArrayList<>(BIND);
		List<Address> connect = new ArrayList<>(CONNECT);
		ZmqEndpoint endpoint = new ZmqEndpoint("orders", EndpointType.PUSH, "default", bind, connect, List.of(),
				SocketOptions.NONE, null, Duration.ofSeconds(3), 9, 8, false);
		bind.clear();
		connect.clear();
		assertThat(endpoint.bind()).isEqualTo(BIND);
		assertThat(endpoint.connect()).isEqualTo(CONNECT);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> endpoint.bind().clear());
	}

	@Test
	void whenNameOrTypeIsMissingThenItIsAnError() {
		assertThatNullPointerException().isThrownBy(() -> ZmqEndpoint.of(null, EndpointType.PUSH, List.of(), List.of()))
			.withMessage("name");
		assertThatNullPointerException().isThrownBy(() -> ZmqEndpoint.of("orders", null, List.of(), List.of()))
			.withMessage("type");
	}

}
