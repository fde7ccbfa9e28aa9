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

package io.zmqspring.listener;

import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoggingErrorHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoggingErrorHandlerTests {

	@Test
	void whenErrorOccursThenItIsLoggedAndNotRepliedTo(CapturedOutput output) {
		Object reply = new LoggingErrorHandler().handle(new ListenerError("orders", "place",
				ZmqMessage.ofText("not json".repeat(100)), new IllegalStateException("unreadable")));
		assertThat(reply).isNull();
		assertThat(output).contains("'orders'", "'place'", "'not jsonnot jsonnot jsonnot json'... 800 bytes",
				"java.lang.IllegalStateException: unreadable");
	}

}
