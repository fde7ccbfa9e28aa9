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

package io.zmqspring.autoconfigure.observation;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.observation.RecordedObservations;
import io.zmqspring.observation.ZmqObservations;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqObservationAutoConfiguration}.
 */
class ZmqObservationAutoConfigurationTests {

	private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqObservationAutoConfiguration.class))
		.withUserConfiguration(Echo.class)
		.withPropertyValues("zmq.endpoints.orders.type=rep", "zmq.endpoints.orders.bind=inproc://orders",
				"zmq.endpoints.place.type=req", "zmq.endpoints.place.connect=inproc://orders");

	private final ApplicationContextRunner contextRunner = this.withoutRegistry
		.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void whenBootHasMetricsThenRequestsAndListenersAreTimed() {
		this.contextRunner.run((context) -> {
			assertThat(request(context.getBean(ZmqTemplate.class))).isEqualTo("one");
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("zmq.request")
				.tags("messaging.system", "zeromq", "endpoint", "place", "type", "req", "outcome", "SUCCESS", "error",
						"none")
				.timer()
				.count()).isOne();
			await().until(() -> registry.find("zmq.listener")
				.tags("messaging.system", "zeromq", "endpoint", "orders", "type", "rep", "outcome", "SUCCESS", "error",
						"none")
				.tagKeys("listener")
				.timer() != null);
		});
	}

	@Test
	void whenRegistryIsOwnThenItObserves() {
		RecordedObservations recorded = new RecordedObservations();
		this.withoutRegistry.withBean(ObservationRegistry.class, recorded::registry).run((context) -> {
			request(context.getBean(ZmqTemplate.class));
			await().untilAsserted(() -> assertThat(recorded.ended()).containsExactlyInAnyOrderElementsOf(
					List.of("zmq.request place SUCCESS", "zmq.listener orders SUCCESS")));
		});
	}

	@Test
	void whenObservationIsDisabledThenNothingIsTimed() {
		this.contextRunner.withPropertyValues("management.observations.enable.zmq=false").run((context) -> {
			assertThat(request(context.getBean(ZmqTemplate.class))).isEqualTo("one");
			assertThat(context.getBean(MeterRegistry.class).find("zmq.request").timer()).isNull();
		});
	}

	@Test
	void whenThereIsNoRegistryThenNothingIsObserved() {
		this.withoutRegistry.run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(ZmqObservations.class);
			assertThat(request(context.getBean(ZmqTemplate.class))).isEqualTo("one");
		});
	}

	@Test
	void whenMicrometerIsMissingThenNothingIsObserved() {
		this.withoutRegistry.withClassLoader(new FilteredClassLoader("io.micrometer")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean("zmqObservations");
			assertThat(request(context.getBean(ZmqTemplate.class))).isEqualTo("one");
		});
	}

	@Test
	void whenUserHasOwnObservationsThenOursAreNotThere() {
		this.contextRunner.withBean("own", ZmqObservations.class, () -> ZmqObservations.NOOP).run((context) -> {
			assertThat(context).hasSingleBean(ZmqObservations.class).hasBean("own");
			request(context.getBean(ZmqTemplate.class));
			assertThat(context.getBean(MeterRegistry.class).find("zmq.request").timer()).isNull();
		});
	}

	private static String request(ZmqTemplate template) {
		return String.valueOf(template.to("place").request("one", String.class));
	}

	static class Echo {

		@ZmqListener("orders")
		String echo(String text) {
			return text;
		}

	}

}
