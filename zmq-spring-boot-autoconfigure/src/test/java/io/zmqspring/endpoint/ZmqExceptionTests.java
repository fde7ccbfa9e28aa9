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

package io.zmqspring.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link ZmqException} and its kinds in this package.
 */
class ZmqExceptionTests {

	private static final Exception CAUSE = new IllegalStateException("cause");

	@ParameterizedTest
	@MethodSource("exceptions")
	void whenThrownThenTheMessageNamesTheEndpointAndTheReason(ZmqException exception) {
		assertThat(exception.getEndpoint()).isEqualTo("orders");
		assertThat(exception).hasMessageStartingWith("ZeroMQ endpoint 'orders': ").hasMessageContaining("the reason");
	}

	static Stream<ZmqException> exceptions() {
		return Stream.of(new ZmqException("orders", "the reason"), new ZmqException("orders", "the reason", CAUSE),
				new ZmqStoppedException("orders", "the reason"), new ZmqInterruptedException("orders", "the reason"),
				new ZmqOperationException("orders", "the reason", "the action"),
				new ZmqPendingRequestsException("orders", "the reason"),
				new ZmqRequestTimeoutException("orders", "the reason"),
				new ZmqSendTimeoutException("orders", "the reason"), new ZmqUnroutableException("orders", "the reason"),
				new ZmqBindException("orders", Address.parse("tcp://*:1"), ZmqBindException.Reason.OTHER, "the reason",
						CAUSE),
				new ZmqInvalidEndpointException("orders", "bind", "the reason", "Do this.", CAUSE));
	}

	@Test
	void whenThereIsACauseThenItIsKept() {
		assertThat(new ZmqException("orders", "the reason", CAUSE)).hasCause(CAUSE);
		assertThat(new ZmqException("orders", "the reason")).hasNoCause();
	}

	@Test
	void whenEndpointIsUnknownThenTheKnownOnesAreListed() {
		List<String> known = new ArrayList<>(List.of("jobs", "prices"));
		ZmqUnknownEndpointException exception = new ZmqUnknownEndpointException("order", known);
		known.clear();
		assertThat(exception).hasMessageContaining("'order'").hasMessageContaining("jobs, prices");
		assertThat(exception.getKnown()).containsExactly("jobs", "prices");
	}

	@Test
	void whenThereIsNoEndpointAtAllThenTheMessageSaysSo() {
		assertThat(new ZmqUnknownEndpointException("orders", List.of()))
			.hasMessageContaining("none is configured under zmq.endpoints");
	}

	@Test
	void whenEndpointIsInvalidThenPropertyAndActionAreTold() {
		ZmqInvalidEndpointException exception = new ZmqInvalidEndpointException("orders", "options.linger", "is wrong",
				"Correct it.", null);
		assertThat(exception.getProperty()).isEqualTo("zmq.endpoints.orders.options.linger");
		assertThat(exception.getAction()).isEqualTo("Correct it.");
		assertThat(exception).hasMessageContaining("zmq.endpoints.orders.options.linger is wrong");
	}

	@Test
	void whenAddressCannotBeBoundThenAddressAndReasonAreTold() {
		ZmqBindException exception = new ZmqBindException("orders", Address.parse("tcp://*:5555"),
				ZmqBindException.Reason.IN_USE, "another listens there", null);
		assertThat(exception.getAddress()).hasToString("tcp://*:5555");
		assertThat(exception.getReason()).isEqualTo(ZmqBindException.Reason.IN_USE);
		assertThat(exception).hasMessageContaining("cannot be bound to tcp://*:5555: another listens there");
	}

}
