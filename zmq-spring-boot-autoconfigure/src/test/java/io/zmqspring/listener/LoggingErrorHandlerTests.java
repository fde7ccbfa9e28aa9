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

import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.validation.BeanPropertyBindingResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoggingErrorHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoggingErrorHandlerTests {

	private static final ZmqMessage MESSAGE = ZmqMessage.ofText("peer-7", "", "not json".repeat(100));

	private static final ZmqMessage PAYLOAD = ZmqMessage.ofText("not json".repeat(100));

	private final LoggingErrorHandler handler = new LoggingErrorHandler();

	@Test
	void whenListenerThrowsThenItIsLoggedWithItsStackAndNotRepliedTo(CapturedOutput output) {
		assertThat(this.handler.handle(error(new IllegalStateException("unreadable")))).isNull();
		assertThat(output).contains("ERROR", "'orders'", "'place'", "'not jsonnot jsonnot jsonnot json'... 800 bytes",
				"java.lang.IllegalStateException: unreadable", "\tat ");
	}

	@Test
	void whenMessageCannotBeConvertedThenItIsOneLineWithoutTheEnvelope(CapturedOutput output) {
		assertThat(this.handler.handle(error(new ZmqConversionException("orders",
				"cannot decode Order from " + PAYLOAD + ": what\nis this?", new IllegalStateException("inner")))))
			.isNull();
		assertThat(output.getAll().lines()).singleElement()
			.asString()
			.contains("WARN",
					"'orders': the listener 'place' cannot take a message: cannot decode Order from " + PAYLOAD
							+ ": what is this?")
			.doesNotContain("peer-7", "; its payload");
	}

	@Test
	void whenMessageIsNotValidThenItIsOneLineWithTheFields(CapturedOutput output) throws Exception {
		BeanPropertyBindingResult errors = new BeanPropertyBindingResult(new Object(), "order");
		errors.reject("min", "has no pieces");
		this.handler.handle(error(new MethodArgumentNotValidException(new GenericMessage<>("x"),
				new MethodParameter(String.class.getMethod("concat", String.class), 0), errors)));
		assertThat(output.getAll().lines()).singleElement()
			.asString()
			.contains("WARN", "cannot take a message: it is not valid: order has no pieces; its payload is " + PAYLOAD);
	}

	@Test
	void whenListenerCannotSendToAnotherEndpointThenItKeepsItsStack(CapturedOutput output) {
		this.handler.handle(error(new ZmqConversionException("results", "cannot encode", null)));
		assertThat(output).contains("ERROR", "\tat ");
	}

	private static ListenerError error(Throwable cause) {
		return new ListenerError("orders", "place", MESSAGE, PAYLOAD, cause);
	}

}
