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

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.socket.MessageReader;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqAutoConfiguration}.
 */
class ZmqAutoConfigurationTests {

	private static final String[] JOBS = { "zmq.endpoints.jobs.type=push",
			"zmq.endpoints.jobs.bind=tcp://127.0.0.1:*" };

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class));

	@Test
	void whenNoEndpointIsConfiguredThenNothingIsOpened() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(ZmqSockets.class);
			assertThat(context.getBean(ZmqSockets.class).all()).isEmpty();
			assertThat(context.getBean(ZmqSockets.class).contexts()).isEmpty();
			assertThat(zmqThreads()).isEmpty();
		});
	}

	@Test
	void whenEndpointIsConfiguredThenMessagesGoThrough() {
		this.contextRunner.withPropertyValues(JOBS).run((context) -> {
			assertThat(zmqThreads()).isNotEmpty();
			String port = context.getEnvironment().getProperty("local.zmq.jobs.port");
			this.contextRunner
				.withPropertyValues("zmq.endpoints.work.type=pull",
						"zmq.endpoints.work.connect=tcp://127.0.0.1:" + port)
				.run((other) -> {
					Received received = new Received();
					other.getBean(ZmqSockets.class).get("work").attach(received);
					context.getBean(ZmqSockets.class).get("jobs").send(ZmqMessage.ofText("hello"));
					assertThat(received.next()).isEqualTo(ZmqMessage.ofText("hello"));
				});
		});
	}

	@Test
	void whenContextIsRestartedThenPortIsBoundAgain() {
		this.contextRunner.withPropertyValues(JOBS).run((context) -> {
			ConfigurableApplicationContext restarted = (ConfigurableApplicationContext) context
				.getSourceApplicationContext();
			assertThat(port(context)).isPositive();
			restarted.stop();
			assertThat(port(context)).isNull();
			restarted.start();
			assertThat(port(context)).isPositive();
		});
	}

	private static Integer port(ApplicationContext context) {
		return context.getEnvironment().getProperty("local.zmq.jobs.port", Integer.class);
	}

	private static Set<String> zmqThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("zmq-"))
			.collect(Collectors.toSet());
	}

	private static final class Received implements MessageReader {

		private final BlockingQueue<ZmqMessage> messages = new LinkedBlockingQueue<>();

		@Override
		public int demand() {
			return 10;
		}

		@Override
		public void read(List<ZmqMessage> batch) {
			this.messages.addAll(batch);
		}

		ZmqMessage next() throws InterruptedException {
			return this.messages.poll(10, TimeUnit.SECONDS);
		}

	}

}
