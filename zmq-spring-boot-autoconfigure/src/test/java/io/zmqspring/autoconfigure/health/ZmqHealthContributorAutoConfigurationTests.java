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

package io.zmqspring.autoconfigure.health;

import io.zmqspring.autoconfigure.HttpApplication;
import io.zmqspring.autoconfigure.HttpApplication.Response;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.health.ZmqEndpointHealthIndicator;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqHealthContributorAutoConfiguration}.
 */
class ZmqHealthContributorAutoConfigurationTests {

	private static final String NAME = "zmqHealthContributor";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqHealthContributorAutoConfiguration.class))
		.withPropertyValues("zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs",
				"zmq.endpoints.work.type=pull", "zmq.endpoints.work.connect=inproc://jobs");

	@Test
	void whenThereAreEndpointsThenEachHasIndicator() {
		this.contextRunner.run((context) -> {
			CompositeHealthContributor contributor = context.getBean(NAME, CompositeHealthContributor.class);
			assertThat(contributor.stream().map((entry) -> entry.name())).containsExactly("jobs", "work");
			assertThat(contributor.getContributor("jobs")).isInstanceOf(ZmqEndpointHealthIndicator.class);
		});
	}

	@Test
	void whenHealthIsDisabledThenNoContributor() {
		this.contextRunner.withPropertyValues("management.health.zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(NAME));
	}

	@Test
	void whenAllDefaultsAreDisabledThenNoContributor() {
		this.contextRunner.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(NAME));
	}

	@Test
	void whenHealthIsMissingThenNoContributor() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ZmqSockets.class).doesNotHaveBean(NAME));
	}

	@Test
	void whenUserHasOwnIndicatorThenOursIsNotThere() {
		this.contextRunner.withBean("zmqHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).hasSingleBean(HealthIndicator.class).doesNotHaveBean(NAME));
	}

	@Test
	void whenAskedOverHttpThenHealthOfEachEndpointIsTold() {
		try (HttpApplication application = HttpApplication.run(Nothing.class, "zmq.endpoints.orders.type=rep",
				"zmq.endpoints.orders.bind=tcp://127.0.0.1:*", "zmq.endpoints.away.type=pull",
				"zmq.endpoints.away.bind=inproc://away,tcp://192.0.2.1:5555", "zmq.endpoints.away.fail-fast=false",
				"management.endpoint.health.show-details=always")) {
			Response zmq = application.get("/actuator/health/zmq");
			assertThat(zmq.status()).isEqualTo(503);
			assertThat(zmq.body().at("/components/orders/status").asString()).isEqualTo("UP");
			assertThat(zmq.body().at("/components/away/status").asString()).isEqualTo("DOWN");
			Response orders = application.get("/actuator/health/zmq/orders");
			assertThat(orders.status()).isEqualTo(200);
			assertThat(orders.body().at("/details/bind/tcp:~1~1127.0.0.1:*/actual").asString())
				.isEqualTo("tcp://127.0.0.1:" + application.property("local.zmq.orders.port"));
			assertThat(application.get("/actuator/health/zmq/away").status()).isEqualTo(503);
			assertThat(application.get("/actuator/health/zmq/unknown").status()).isEqualTo(404);
		}
	}

	@Test
	void whenReadinessIncludesEndpointsThenTheyDecide() {
		String[] readiness = { "management.endpoint.health.group.readiness.include=readinessState,zmq",
				"zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs" };
		try (HttpApplication application = HttpApplication.run(Nothing.class, readiness)) {
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(200);
			application.bean(ZmqSockets.class).stop();
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(application.get("/actuator/health/liveness").status()).isEqualTo(200);
		}
	}

	@Test
	void whenThereIsNoEndpointThenReadinessIsNotHeldUp() {
		try (HttpApplication application = HttpApplication.run(Nothing.class,
				"management.endpoint.health.group.readiness.include=readinessState,zmq")) {
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(application.get("/actuator/health").status()).isEqualTo(200);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqAutoConfiguration.class, ZmqHealthContributorAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
