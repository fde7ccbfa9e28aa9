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

import java.time.Duration;
import java.util.List;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqInvalidEndpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EndpointValidator}.
 */
class EndpointValidatorTests {

	@ParameterizedTest
	@ValueSource(strings = { "tcp://*:5555", "tcp://127.0.0.1:0", "tcp://127.0.0.1:*", "tcp://[::1]:5555",
			"tcp://host-1.example.org:65535", "inproc://name" })
	void whenAddressCanBeBoundThenItIsAccepted(String address) {
		validate(ZmqEndpoint.of("a", EndpointType.PULL, List.of(address), List.of()));
	}

	@ParameterizedTest
	@CsvSource({ "tcp://*:5555, has no host to connect to", "tcp://host:0, has no port to connect to",
			"tcp://host:*, has no port to connect to" })
	void whenAddressCannotBeConnectedToThenItIsAMistake(String address, String reason) {
		assertMistake(ZmqEndpoint.of("a", EndpointType.PULL, List.of(), List.of(address)), "connect", reason);
	}

	@Test
	void whenTransportIsIpcThenItIsAMistakeAndTheAlternativesAreNamed() {
		List<String> ipc = List.of("ipc:///tmp/orders");
		assertMistake(ZmqEndpoint.of("a", EndpointType.PULL, ipc, List.of()), "bind", "\"ipc:///tmp/orders\"");
		assertMistake(ZmqEndpoint.of("a", EndpointType.PULL, List.of(), ipc), "connect", "is not supported");
		assertThatExceptionOfType(ZmqInvalidEndpointException.class)
			.isThrownBy(() -> validate(ZmqEndpoint.of("a", EndpointType.PULL, ipc, List.of())))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("tcp on the loopback interface").contains("inproc"));
	}

	@Test
	void whenAddressIsThereTwiceThenItIsAMistake() {
		List<String> twice = List.of("tcp://a:1", "tcp://a:1");
		assertMistake(ZmqEndpoint.of("a", EndpointType.PULL, List.of(), twice), "connect", "is there twice");
		validate(ZmqEndpoint.of("a", EndpointType.PULL, List.of("tcp://127.0.0.1:0", "tcp://127.0.0.1:0"), List.of()));
		validate(ZmqEndpoint.of("a", EndpointType.PULL, List.of("inproc://a"), List.of("inproc://a")));
	}

	@Test
	void whenThereIsNoAddressThenItIsAMistake() {
		assertMistake(ZmqEndpoint.of("a", EndpointType.PULL, List.of(), List.of()), "bind", "no address");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Orders", "my_orders", "a.b", "" })
	void whenNameHasOtherCharactersThenItIsAMistake(String name) {
		assertMistake(ZmqEndpoint.of(name, EndpointType.PULL, List.of("inproc://a"), List.of()), "type",
				"other characters");
	}

	@Test
	void whenAnythingButSubAndXsubHasTopicsThenItIsAMistake() {
		assertMistake(ZmqEndpoint.of("a", EndpointType.PUB, List.of("inproc://a"), List.of()).withTopics("x"), "topics",
				"only a sub or xsub endpoint");
		validate(ZmqEndpoint.of("a", EndpointType.SUB, List.of("inproc://a"), List.of()).withTopics("x"));
		validate(ZmqEndpoint.of("a", EndpointType.XSUB, List.of("inproc://a"), List.of()).withTopics("x"));
	}

	@Test
	void whenRequestsCannotBeMadeThenItIsAMistake() {
		assertMistake(requests(Duration.ZERO, 1), "request-timeout", "must wait");
		assertMistake(requests(Duration.ofMillis(-1), 1), "request-timeout", "must wait");
		assertMistake(requests(Duration.ofMillis(1), 0), "max-pending-requests", "1 or more");
		assertMistake(topics(-1), "max-remembered-topics", "0 or more");
	}

	private static ZmqEndpoint requests(Duration timeout, int pending) {
		return endpoint(timeout, pending, 0);
	}

	private static ZmqEndpoint topics(int remembered) {
		return endpoint(Duration.ofSeconds(1), 1, remembered);
	}

	private static ZmqEndpoint endpoint(Duration timeout, int pending, int remembered) {
		return ZmqEndpoint.builder("a", EndpointType.REQ)
			.bind(List.of("inproc://a"))
			.requestTimeout(timeout)
			.maxPendingRequests(pending)
			.maxRememberedTopics(remembered)
			.build();
	}

	@Test
	void whenHeartbeatWouldNotNoticeADeadPeerThenItIsAMistake() {
		ZmqEndpoint endpoint = ZmqEndpoint.of("a", EndpointType.PULL, List.of("inproc://a"), List.of());
		assertMistake(Endpoints.option(endpoint, "heartbeatTimeout", Duration.ofSeconds(5)),
				"options.heartbeat-timeout", "not shorter");
		assertMistake(Endpoints.option(endpoint, "heartbeatInterval", Duration.ofSeconds(3)),
				"options.heartbeat-timeout", "not shorter");
		validate(Endpoints.option(endpoint, "heartbeatInterval", Duration.ZERO));
	}

	@Test
	void whenConnectRoutingIdHasNotOneAddressThenItIsAMistake() {
		ZmqEndpoint two = ZmqEndpoint.of("a", EndpointType.ROUTER, List.of(), List.of("tcp://a:1", "tcp://b:1"));
		assertMistake(Endpoints.option(two, "connectRoutingId", "peer"), "options.connect-routing-id",
				"names one peer");
	}

	private static void validate(ZmqEndpoint endpoint) {
		EndpointValidator.validate(endpoint, SocketOptions.NONE);
	}

	private static void assertMistake(ZmqEndpoint endpoint, String property, String reason) {
		assertThatExceptionOfType(ZmqInvalidEndpointException.class).isThrownBy(() -> validate(endpoint))
			.withMessageContaining("'" + endpoint.name() + "'")
			.withMessageContaining(reason)
			.satisfies(
					(ex) -> assertThat(ex.getProperty()).isEqualTo("zmq.endpoints." + endpoint.name() + "." + property))
			.satisfies((ex) -> assertThat(ex.getAction()).isNotBlank());
	}

}
