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

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.zmqspring.convert.BytesCodec;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.TextCodec;
import io.zmqspring.convert.ZmqCodecException;
import io.zmqspring.convert.ZmqHeaders;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqUnknownEndpointException;
import io.zmqspring.listener.Dispatch;
import io.zmqspring.listener.ListenerContainer;
import io.zmqspring.listener.ListenerDefinition;
import io.zmqspring.listener.ListenerSettings;
import io.zmqspring.listener.LoggingErrorHandler;
import io.zmqspring.listener.MethodListenerFactory;
import io.zmqspring.listener.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZMsgConverter;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanInitializationException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.core.env.MapPropertySource;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZmqListenerAnnotationBeanPostProcessor}.
 */
class ZmqListenerAnnotationBeanPostProcessorTests {

	private static final BlockingQueue<String> HANDLED = new LinkedBlockingQueue<>();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@AfterEach
	void close() {
		this.context.close();
		HANDLED.clear();
	}

	@Test
	void whenMethodIsAnnotatedThenItGetsMessages() throws Exception {
		start(Simple.class);
		send("jobs-out", "one");
		assertThat(next()).isEqualTo("one");
		assertThat(registry().all()).extracting(ListenerContainer::id).containsExactly("bean.job");
	}

	@Test
	void whenAttributesHavePlaceholdersAndExpressionsThenAllAreResolved() {
		start(Resolved.class);
		ListenerDefinition definition = registry().get("id-of-resolved").definition();
		assertThat(definition.endpoint()).isEqualTo("prices");
		assertThat(definition.topics()).containsExactly("EUR", "XAU", "XAG");
		assertThat(definition.concurrency()).isEqualTo(3);
		assertThat(definition.autoStartup()).isFalse();
		assertThat(definition.dispatch()).isEqualTo(Dispatch.WORKERS);
		assertThat(definition.errorHandler()).isSameAs(this.context.getBean(ZmqErrorHandler.class));
		assertThat(definition.codec()).isEqualTo("text");
		assertThat(definition.sendTo()).isEqualTo("jobs-out");
	}

	@Test
	void whenAnnotationIsComposedThenItsAliasesCount() {
		start(Composed.class);
		ListenerDefinition definition = registry().get("bean.job").definition();
		assertThat(definition.endpoint()).isEqualTo("jobs");
		assertThat(definition.concurrency()).isEqualTo(5);
		assertThat(definition.dispatch()).isEqualTo(Dispatch.WORKERS);
	}

	@Test
	void whenAnnotationIsRepeatedThenEachIsListener() throws Exception {
		start(Repeated.class);
		assertThat(registry().all()).extracting(ListenerContainer::id).containsExactly("bean.both", "bean.both#2");
		assertThat(registry().all()).extracting((container) -> container.definition().endpoint())
			.containsExactly("jobs", "pairs");
		send("jobs-out", "from jobs");
		assertThat(next()).isEqualTo("jobs: from jobs");
		send("pairs-out", "from pairs");
		assertThat(next()).isEqualTo("pairs: from pairs");
	}

	@Test
	void whenContainerAnnotationIsUsedThenEachIsListener() {
		start(Contained.class);
		assertThat(registry().all()).hasSize(2);
	}

	@Test
	void whenMethodsAreOverloadedThenIdsAreUnique() {
		start(Overloaded.class);
		assertThat(registry().all()).extracting(ListenerContainer::id).containsExactly("bean.on", "bean.on#2");
	}

	@Test
	void whenMethodNamesEndpointThenItGetsTheReturnValue() throws Exception {
		start(Forwarding.class, Simple.class);
		send("pairs-out", "one");
		assertThat(next()).isEqualTo("forwarded one");
	}

	@Test
	void whenBeanIsProxiedByClassThenProxyIsInvoked() throws Exception {
		this.context.registerBean(Proxying.class, () -> new Proxying(true));
		start(Simple.class);
		send("jobs-out", "one");
		assertThat(next()).isEqualTo("advised");
		assertThat(next()).isEqualTo("one");
	}

	@Test
	void whenBeanIsProxiedByInterfaceThenProxyIsInvoked() throws Exception {
		this.context.registerBean(Proxying.class, () -> new Proxying(false));
		start(ByInterface.class);
		send("jobs-out", "one");
		assertThat(next()).isEqualTo("advised");
		assertThat(next()).isEqualTo("one");
	}

