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

package io.zmqspring.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.zmqspring.actuate.ZmqActuatorEndpoint.Action;
import io.zmqspring.actuate.ZmqActuatorEndpoint.Descriptor;
import io.zmqspring.actuate.ZmqActuatorEndpoint.EndpointDescriptor;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.listener.ListenerDefinition;
import io.zmqspring.listener.ListenerSettings;
import io.zmqspring.listener.LoggingErrorHandler;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqActuatorEndpoint}.
 */
class ZmqActuatorEndpointTests {

	private final ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS,
			List.of(ZmqEndpoint.of("prices", EndpointType.PUB, List.of("inproc://prices"), List.of()),
					ZmqEndpoint.of("watch", EndpointType.SUB, List.of(), List.of("inproc://prices"))),
			Map.of(), List.of(), List.of());

	private final ZmqListenerRegistry listeners = new ZmqListenerRegistry(this.sockets, Framing::of,
			new PayloadConverter(List.of(), List.of()), ListenerSettings.DEFAULTS, new LoggingErrorHandler(),
			ZmqObservations.NOOP, null);

	private final ZmqActuatorEndpoint endpoint = new ZmqActuatorEndpoint(this.sockets, this.listeners,
			() -> Map.of("prices", 7));

	@BeforeEach
	void start() {
		this.listeners
			.register(ListenerDefinition.of("watch", (message) -> null).withId("watcher").withTopics(List.of("EUR")));
		this.sockets.start();
		this.listeners.start();
	}

	@AfterEach
	void stop() {
		this.listeners.stop();
		this.sockets.stop();
	}

	@Test
	void whenReadThenPictureIsWhole() {
		await().atMost(Duration.ofSeconds(10))
			.until(() -> endpoint("prices").subscriptions(), (subscriptions) -> !subscriptions.isEmpty());
		this.sockets.get("prices").send(ZmqMessage.ofText("EUR", "1.08"));
		await().atMost(Duration.ofSeconds(10))
			.until(() -> this.endpoint.zmq().listeners().get("watcher").handled() == 1);
		Descriptor picture = this.endpoint.zmq();
		assertThat(picture.contexts().get("default").open()).isTrue();
		assertThat(picture.contexts().get("default").ioThreads()).isEqualTo(1);
		assertThat(picture.pollers()).hasSize(1).containsValue(true);
		assertThat(picture.jeromqPatches()).containsKeys("signaler", "io-thread");
		assertThat(picture.endpoints()).containsOnlyKeys("prices", "watch");
		EndpointDescriptor prices = endpoint("prices");
		assertThat(prices.type()).isEqualTo("pub");
		assertThat(prices.state()).isEqualTo("open");
		assertThat(prices.addresses()).singleElement().satisfies((address) -> {
			assertThat(address.address()).isEqualTo("inproc://prices");
			assertThat(address.bind()).isTrue();
			assertThat(address.state()).isEqualTo("bound");
		});
		assertThat(prices.peers()).isEqualTo(1);
		assertThat(prices.subscriptions()).containsEntry("EUR", 1);
		assertThat(prices.sent()).isEqualTo(1);
		assertThat(prices.pendingRequests()).isEqualTo(7);
		assertThat(endpoint("watch").pendingRequests()).isZero();
		assertThat(prices.topics()).isEmpty();
		assertThat(endpoint("watch").topics()).containsExactly("EUR");
		assertThat(prices.dropped()).containsOnly(Map.entry("subscriber-hwm", 0L));
		assertThat(endpoint("watch").received()).isEqualTo(1);
		assertThat(endpoint("watch").readerAttached()).isTrue();
		assertThat(picture.listeners().get("watcher")).satisfies((listener) -> {
			assertThat(listener.endpoint()).isEqualTo("watch");
			assertThat(listener.state()).isEqualTo("running");
			assertThat(listener.topics()).containsExactly("EUR");
			assertThat(listener.dispatch()).isEqualTo("workers");
		});
	}

	@Test
	void whenOneIsReadThenItIsTheEndpointOfThatNameOrTheListenerWithThatId() {
		assertThat(this.endpoint.named("watcher").listener().endpoint()).isEqualTo("watch");
		assertThat(this.endpoint.named("watcher").endpoint()).isNull();
		assertThat(this.endpoint.named("prices").endpoint().type()).isEqualTo("pub");
		assertThat(this.endpoint.named("prices").listener()).isNull();
		this.listeners.register(ListenerDefinition.of("watch", (message) -> null).withTopics("USD"));
		assertThat(this.endpoint.named("watch").endpoint().type()).isEqualTo("sub");
		assertThat(this.endpoint.named("watch").listener().topics()).containsExactly("USD");
	}

	@Test
	void whenNameIsUnknownThenRequestIsInvalid() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> this.endpoint.named("watchr"))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("'watchr'").contains("watch, watcher, prices"));
	}

	@Test
	void whenListenerIsControlledThenItsStateFollows() {
		assertThat(this.endpoint.control("watcher", Action.PAUSE).state()).isEqualTo("paused");
		assertThat(this.endpoint.control("watcher", Action.RESUME).state()).isEqualTo("running");
		assertThat(this.endpoint.control("watcher", Action.STOP).state()).isEqualTo("stopped");
		assertThat(this.endpoint.control("watcher", Action.START).state()).isEqualTo("running");
	}

	@Test
	void whenListenerIsUnknownThenRequestIsInvalid() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.control("watchr", Action.STOP))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("'watchr'").contains("watcher"));
	}

	private EndpointDescriptor endpoint(String name) {
		return this.endpoint.zmq().endpoints().get(name);
	}

}
