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

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.listener.ListenerSnapshot;
import io.zmqspring.listener.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.socket.ZmqSockets;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqListenerConfiguration}.
 */
class ZmqListenerConfigurationTests {

	private static final String[] JOBS = { "zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs",
			"zmq.endpoints.work.type=pull", "zmq.endpoints.work.connect=inproc://jobs" };

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, JacksonAutoConfiguration.class,
				ValidationAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
		.withPropertyValues(JOBS);

	@Test
	void whenNothingElseIsSaidThenListenerHasThreadsOfItsOwn() {
		this.contextRunner.withUserConfiguration(Threads.class).run((context) -> {
			Thread thread = handledBy(context);
			assertThat(thread.getName()).startsWith("zmq-threads.work-");
		});
	}

	@Test
	void whenListenersAreThereThenApplicationTaskExecutorIsToo() {
		this.contextRunner.withUserConfiguration(Threads.class)
			.run((context) -> assertThat(context).hasSingleBean(AsyncTaskExecutor.class)
				.hasBean("applicationTaskExecutor"));
	}

	@Test
	void whenThereIsOtherExecutorThenItIsLeftAlone() {
		this.contextRunner.withUserConfiguration(Threads.class)
			.withBean("other", TaskExecutor.class, () -> new SimpleAsyncTaskExecutor("other-"))
			.run((context) -> assertThat(handledBy(context).getName()).startsWith("zmq-"));
	}

	@Test
	void whenThereIsListenerExecutorThenItIsUsed() {
		this.contextRunner.withUserConfiguration(Threads.class, OwnExecutor.class).run((context) -> {
			assertThat(handledBy(context).getName()).startsWith("own-");
			assertThat(context).hasBean("applicationTaskExecutor");
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenVirtualThreadsAreOnThenListenersUseThem() throws Exception {
		this.contextRunner.withUserConfiguration(Threads.class)
			.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(Thread.class.getMethod("isVirtual").invoke(handledBy(context)))
				.isEqualTo(true));
	}

	@Test
	void whenListenerAndRequestDeclareAListThenItsElementsKeepTheirTypes() {
		this.contextRunner.withUserConfiguration(Zoo.class)
			.withPropertyValues("zmq.endpoints.zoo.type=rep", "zmq.endpoints.zoo.bind=inproc://zoo",
					"zmq.endpoints.visitor.type=req", "zmq.endpoints.visitor.connect=inproc://zoo")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				ParameterizedTypeReference<List<Animal>> animals = new ParameterizedTypeReference<>() {
				};
				assertThat(template.to("visitor").request("Tom", animals)).containsExactly(new Cat("Tom"));
				assertThat(template.to("visitor").request(null, animals)).isNull();
			});
	}

	@Test
	void whenPrefetchIsSetThenNoMoreIsTakenOver() {
		this.contextRunner.withUserConfiguration(Blocked.class)
			.withPropertyValues("zmq.listener.prefetch=2", "zmq.listener.stop-timeout=50ms")
			.run((context) -> {
				for (int i = 0; i < 10; i++) {
					context.getBean(ZmqTemplate.class).to("jobs").send("job " + i);
				}
				Blocked blocked = context.getBean(Blocked.class);
				assertThat(blocked.begun.poll(10, TimeUnit.SECONDS)).isEqualTo("job 0");
				ListenerSnapshot listener = context.getBean(ZmqListenerRegistry.class).get("blocked").snapshot();
				assertThat(listener.queued() + listener.inFlight()).isBetween(1, 2);
				long start = System.nanoTime();
				context.getBean(ZmqListenerRegistry.class).stop();
				assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(50L, 5000L);
				blocked.release.add("go");
			});
	}

	@Test
	void whenPayloadIsNotValidThenErrorHandlerIsTold() {
		this.contextRunner.withUserConfiguration(Validated.class, OwnErrorHandler.class).run((context) -> {
			context.getBean(ZmqTemplate.class).to("jobs").send(new Job(-1));
			context.getBean(ZmqTemplate.class).to("jobs").send(new Job(1));
			assertThat(context.getBean(OwnErrorHandler.class).errors.poll(10, TimeUnit.SECONDS))
				.hasMessageContaining("number");
			assertThat(context.getBean(Validated.class).jobs.poll(10, TimeUnit.SECONDS)).isEqualTo(new Job(1));
		});
	}

	@Test
	void whenThereIsErrorHandlerOfAnotherNameThenItIsNotForAll() {
		this.contextRunner.withUserConfiguration(Threads.class)
			.withBean("special", ZmqErrorHandler.class, () -> (error) -> null)
			.run((context) -> assertThat(context).hasBean("zmqErrorHandler").hasBean("special"));
	}