	@Test
	void whenProxyLacksTheMethodThenBeanAndMethodAreNamed() {
		this.context.registerBean(Proxying.class, () -> new Proxying(false));
		assertThatExceptionOfType(BeanInitializationException.class).isThrownBy(() -> start(NotInInterface.class))
			.withMessageContaining(NotInInterface.class.getName() + ".hidden")
			.withMessageContaining("'bean'");
	}

	@Test
	void whenBeanIsCreatedLaterThenItIsRegisteredThen() throws Exception {
		this.context.registerBean("lazy", Simple.class, (definition) -> definition.setLazyInit(true));
		start();
		assertThat(registry().all()).isEmpty();
		this.context.getBean("lazy");
		assertThat(registry().get("lazy.job").isRunning()).isTrue();
		send("jobs-out", "one");
		assertThat(next()).isEqualTo("one");
	}

	@Test
	void whenContextIsRestartedThenListenersGoOn() throws Exception {
		start(Simple.class);
		for (int i = 0; i < 2; i++) {
			this.context.stop();
			this.context.start();
			send("jobs-out", "m" + i);
			assertThat(next()).isEqualTo("m" + i);
		}
	}

	@Test
	void whenErrorHandlerIsNamedThenItIsTold() throws Exception {
		start(Failing.class);
		send("jobs-out", "one");
		assertThat(next()).isEqualTo("error: no one");
	}

	@Test
	void whenNoBeanIsAnnotatedThenNothingElseIsNeeded() {
		this.context.registerBean(ZmqListenerAnnotationBeanPostProcessor.class);
		this.context.registerBean(Object.class);
		this.context.refresh();
		assertThat(this.context.isRunning()).isTrue();
	}

	@Test
	void whenEndpointIsUnknownThenBeanAndMethodAreNamed() {
		assertFails(Unknown.class, ZmqUnknownEndpointException.class, "nowhere");
	}

	@Test
	void whenEndpointOnlySendsThenBeanAndMethodAreNamed() {
		assertFails(OnlySends.class, ZmqOperationException.class, "cannot be listened to");
	}

	@Test
	void whenReturnValueGoesNowhereThenBeanAndMethodAreNamed() {
		assertFails(Returning.class, ZmqOperationException.class, "@SendTo");
	}

	@Test
	void whenNoCodecFitsThenBeanAndMethodAreNamed() {
		assertFails(Undecodable.class, ZmqCodecException.class, "java.util.Map");
	}

	@Test
	void whenParameterIsMessageOfAnotherTypeThenBeanAndMethodAreNamed() {
		assertFails(NotMessage.class, ZmqOperationException.class, "'jobs'");
	}

	@Test
	void whenTopicIsTakenThenBeanAndMethodAreNamed() {
		assertFails(SameTopic.class, ZmqOperationException.class, "both take the topic 'EUR'");
	}

	@Test
	void whenNoEndpointIsNamedThenBeanAndMethodAreNamed() {
		assertFails(Nameless.class, IllegalArgumentException.class, "names no endpoint");
	}

	@Test
	void whenSeveralDestinationsAreNamedThenBeanAndMethodAreNamed() {
		assertFails(TwoDestinations.class, IllegalArgumentException.class, "@SendTo has to name one endpoint");
	}

	@Test
	void whenBeanIsPrototypeThenItIsRefusedAtStart() {
		this.context.registerBean("many", Simple.class, (definition) -> definition.setScope("prototype"));
		assertThatExceptionOfType(ZmqListenerDeclarationException.class).isThrownBy(this::start)
			.withMessageContaining(Simple.class.getName() + ".job")
			.withMessageContaining("'many'")
			.withMessageContaining("scope 'prototype'");
	}

	@Test
	void whenBeanHasScopedProxyThenItIsRefusedAtStart() {
		this.context.getBeanFactory().registerScope("short", new SimpleThreadScope());
		assertThatExceptionOfType(ZmqListenerDeclarationException.class).isThrownBy(() -> start(Scoped.class))
			.withMessageContaining("(bean 'scoped')")
			.withMessageContaining("scope 'short'");
	}

