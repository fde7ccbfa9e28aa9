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

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.listener.ZmqErrorHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnusedErrorHandlers}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnusedErrorHandlersTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withPropertyValues("zmq.endpoints.work.type=pull", "zmq.endpoints.work.bind=inproc://work");

	@Test
	void whenNoListenerUsesAnErrorHandlerThenThatIsSaidOnce(CapturedOutput output) {
		this.contextRunner.withBean("forgotten", ZmqErrorHandler.class, () -> (error) -> null)
			.withBean(Listener.class)
			.withBean("special", ZmqErrorHandler.class, () -> (error) -> null)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getSourceApplicationContext().stop();
				context.getSourceApplicationContext().start();
			});
		assertThat(output).contains("No listener uses the ZmqErrorHandler forgotten: ").contains("'zmqErrorHandler'");
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "No listener uses")).isOne();
	}

	@Test
	void whenAllErrorHandlersAreUsedThenNothingIsSaid(CapturedOutput output) {
		this.contextRunner.withBean("zmqErrorHandler", ZmqErrorHandler.class, () -> (error) -> null)
			.withBean("special", ZmqErrorHandler.class, () -> (error) -> null)
			.withBean(Listener.class)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("No listener uses");
	}

	@Test
	void whenThereIsOnlyTheDefaultThenNothingIsSaid(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("No listener uses");
	}

	static class Listener {

		@ZmqListener(endpoint = "work", errorHandler = "special")
		void work(String text) {
		}

	}

}
