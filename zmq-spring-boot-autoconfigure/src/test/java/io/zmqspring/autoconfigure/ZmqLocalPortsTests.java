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

package io.zmqspring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqLocalPorts}.
 */
class ZmqLocalPortsTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	private ZmqSockets sockets = sockets(List.of());

	private ZmqLocalPorts ports = new ZmqLocalPorts(this.sockets, this.environment);

	@AfterEach
	void stop() {
		this.ports.stop();
		this.sockets.stop();
	}

	@Test
	void whenEndpointIsBoundThenItsPortIsPublished() throws IOException {
		start("tcp://127.0.0.1:*");
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port("market-data"))) {
			assertThat(client.isConnected()).isTrue();
		}
		EnumerablePropertySource<?> source = (EnumerablePropertySource<?>) this.environment.getPropertySources()
			.get("zmq.ports");
		assertThat(source.getPropertyNames()).containsExactly("local.zmq.market-data.port");
	}

	@Test
	void whenEndpointHasSeveralAddressesThenFirstOverTcpCounts() {
		start("inproc://market-data", "tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
		assertThat("tcp://127.0.0.1:" + port("market-data"))
			.isEqualTo(this.sockets.get("market-data").snapshot().connections().get(1).actual());
	}

	@Test
	void whenEndpointIsNotBoundOverTcpThenNothingIsPublished() {
		start("inproc://market-data");
		assertThat(port("market-data")).isNull();
		assertThat(port("unknown")).isNull();
		assertThat(this.environment.getProperty("local.server.port")).isNull();
	}

	@Test
	void whenStoppedThenNothingIsPublished() {
		start("tcp://127.0.0.1:*");
		assertThat(this.ports.isRunning()).isTrue();
		this.ports.stop();
		assertThat(port("market-data")).isNull();
		assertThat(this.ports.isRunning()).isFalse();
	}

	@Test
	void whenSocketsAreRestartedThenPortIsTheNewOne() {
		start("tcp://127.0.0.1:*");
		this.sockets.stop();
		assertThat(port("market-data")).isNull();
		this.sockets.start();
		assertThat("tcp://127.0.0.1:" + port("market-data"))
			.isEqualTo(this.sockets.get("market-data").snapshot().connections().get(0).actual());
	}

	@Test
	void whenPortIsGivenThenRestartBindsItAgain() throws IOException {
		int free;
		try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			free = probe.getLocalPort();
		}
		start("tcp://127.0.0.1:" + free);
		for (int i = 0; i < 3; i++) {
			assertThat(port("market-data")).isEqualTo(free);
			this.sockets.stop();
			this.sockets.start();
		}
	}

	private void start(String... bind) {
		this.sockets = sockets(List.of(ZmqEndpoint.of("market-data", EndpointType.PULL, List.of(bind), List.of())));
		this.ports = new ZmqLocalPorts(this.sockets, this.environment);
		this.sockets.start();
		this.ports.start();
	}

	private Integer port(String endpoint) {
		return this.environment.getProperty("local.zmq." + endpoint + ".port", Integer.class);
	}

	private static ZmqSockets sockets(List<ZmqEndpoint> endpoints) {
		return new ZmqSockets(SocketLayerSettings.DEFAULTS, endpoints, Map.of(), List.of(), List.of());
	}

}
