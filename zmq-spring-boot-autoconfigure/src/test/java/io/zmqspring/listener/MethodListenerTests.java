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

import java.util.function.Supplier;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MethodListener}.
 */
class MethodListenerTests {

	@Test
	void whenMessageComesThenMethodIsInvokedAndItsValueReturned() throws Exception {
		Supplier<String> bean = () -> "value";
		MethodListener listener = new MethodListener("jobs",
				new InvocableHandlerMethod(bean, Supplier.class.getMethod("get")), String.class);
		assertThat(listener.returnType()).isEqualTo(String.class);
		assertThat(listener.onMessage(ListenerFixture.framing(EndpointType.PULL).split(ZmqMessage.ofText("x"))))
			.isEqualTo("value");
	}

	@Test
	void whenLoggedThenTheMethodIsNamed() throws Exception {
		InvocableHandlerMethod method = new InvocableHandlerMethod(this,
				MethodListenerTests.class.getDeclaredMethod("whenLoggedThenTheMethodIsNamed"));
		assertThat(new MethodListener("jobs", method, null).toString()).contains("MethodListenerTests",
				"whenLoggedThenTheMethodIsNamed");
	}

}
