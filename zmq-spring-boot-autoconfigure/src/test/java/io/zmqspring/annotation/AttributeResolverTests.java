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

package io.zmqspring.annotation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.listener.Dispatch;
import io.zmqspring.listener.ZmqErrorHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AttributeResolver}.
 */
class AttributeResolverTests {

	private static final ZmqErrorHandler HANDLER = (error) -> null;

	private final GenericApplicationContext context = new GenericApplicationContext();

	private AttributeResolver resolver;

	@BeforeEach
	void open() {
		this.context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("name", "orders", "number", "4", "flag", "FALSE", "dispatch", "Poller")));
		this.context.registerBean(PropertySourcesPlaceholderConfigurer.class);
		this.context.registerBean("handler", ZmqErrorHandler.class, () -> HANDLER);
		this.context.registerBean("names", List.class, () -> List.of("a", "b"));
		this.context.registerBean("counted", AtomicInteger.class, () -> new AtomicInteger());
		this.context.refresh();
		this.resolver = new AttributeResolver(this.context.getBeanFactory());
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void whenTextHasPlaceholderOrExpressionThenItIsResolved() {
		assertThat(this.resolver.text("id", "plain")).isEqualTo("plain");
		assertThat(this.resolver.text("id", "${name}-x")).isEqualTo("orders-x");
		assertThat(this.resolver.text("id", "#{'${name}'.toUpperCase()}")).isEqualTo("ORDERS");
		assertThat(this.resolver.text("id", "${missing:other}")).isEqualTo("other");
	}

	@Test
	void whenTextIsEmptyThenItIsNull() {
		assertThat(this.resolver.text("id", "")).isNull();
		assertThat(this.resolver.text("id", "${missing:}")).isNull();
		assertThat(this.resolver.text("id", "#{null}")).isNull();
	}

	@Test
	void whenPlaceholderIsUnknownThenItIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.resolver.text("id", "${missing}"))
			.withMessageContaining("missing");
	}

	@Test
	void whenTextIsArrayThenItIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.resolver.text("id", "#{{'a','b'}.toArray()}"))
			.withMessageContaining("id");
	}

	@Test
	void whenTextsAreCollectionOrArrayThenAllAreTaken() {
		assertThat(this.resolver.texts("topics", new String[] { "x", "#{names}", "#{{'c','d'}.toArray()}", "" }))
			.containsExactly("x", "a", "b", "c", "d", "");
	}

	@Test
	void whenOneOfTheTextsIsNullThenItIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.resolver.texts("topics", new String[] { "#{null}" }))
			.withMessageContaining("topics");
	}

	@Test
	void whenNumberIsResolvedThenItIsRead() {
		assertThat(this.resolver.number("concurrency", "")).isNull();
		assertThat(this.resolver.number("concurrency", "${number}")).isEqualTo(4);
		assertThat(this.resolver.number("concurrency", "#{2 * 3}")).isEqualTo(6);
		assertThatIllegalArgumentException().isThrownBy(() -> this.resolver.number("concurrency", "${name}"))
			.withMessageContaining("concurrency")
			.withMessageContaining("'orders'")
			.withMessageContaining("a whole number");
	}

	@Test
	void whenFlagIsResolvedThenItIsRead() {
		assertThat(this.resolver.flag("autoStartup", "", true)).isTrue();
		assertThat(this.resolver.flag("autoStartup", "${flag}", true)).isFalse();
		assertThat(this.resolver.flag("autoStartup", "#{1 == 1}", false)).isTrue();
		assertThatIllegalArgumentException().isThrownBy(() -> this.resolver.flag("autoStartup", "yes", true))
			.withMessageContaining("true or false");
	}

	@Test
	void whenDispatchIsResolvedThenItIsRead() {
		assertThat(this.resolver.dispatch("dispatch", "")).isEqualTo(Dispatch.WORKERS);
		assertThat(this.resolver.dispatch("dispatch", "${dispatch}")).isEqualTo(Dispatch.POLLER);
		assertThat(this.resolver.dispatch("dispatch", "#{T(io.zmqspring.listener.Dispatch).VIRTUAL}"))
			.isEqualTo(Dispatch.VIRTUAL);
		assertThatIllegalArgumentException().isThrownBy(() -> this.resolver.dispatch("dispatch", "thread"))
			.withMessageContaining("workers, poller or virtual");
	}

	@Test
	void whenErrorHandlerIsNamedOrGivenThenItIsFound() {
		assertThat(this.resolver.errorHandler("errorHandler", "")).isNull();
		assertThat(this.resolver.errorHandler("errorHandler", "handler")).isSameAs(HANDLER);
		assertThat(this.resolver.errorHandler("errorHandler", "#{handler}")).isSameAs(HANDLER);
		assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
			.isThrownBy(() -> this.resolver.errorHandler("errorHandler", "other"));
	}

	@Test
	void whenErrorHandlerIsSomethingElseThenItIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.resolver.errorHandler("errorHandler", "#{names}"))
			.withMessageContaining("errorHandler")
			.withMessageContaining("[a, b]")
			.withMessageContaining("a ZmqErrorHandler or the name of such a bean");
		assertThat(this.resolver.errorHandler("errorHandler", "#{null}")).isNull();
	}

	@Test
	void whenErrorHandlerIsAnExpressionThenItIsEvaluatedOnce() {
		assertThat(this.resolver.errorHandler("errorHandler", "#{counted.incrementAndGet() == 1 ? 'handler' : ''}"))
			.isSameAs(HANDLER);
		assertThat(this.context.getBean(AtomicInteger.class)).hasValue(1);
	}

}