	@Test
	void whenThereIsNoValidatorThenValidationIsRefused() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.hibernate.validator", "jakarta.validation"))
			.withUserConfiguration(Validated.class)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("add spring-boot-starter-validation"));
	}

	@Test
	void whenSpringMvcIsThereThenPayloadsAreValidatedAllTheSame() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, JacksonAutoConfiguration.class,
					ValidationAutoConfiguration.class, WebMvcAutoConfiguration.class))
			.withPropertyValues(JOBS)
			.withUserConfiguration(Validated.class, OwnErrorHandler.class)
			.run((context) -> {
				assertThat(context).hasNotFailed().hasBean("mvcValidator");
				context.getBean(ZmqTemplate.class).to("jobs").send(new Job(-1));
				assertThat(context.getBean(OwnErrorHandler.class).errors.poll(10, TimeUnit.SECONDS)).isNotNull();
			});
	}

	@Test
	void whenThereIsArgumentResolverThenItIsAskedFirst() {
		this.contextRunner.withUserConfiguration(Resolved.class).run((context) -> {
			context.getBean(ZmqTemplate.class).to("jobs").send("one");
			assertThat(context.getBean(Resolved.class).seen.poll(10, TimeUnit.SECONDS)).isEqualTo("resolved work");
		});
	}

	@Test
	void whenInitializationIsLazyThenListenersAreThereAllTheSame() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean("untouched", Validated.class)
			.withBean("idle", Object.class)
			.run((context) -> {
				assertThat(context.getSourceApplicationContext().getBeanFactory().containsSingleton("untouched"))
					.isTrue();
				assertThat(context.getSourceApplicationContext().getBeanFactory().containsSingleton("idle")).isFalse();
				assertThat(context.getBean(ZmqSockets.class).isRunning()).isTrue();
				assertThat(context.getBean(ZmqListenerRegistry.class).get("untouched.work").isRunning()).isTrue();
			});
	}

	@Test
	void whenContextIsBelowAnotherThenItsListenersUseTheSocketsAbove() {
		this.contextRunner.run((parent) -> {
			ZmqListenerRegistry registry = parent.getBean(ZmqListenerRegistry.class);
			this.contextRunner.withParent(parent).withUserConfiguration(Threads.class).run((child) -> {
				assertThat(child).hasNotFailed();
				assertThat(BeanFactoryUtils.beansOfTypeIncludingAncestors(child, ZmqSockets.class)).hasSize(1);
				assertThat(BeanFactoryUtils.beansOfTypeIncludingAncestors(child, ZmqLocalPorts.class)).hasSize(1);
				assertThat(child.getBean(ZmqListenerRegistry.class)).isSameAs(registry);
				assertThat(registry.get("threads.work").isRunning()).isTrue();
				assertThat(handledBy(child)).isNotNull();
			});
			assertThat(registry.all()).isEmpty();
			assertThat(registry.isRunning()).isTrue();
			this.contextRunner.withParent(parent)
				.withUserConfiguration(Threads.class)
				.run((next) -> assertThat(handledBy(next)).isNotNull());
		});
	}

	@Test
	void whenContextBelowCannotStartThenItLeavesNoListener() {
		this.contextRunner.run((parent) -> {
			this.contextRunner.withParent(parent)
				.withUserConfiguration(Threads.class)
				.withBean("zz", Nowhere.class)
				.run((child) -> assertThat(child).hasFailed());
			assertThat(parent.getBean(ZmqListenerRegistry.class).all()).isEmpty();
		});
	}

	private static Thread handledBy(ApplicationContext context) throws InterruptedException {
		context.getBean(ZmqTemplate.class).to("jobs").send("one");
		return context.getBean(Threads.class).threads.poll(10, TimeUnit.SECONDS);
	}

	@Configuration(value = "threads", proxyBeanMethods = false)
	static class Threads {

		private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

		@ZmqListener("work")
		void work(String text) {
			this.threads.add(Thread.currentThread());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnExecutor {

		@Bean(defaultCandidate = false)
		Executor zmqListenerExecutor() {
			return new SimpleAsyncTaskExecutor("own-");
		}

	}

	static class Blocked {

		private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

		private final BlockingQueue<String> release = new LinkedBlockingQueue<>();

		@ZmqListener(id = "blocked", endpoint = "work")
		void work(String text) throws InterruptedException {
			this.begun.add(text);
			this.release.poll(10, TimeUnit.SECONDS);
		}

	}

	static class Nowhere {

		@ZmqListener("nowhere")
		void work(String text) {
		}

	}

	record Job(@Positive int number) {

	}

	static class Validated {

		private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();

		@ZmqListener("work")
		void work(@Payload @Valid Job job) {
			this.jobs.add(job);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnErrorHandler {

		private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();

		@Bean
		ZmqErrorHandler zmqErrorHandler() {
			return (error) -> {
				this.errors.add(error.cause());
				return null;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Resolved {

		private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@Bean
		static HandlerMethodArgumentResolver endpointResolver() {
			return new EndpointResolver();
		}

		@ZmqListener("work")
		void work(ZmqMessage message, StringBuilder resolved, @Header("zmq_endpoint") String endpoint) {
			this.seen.add(resolved + " " + endpoint);
		}

	}

	private static final class EndpointResolver implements HandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == StringBuilder.class;
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, Message<?> message) {
			return new StringBuilder("resolved");
		}

	}

	static class Zoo {

		@ZmqListener("zoo")
		@Nullable List<Animal> animals(@Payload(required = false) @Nullable String name) {
			return (name != null) ? List.of(new Cat(name)) : null;
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(Cat.class))
	interface Animal {

	}

	record Cat(String name) implements Animal {

	}

}
