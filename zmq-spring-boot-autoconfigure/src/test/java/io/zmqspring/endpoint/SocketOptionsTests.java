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

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SocketOptionsTests {

	@Test
	void whenNothingIsSetThenAllIsLeftToZeroMq() throws ReflectiveOperationException {
		assertThat(set(SocketOptions.NONE)).isEmpty();
	}

	@Test
	void safeDefaultsAreThoseThatAreDocumented() throws ReflectiveOperationException {
		assertThat(set(SocketOptions.SAFE_DEFAULTS)).isEqualTo(Map.ofEntries(Map.entry("linger", Duration.ofSeconds(1)),
				Map.entry("sendTimeout", Duration.ofSeconds(5)), Map.entry("maxMessageSize", DataSize.ofMegabytes(16)),
				Map.entry("backlog", 4096), Map.entry("sendHwm", 1000), Map.entry("receiveHwm", 1000),
				Map.entry("reconnectInterval", Duration.ofMillis(100)),
				Map.entry("reconnectIntervalMax", Duration.ofSeconds(1)),
				Map.entry("handshakeInterval", Duration.ofSeconds(5)), Map.entry("maxMessageFrames", 1000),
				Map.entry("heartbeatInterval", Duration.ofSeconds(5)),
				Map.entry("heartbeatTimeout", Duration.ofSeconds(4)), Map.entry("tcpKeepalive", true),
				Map.entry("routerMandatory", true)));
	}

	@Test
	void whenOneOptionIsSetThenTheOthersStay() throws ReflectiveOperationException {
		SocketOptions changed = SocketOptions.SAFE_DEFAULTS.with("sendHwm", 7);
		Map<String, Object> expected = set(SocketOptions.SAFE_DEFAULTS);
		expected.put("sendHwm", 7);
		assertThat(set(changed)).isEqualTo(expected);
		assertThat(SocketOptions.SAFE_DEFAULTS.sendHwm()).isEqualTo(1000);
	}

	@Test
	void whenOptionIsSetToNullThenItIsLeftToZeroMq() {
		assertThat(SocketOptions.SAFE_DEFAULTS.with("sendHwm", null).sendHwm()).isNull();
	}

	@Test
	void whenThereIsNoSuchOptionThenItIsNamed() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> SocketOptions.NONE.with("send-hwm", 7))
			.withMessageContaining("'send-hwm'");
	}

	@Test
	void whenValueHasTheWrongTypeThenItIsAnError() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> SocketOptions.NONE.with("sendHwm", "7"));
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> SocketOptions.NONE.with("affinity", 1));
	}

	@Test
	void whenOverlaidThenWhatIsSetAboveWins() {
		SocketOptions lower = SocketOptions.NONE.with("sendHwm", 1).with("receiveHwm", 2);
		SocketOptions upper = SocketOptions.NONE.with("receiveHwm", 3).with("identity", "id").with("ipv6", false);
		assertThat(lower.overlaidBy(upper)).isEqualTo(
				SocketOptions.NONE.with("sendHwm", 1).with("receiveHwm", 3).with("identity", "id").with("ipv6", false));
	}

	@Test
	void whenOneSideIsEmptyThenTheOverlayIsTheOther() {
		assertThat(SocketOptions.SAFE_DEFAULTS.overlaidBy(SocketOptions.NONE)).isEqualTo(SocketOptions.SAFE_DEFAULTS);
		assertThat(SocketOptions.NONE.overlaidBy(SocketOptions.SAFE_DEFAULTS)).isEqualTo(SocketOptions.SAFE_DEFAULTS);
	}

	@Test
	void whenFalseIsLaidOverTrueThenItWins() {
		assertThat(SocketOptions.SAFE_DEFAULTS.overlaidBy(SocketOptions.NONE.with("routerMandatory", false))
			.routerMandatory()).isFalse();
	}

	@Test
	void everyOptionCanBeUnset() {
		assertThat(Arrays.stream(SocketOptions.class.getRecordComponents()).map(RecordComponent::getType))
			.noneMatch(Class::isPrimitive);
	}

	private static Map<String, Object> set(SocketOptions options) throws ReflectiveOperationException {
		Map<String, Object> set = new LinkedHashMap<>();
		for (RecordComponent component : SocketOptions.class.getRecordComponents()) {
			Object value = component.getAccessor().invoke(options);
			if (value != null) {
				set.put(component.getName(), value);
			}
		}
		return set;
	}

}
