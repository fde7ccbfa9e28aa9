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

package io.zmqspring.autoconfigure.actuate;

import io.zmqspring.actuate.ZmqActuatorEndpoint;
import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.HttpApplication;
import io.zmqspring.autoconfigure.HttpApplication.Response;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqEndpointAutoConfiguration}.
 */
class ZmqEndpointAutoConfigurationTests {

	private static final String[] WORK = { "zmq.endpoints.work.type=pull", "zmq.endpoints.work.bind=tcp://127.0.0.1:*",
			"management.endpoints.web.exposure.include=zmq" };

	private static final String[] CONTROLLED = { WORK[0], WORK[1], WORK[2],
			"management.endpoint.zmq.access=unrestricted" };

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqEndpointAutoConfiguration.class));

	@Test
	void whenExposedThenThereIsEndpoint() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=zmq")
			.run((context) -> assertThat(context).hasSingleBean(ZmqActuatorEndpoint.class));
	}

	@Test
	void whenNotExposedThenThereIsNoEndpoint() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(ZmqActuatorEndpoint.class));
	}

	@Test
	void whenAccessIsNoneThenThereIsNoEndpoint() {
		this.contextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=*", "management.endpoint.zmq.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(ZmqActuatorEndpoint.class));
	}

	@Test
	void whenActuatorIsMissingThenThereIsNoEndpoint() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ZmqSockets.class)
				.doesNotHaveBean("zmqActuatorEndpoint"));
	}

	@Test
	void whenUserHasOwnEndpointThenOursIsNotThere() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=zmq")
			.withBean("own", ZmqActuatorEndpoint.class, () -> new ZmqActuatorEndpoint(null, null, null))
			.run((context) -> assertThat(context).hasSingleBean(ZmqActuatorEndpoint.class).hasBean("own"));
	}

	@Test
	void whenReadOverHttpThenPictureIsWhole() {
		try (HttpApplication application = HttpApplication.run(Worker.class, WORK)) {
			Response response = application.get("/actuator/zmq");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.body().at("/endpoints/work/type").asString()).isEqualTo("pull");
			assertThat(response.body().at("/endpoints/work/addresses/0/actual").asString())
				.isEqualTo("tcp://127.0.0.1:" + application.property("local.zmq.work.port"));
			assertThat(response.body().at("/contexts/default/open").asBoolean()).isTrue();
			assertThat(response.body().at("/jeromqPatches/signaler/state").asString()).isEqualTo("applied");
			assertThat(response.body().at("/jeromqPatches/io-thread/state").asString()).isEqualTo("applied");
			assertThat(response.body().at("/listeners/worker/state").asString()).isEqualTo("running");
		}
	}

	@Test
	void whenOneIsReadOverHttpThenTheAnswerHasItAlone() {
		try (HttpApplication application = HttpApplication.run(Worker.class, WORK)) {
			Response endpoint = application.get("/actuator/zmq/work");
			assertThat(endpoint.status()).isEqualTo(200);
			assertThat(endpoint.body().at("/endpoint/type").asString()).isEqualTo("pull");
			assertThat(endpoint.body().get("listener").isNull()).isTrue();
			Response listener = application.get("/actuator/zmq/worker");
			assertThat(listener.status()).isEqualTo(200);
			assertThat(listener.body().at("/listener/state").asString()).isEqualTo("running");
			assertThat(listener.body().get("endpoint").isNull()).isTrue();
			assertRefused(application.get("/actuator/zmq/workr"), 404, "'workr'");
		}
	}

	@Test
	void whenAccessIsGrantedThenListenerIsControlledOverHttp() {
		try (HttpApplication application = HttpApplication.run(Worker.class, CONTROLLED)) {
			Response paused = application.post("/actuator/zmq/worker", "{\"action\":\"pause\"}");
			assertThat(paused.status()).isEqualTo(200);
			assertThat(paused.body().get("state").asString()).isEqualTo("paused");
			assertThat(application.bean(ZmqListenerRegistry.class).get("worker").isPaused()).isTrue();
			application.post("/actuator/zmq/worker", "{\"action\":\"stop\"}");
			assertThat(application.bean(ZmqListenerRegistry.class).get("worker").isRunning()).isFalse();
			application.post("/actuator/zmq/worker", "{\"action\":\"start\"}");
			assertThat(application.bean(ZmqListenerRegistry.class).get("worker").isRunning()).isTrue();
		}
	}

	@Test
	void whenActionOrListenerIsUnknownThenTheAnswerSaysWhy() {
		try (HttpApplication application = HttpApplication.run(Worker.class, CONTROLLED)) {
			assertRefused(application.post("/actuator/zmq/worker", "{\"action\":\"explode\"}"), 400, "'explode'");
			assertRefused(application.post("/actuator/zmq/worker", "{}"), 400, "no action");
			assertRefused(application.post("/actuator/zmq/workr", "{\"action\":\"pause\"}"), 404, "'workr'");
			assertThat(application.bean(ZmqListenerRegistry.class).get("worker").isPaused()).isFalse();
		}
	}

	private static void assertRefused(Response response, int status, String message) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.body().get("status").asInt()).isEqualTo(status);
		assertThat(response.body().get("message").asString()).contains(message);
	}

	@Test
	void whenAccessIsNotGrantedThenListenerIsNotControlled() {
		try (HttpApplication application = HttpApplication.run(Worker.class, WORK)) {
			assertThat(application.get("/actuator/zmq").status()).isEqualTo(200);
			assertThat(application.post("/actuator/zmq/worker", "{\"action\":\"pause\"}").status()).isBetween(404, 405);
			assertThat(application.bean(ZmqListenerRegistry.class).get("worker").isPaused()).isFalse();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqAutoConfiguration.class, ZmqEndpointAutoConfiguration.class })
	static class Application {

	}

	static class Worker {

		@ZmqListener(id = "worker", endpoint = "work")
		void work(String text) {
		}

	}

}
