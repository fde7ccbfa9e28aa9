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

package io.zmqspring.interop;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.core.ZmqTemplate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A message after some time in which nothing happened.
 */
@Timeout(60)
class IdleTests {

	private static final Log logger = LogFactory.getLog(IdleTests.class);

	private static final Duration IDLE = Duration.ofSeconds(3);

	@Test
	void aMessageAfterIdleTimeIsHandled() {
		String address = FreePort.address();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withPropertyValues("zmq.endpoints.in.type=pull", "zmq.endpoints.in.bind=" + address,
					"zmq.endpoints.out.type=push", "zmq.endpoints.out.connect=" + address)
			.withBean(Listeners.class)
			.run((context) -> {
				BlockingQueue<Long> handled = context.getBean(Listeners.class).handled;
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				template.to("out").send("warm up");
				assertThat(handled.poll(20, TimeUnit.SECONDS)).isNotNull();
				await().during(IDLE).atMost(IDLE.multipliedBy(4)).until(handled::isEmpty);
				long sent = System.nanoTime();
				template.to("out").send("wake up");
				Long arrived = handled.poll(20, TimeUnit.SECONDS);
				assertThat(arrived).isNotNull();
				logger.info("After " + IDLE + " of silence a message was handled "
						+ TimeUnit.NANOSECONDS.toMicros(arrived - sent) + " us after it was sent");
			});
	}

	static class Listeners {

		private final BlockingQueue<Long> handled = new LinkedBlockingQueue<>();

		@ZmqListener("in")
		void handle(String text) {
			this.handled.add(System.nanoTime());
		}

	}

}
