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

package io.zmqspring.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.core.ZmqOperations;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.metrics.ZmqListenerMetrics;
import io.zmqspring.metrics.ZmqMetrics;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ZmqMetricsAutoConfiguration}.
 */
class ZmqMetricsAutoConfigurationTests {

	private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqMetricsAutoConfiguration.class))
		.withUserConfiguration(Echo.class)
		.withPropertyValues("zmq.endpoints.orders.type=rep", "zmq.endpoints.orders.bind=inproc://orders",
				"zmq.endpoints.place.type=req", "zmq.endpoints.place.connect=inproc://orders");

	private final ApplicationContextRunner contextRunner = this.withoutRegistry
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void whenThereIsRegistryThenMessagesAreMeasured() {
		this.contextRunner.run((context) -> {
			context.getBean(ZmqTemplate.class).to("place").request("one", String.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("zmq.messages.sent").tag("endpoint", "place").functionCounter().count())
				.isEqualTo(1);
			assertThat(registry.get("zmq.messages.received").tag("endpoint", "orders").functionCounter().count())
				.isEqualTo(1);
			assertThat(registry.get("zmq.endpoint.peers").tag("endpoint", "place").gauge().value()).isEqualTo(1);
			assertThat(registry.get("zmq.endpoint.pending.requests").tag("endpoint", "place").gauge().value()).isZero();
			assertThat(registry.get("zmq.listener.queued").tag("endpoint", "orders").gauge().value()).isZero();
			assertThat(registry.get("zmq.listener.in.flight").tag("endpoint", "orders").gauge()).isNotNull();
		});
	}

	@Test
	void whenUserHasOwnOperationsThenEndpointsAreStillMeasured() {
		this.contextRunner.withBean(ZmqOperations.class, () -> mock(ZmqOperations.class)).run((context) -> {
			assertThat(context).hasSingleBean(ZmqMetrics.class).doesNotHaveBean(ZmqTemplate.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("zmq.endpoint.peers").tag("endpoint", "place").gauge().value()).isEqualTo(1);
			assertThat(registry.get("zmq.endpoint.pending.requests").tag("endpoint", "place").gauge().value()).isZero();
		});
	}

	@Test
	void whenThereIsNoRegistryThenNothingIsMeasured() {
		this.withoutRegistry.run((context) -> {
			assertThat(context).doesNotHaveBean(ZmqMetrics.class).doesNotHaveBean(ZmqListenerMetrics.class);
			assertThat(context.getBean(ZmqTemplate.class).to("place").request("one", String.class)).isEqualTo("one");
		});
	}

	@Test
	void whenMicrometerIsMissingThenNothingIsMeasured() {
		this.withoutRegistry.withClassLoader(new FilteredClassLoader("io.micrometer")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean("zmqMetrics").doesNotHaveBean("zmqListenerMetrics");
			assertThat(context.getBean(ZmqTemplate.class).to("place").request("one", String.class)).isEqualTo("one");
		});
	}

	static class Echo {

		@ZmqListener("orders")
		String echo(String text) {
			return text;
		}

	}

}
