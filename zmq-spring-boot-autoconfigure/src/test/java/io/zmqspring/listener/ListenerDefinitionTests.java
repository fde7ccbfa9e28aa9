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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ListenerDefinition}.
 */
class ListenerDefinitionTests {

	private final MessageListener listener = (message) -> null;

	@Test
	void whenOnlyEndpointAndListenerAreGivenThenRestIsDefault() {
		ListenerDefinition definition = ListenerDefinition.of("jobs", this.listener);
		assertThat(definition.endpoint()).isEqualTo("jobs");
		assertThat(definition.listener()).isSameAs(this.listener);
		assertThat(definition.id()).isNull();
		assertThat(definition.topics()).isEmpty();
		assertThat(definition.concurrency()).isNull();
		assertThat(definition.autoStartup()).isTrue();
		assertThat(definition.dispatch()).isEqualTo(Dispatch.WORKERS);
		assertThat(definition.errorHandler()).isNull();
		assertThat(definition.codec()).isNull();
		assertThat(definition.sendTo()).isNull();
	}

	@Test
	void whenAllIsSetThenAllIsKept() {
		ZmqErrorHandler errorHandler = (error) -> null;
		ListenerDefinition definition = ListenerDefinition.of("prices", this.listener)
			.withId("eur")
			.withTopics("EUR", "USD")
			.withConcurrency(3)
			.withAutoStartup(false)
			.withDispatch(Dispatch.POLLER)
			.withErrorHandler(errorHandler)
			.withCodec("json")
			.withSendTo("out");
		assertThat(definition.endpoint()).isEqualTo("prices");
		assertThat(definition.listener()).isSameAs(this.listener);
		assertThat(definition.id()).isEqualTo("eur");
		assertThat(definition.topics()).containsExactly("EUR", "USD");
		assertThat(definition.concurrency()).isEqualTo(3);
		assertThat(definition.autoStartup()).isFalse();
		assertThat(definition.dispatch()).isEqualTo(Dispatch.POLLER);
		assertThat(definition.errorHandler()).isSameAs(errorHandler);
		assertThat(definition.codec()).isEqualTo("json");
		assertThat(definition.sendTo()).isEqualTo("out");
	}

	@Test
	void whenConcurrencyIsZeroThenItIsRejected() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ListenerDefinition.of("jobs", this.listener).withConcurrency(0))
			.withMessageContaining("concurrency");
	}

	@Test
	void whenEndpointIsEmptyThenItIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> ListenerDefinition.of(" ", this.listener))
			.withMessageContaining("endpoint");
	}

}