	@Test
	void whenTypeOfPrototypeIsNotKnownThenItIsRefusedOnceItIs() {
		start(Disguised.class);
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> this.context.getBean("disguised"))
			.withMessageContaining(Simple.class.getName() + ".job")
			.withMessageContaining("scope 'prototype'");
	}

	@Test
	void whenBeanIsDestroyedThenItsListenersGo() {
		start(Simple.class);
		this.context.getDefaultListableBeanFactory().destroySingleton("bean");
		assertThat(registry().all()).isEmpty();
	}

	@Test
	void whenListenerWasRemovedBeforeThenItsBeanCanBeDestroyed() {
		start(Simple.class);
		registry().unregister("bean.job");
		this.context.getDefaultListableBeanFactory().destroySingleton("bean");
		assertThat(registry().all()).isEmpty();
	}

	@Test
	void whenTypeHasAnnotatedMethodThenItHasListeners() {
		assertThat(ZmqListenerAnnotationBeanPostProcessor.hasListeners(Simple.class)).isTrue();
		assertThat(ZmqListenerAnnotationBeanPostProcessor.hasListeners(Composed.class)).isTrue();
		assertThat(ZmqListenerAnnotationBeanPostProcessor.hasListeners(Setup.class)).isFalse();
	}

	private void assertFails(Class<?> bean, Class<? extends Exception> cause, String text) {
		assertThatExceptionOfType(BeanInitializationException.class).isThrownBy(() -> start(bean))
			.withCauseInstanceOf(cause)
			.withMessageContaining(bean.getName() + ".on")
			.withMessageContaining("'bean'")
			.withMessageContaining(text);
	}

	private void start(Class<?>... beans) {
		this.context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("my.endpoint", "prices", "my.id", "resolved", "my.topic",
					"EUR", "my.concurrency", "3", "my.start", "false", "my.dispatch", "Workers", "my.codec", "text")));
		this.context.register(Setup.class);
		for (int i = 0; i < beans.length; i++) {
			this.context.registerBean((i == 0) ? "bean" : "bean" + i, beans[i]);
		}
		this.context.refresh();
	}

	private ZmqListenerRegistry registry() {
		return this.context.getBean(ZmqListenerRegistry.class);
	}

	private void send(String endpoint, String text) {
		this.context.getBean(ZmqSockets.class).get(endpoint).send(ZmqMessage.ofText(text));
	}

	private static String next() throws InterruptedException {
		String next = HANDLED.poll(20, TimeUnit.SECONDS);
		assertThat(next).as("came within 20 s").isNotNull();
		return next;
	}

	static class Simple {

		@ZmqListener("jobs")
		void job(String text) {
			HANDLED.add(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Scope(scopeName = "short", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Simple scoped() {
			return new Simple();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Disguised {

		@Bean
		@Scope("prototype")
		Object disguised() {
			return new Simple();
		}

	}

	static class Resolved {

		@ZmqListener(endpoint = "${my.endpoint}", id = "#{'id-of-' + '${my.id}'}",
				topics = { "${my.topic}", "#{{'XAU','XAG'}}" }, concurrency = "${my.concurrency}",
				autoStartup = "${my.start}", dispatch = "${my.dispatch}", errorHandler = "#{'error'}Handler",
				codec = "${my.codec}")
		@SendTo("${my.destination:jobs-out}")
		String price(String text) {
			return text;
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@ZmqListener(endpoint = "jobs", dispatch = "poller")
	@interface JobListener {

		@AliasFor(annotation = ZmqListener.class)
		String concurrency() default "1";

		@AliasFor(annotation = ZmqListener.class, attribute = "dispatch")
		String threads() default "workers";

	}

	static class Composed {

		@JobListener(concurrency = "5")
		void job(String text) {
		}

	}

	static class Repeated {

		@ZmqListener("jobs")
		@ZmqListener("pairs")
		void both(String text, @Header(ZmqHeaders.ENDPOINT) String endpoint) {
			HANDLED.add(endpoint + ": " + text);
		}

	}

	static class Contained {

		@ZmqListeners({ @ZmqListener("jobs"), @ZmqListener("pairs") })
		void both(String text) {
		}

	}

	static class Overloaded {

		@ZmqListener("jobs")
		void on(String text) {
		}

		@ZmqListener("pairs")
		void on(byte[] bytes) {
		}

	}

	static class Forwarding {

		@ZmqListener("pairs")
		@SendTo("jobs-out")
		String forward(String text) {
			return "forwarded " + text;
		}

	}

	interface Handler {

		void handle(String text);

	}

	static class ByInterface implements Handler {

		@Override
		@ZmqListener("jobs")
		public void handle(String text) {
			HANDLED.add(text);
		}

	}

	static class NotInInterface implements Consumer<String> {

		@Override
		public void accept(String text) {
		}

		@ZmqListener("jobs")
		void hidden(String text) {
		}

	}

	static class Failing {

		@ZmqListener(value = "jobs", errorHandler = "errorHandler")
		void on(String text) {
			throw new IllegalStateException("no " + text);
		}

	}

	static class Unknown {

		@ZmqListener("nowhere")
		void on(String text) {
		}

	}

	static class OnlySends {

		@ZmqListener("jobs-out")
		void on(String text) {
		}

	}

	static class Returning {

		@ZmqListener("jobs")
		String on(String text) {
			return text;
		}

	}

	static class Undecodable {

		@ZmqListener("jobs")
		void on(Map<String, String> payload) {
		}

	}

	static class NotMessage {

		@ZmqListener("jobs")
		void on(GenericMessage<String> message) {
		}

	}

	static class SameTopic {

		@ZmqListener(endpoint = "prices", topics = "EUR")
		@ZmqListener(endpoint = "prices", topics = { "USD", "EUR" })
		void on(String text) {
		}

	}

	static class Nameless {

		@ZmqListener
		void on(String text) {
		}

	}

	static class TwoDestinations {

		@ZmqListener("jobs")
		@SendTo({ "jobs-out", "pairs" })
		String on(String text) {
			return text;
		}

	}

	/**
	 * Puts proxies around all beans named so.
	 */
	static final class Proxying implements BeanPostProcessor, Ordered {

		private final boolean byClass;

		Proxying(boolean byClass) {
			this.byClass = byClass;
		}

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!beanName.equals("bean")) {
				return bean;
			}
			ProxyFactory factory = new ProxyFactory(bean);
			factory.setProxyTargetClass(this.byClass);
			factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) (invocation) -> {
				HANDLED.add("advised");
				return invocation.proceed();
			});
			return factory.getProxy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Setup {

		@Bean
		ZmqSockets sockets() {
			return new ZmqSockets(SocketLayerSettings.DEFAULTS,
					List.of(endpoint("jobs", EndpointType.PULL), to("jobs-out", EndpointType.PUSH, "jobs"),
							endpoint("pairs", EndpointType.PAIR), to("pairs-out", EndpointType.PAIR, "pairs"),
							endpoint("prices", EndpointType.SUB)),
					Map.of(), List.of(), List.of());
		}

		private static ZmqEndpoint endpoint(String name, EndpointType type) {
			return ZmqEndpoint.of(name, type, List.of("inproc://" + name), List.of());
		}

		private static ZmqEndpoint to(String name, EndpointType type, String target) {
			return ZmqEndpoint.of(name, type, List.of(), List.of("inproc://" + target));
		}

		@Bean
		PayloadConverter converter() {
			return new PayloadConverter(List.of(new BytesCodec(), new TextCodec()), List.of(new ZMsgConverter()));
		}

		@Bean
		ZmqErrorHandler errorHandler() {
			return (error) -> {
				HANDLED.add("error: " + error.cause().getMessage());
				return null;
			};
		}

		@Bean
		ZmqListenerRegistry registry(ZmqSockets sockets, PayloadConverter converter) {
			return new ZmqListenerRegistry(sockets, Framing::of, converter, ListenerSettings.DEFAULTS,
					new LoggingErrorHandler(), ZmqObservations.NOOP, null);
		}

		@Bean
		MethodListenerFactory listeners(ZmqSockets sockets, PayloadConverter converter) {
			return new MethodListenerFactory(sockets, converter, DefaultConversionService.getSharedInstance(), null,
					List.of(), null);
		}

		@Bean
		static ZmqListenerAnnotationBeanPostProcessor processor() {
			return new ZmqListenerAnnotationBeanPostProcessor();
		}

	}

}
