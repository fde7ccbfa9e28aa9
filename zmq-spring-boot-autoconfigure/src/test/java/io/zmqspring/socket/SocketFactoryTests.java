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

package io.zmqspring.socket;

import io.zmqspring.endpoint.EndpointType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocketFactory}.
 */
class SocketFactoryTests {

	@ParameterizedTest
	@CsvSource({ "REQ, DEALER", "REP, ROUTER", "PUB, XPUB" })
	void whenTypeHasAnAsynchronousCounterpartThenTheSocketIsThat(EndpointType type, SocketType socketType) {
		assertThat(SocketFactory.socketType(type)).isEqualTo(socketType);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "REQ", "REP", "PUB" })
	void whenTypeHasNoCounterpartThenTheSocketIsOfTheSameType(EndpointType type) {
		assertThat(SocketFactory.socketType(type).name()).isEqualTo(type.name());
	}

}
