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

package io.zmqspring.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqEndpointHealthIndicator}.
 */
class ZmqEndpointHealthIndicatorTests {

	private ZmqSockets sockets = sockets();

	@AfterEach
	void stop() {
		this.sockets.stop();
	}

	@Test
	void whenEndpointIsBoundThenItIsUp() {
		start(endpoint("orders", EndpointType.REP, List.of("tcp://127.0.0.1:*"), List.of()));
		Health health = health("orders");
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).contains(entry("type", "rep"), entry("context", "default"),
				entry("socket", "open"), entry("peers", 0), entry("refusals", Map.of()), entry("pollerAlive", true),
				entry("waitingSenders", 0), entry("connect", Map.of()));
		assertThat(address(health, "bind", "tcp://127.0.0.1:*")).containsEntry("state", "bound")
			.hasEntrySatisfying("actual", (actual) -> assertThat(actual.toString()).matches("tcp://127.0.0.1:\\d+"));
	}

	@Test
	void whenEndpointIsStoppedThenItIsDown() {
		start(endpoint("orders", EndpointType.REP, List.of("tcp://127.0.0.1:*"), List.of()));
		this.sockets.stop();
		Health health = health("orders");
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).contains(entry("socket", "closed"), entry("pollerAlive", false));
	}

	@Test
	void whenAddressCannotBeBoundThenItIsDown() {
		start(endpoint("orders", EndpointType.REP, List.of("inproc://orders", "tcp://192.0.2.1:5555"), List.of()));
		Health health = health("orders");
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(address(health, "bind", "inproc://orders")).containsEntry("state", "bound");
		assertThat(address(health, "bind", "tcp://192.0.2.1:5555")).containsEntry("state", "failed")
			.containsKeys("attempts", "lastError");
		assertThat(health.getDetails().get("lastError").toString()).contains("192.0.2.1");
	}

	@Test
	void whenNobodyAnswersThenItIsDownUntilSomebodyDoes() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String address = "tcp://127.0.0.1:" + free.getLocalPort();
			free.close();
			start(endpoint("place", EndpointType.REQ, List.of(), List.of(address)));
			awaitHealth("place", (health) -> "retrying".equals(address(health, "connect", address).get("state")));
			assertThat(health("place").getStatus()).isEqualTo(Status.DOWN);
			ZmqSockets server = sockets(endpoint("orders", EndpointType.REP, List.of(address), List.of()));
			server.start();
			try {
				awaitHealth("place", (health) -> health.getStatus() == Status.UP);
				assertThat(address(health("place"), "connect", address)).containsEntry("state", "connected");
				awaitHealth("place",
						(health) -> Long.valueOf(0).equals(address(health, "connect", address).get("attempts")));
				assertThat(health("place").getDetails()).containsEntry("peers", 1);
			}
			finally {
				server.stop();
			}
			awaitHealth("place", (health) -> health.getStatus() == Status.DOWN);
		}
	}

	@Test
	void whenOneOfSeveralConnectsThenItIsUp() {
		start(endpoint("prices", EndpointType.PUB, List.of("inproc://prices"), List.of()),
				endpoint("watch", EndpointType.SUB, List.of(), List.of("inproc://prices", "tcp://host.invalid:5556")));
		awaitHealth("watch", (health) -> health.getStatus() == Status.UP);
		assertThat(address(health("watch"), "connect", "tcp://host.invalid:5556")).containsEntry("state", "failed")
			.hasEntrySatisfying("lastError", (error) -> assertThat(error.toString()).contains("host.invalid"));
	}

	@Test
	void whenEndpointBindsAndConnectsThenBindDecides() {
		start(endpoint("prices", EndpointType.SUB, List.of("inproc://prices"), List.of("tcp://host.invalid:5556")));
		assertThat(health("prices").getStatus()).isEqualTo(Status.UP);
	}

	private void start(ZmqEndpoint... endpoints) {
		this.sockets = sockets(endpoints);
		this.sockets.start();
	}

	private static ZmqSockets sockets(ZmqEndpoint... endpoints) {
		return new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(endpoints), Map.of(), List.of(), List.of());
	}

	private static ZmqEndpoint endpoint(String name, EndpointType type, List<String> bind, List<String> connect) {
		return ZmqEndpoint.builder(name, type)
			.bind(bind)
			.connect(connect)
			.options(SocketOptions.SAFE_DEFAULTS.with("reconnectInterval", Duration.ofMillis(10))
				.with("reconnectIntervalMax", Duration.ofMillis(10)))
			.failFast(false)
			.build();
	}

	private Health health(String endpoint) {
		return new ZmqEndpointHealthIndicator(this.sockets.get(endpoint)).health();
	}

	private void awaitHealth(String endpoint, Predicate<Health> condition) {
		await().atMost(Duration.ofSeconds(10)).until(() -> health(endpoint), condition);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> address(Health health, String side, String address) {
		return (Map<String, Object>) ((Map<String, Object>) health.getDetails().get(side)).get(address);
	}

}
