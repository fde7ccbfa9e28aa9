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

import java.util.List;
import java.util.Map;

import io.zmqspring.actuate.ZmqActuatorEndpoint.ListenerDescriptor;
import io.zmqspring.actuate.ZmqActuatorEndpoint.NamedDescriptor;
import io.zmqspring.actuate.ZmqActuatorWebExtension.Refusal;
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
import io.zmqspring.socket.MessageReceiver;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqActuatorWebExtension}.
 */
class ZmqActuatorWebExtensionTests {

	private final ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS,
			List.of(ZmqEndpoint.of("jobs", EndpointType.PULL, List.of("inproc://jobs"), List.of())), Map.of(),
			List.of(), List.of());

	private final ZmqListenerRegistry listeners = new ZmqListenerRegistry(this.sockets, Framing::of,
			new PayloadConverter(List.of(), List.of()), ListenerSettings.DEFAULTS, new LoggingErrorHandler(),
			ZmqObservations.NOOP, null);

	private final ZmqActuatorWebExtension extension = new ZmqActuatorWebExtension(
			new ZmqActuatorEndpoint(this.sockets, this.listeners, () -> Map.of("prices", 7)));

	@BeforeEach
	void start() {
		this.listeners.register(ListenerDefinition.of("jobs", (message) -> null).withId("worker"));
		this.sockets.start();
		this.listeners.start();
	}

	@AfterEach
	void stop() {
		this.listeners.stop();
		this.sockets.stop();
	}

	@ParameterizedTest
	@CsvSource({ "pause, paused", "PAUSE, paused", "stop, stopped", "start, running", "resume, running" })
	void whenActionIsKnownThenTheListenerDoesIt(String action, String state) {
		WebEndpointResponse<Object> response = this.extension.control("worker", action);
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(((ListenerDescriptor) response.getBody()).state()).isEqualTo(state);
	}

	@Test
	void whenActionIsUnknownThenTheAnswerNamesTheKnownOnes() {
		assertRefused(this.extension.control("worker", "explode"), 400, "'explode'", "pause, resume, stop and start");
		assertRefused(this.extension.control("worker", null), 400, "no action", "pause, resume, stop and start");
	}

	@Test
	void whenListenerIsUnknownThenTheAnswerNamesTheNearest() {
		assertRefused(this.extension.control("workr", "pause"), 404, "'workr'", "worker");
	}

	@Test
	void whenOneIsReadThenTheAnswerHasIt() {
		WebEndpointResponse<Object> response = this.extension.named("worker");
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(((NamedDescriptor) response.getBody()).listener().state()).isEqualTo("running");
		assertRefused(this.extension.named("workr"), 404, "'workr'", "worker, jobs");
	}

	@Test
	void whenListenerCannotStartThenTheAnswerSaysWhy() {
		this.extension.control("worker", "stop");
		MessageReceiver other = new MessageReceiver() {

			@Override
			public int demand() {
				return 0;
			}

			@Override
			public void receive(List<ZmqMessage> messages) {
			}

		};
		this.sockets.get("jobs").attach(other);
		assertRefused(this.extension.control("worker", "start"), 409, "'jobs'", "it is read already");
		this.sockets.get("jobs").detach(other);
		assertThat(this.extension.control("worker", "start").getStatus()).isEqualTo(200);
	}

	private static void assertRefused(WebEndpointResponse<Object> response, int status, String... message) {
		assertThat(response.getStatus()).isEqualTo(status);
		assertThat(((Refusal) response.getBody()).status()).isEqualTo(status);
		assertThat(((Refusal) response.getBody()).message()).contains(message);
	}

}
