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

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.annotation.ZmqListenerAnnotationBeanPostProcessor;
import io.zmqspring.autoconfigure.actuate.ZmqEndpointAutoConfiguration;
import io.zmqspring.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.zmqspring.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.FramingFactory;
import io.zmqspring.convert.InboundMessage;
import io.zmqspring.convert.InboundReply;
import io.zmqspring.convert.OutboundMessage;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.TextCodec;
import io.zmqspring.convert.ZmqCodec;
import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.core.ZmqOperations;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.FrameConverter;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqPendingRequestsException;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import io.zmqspring.listener.ListenerSettings;
import io.zmqspring.listener.MethodListenerFactory;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.patch.JeroMqPatch;
import io.zmqspring.patch.PatchResult;
import io.zmqspring.socket.ContextSnapshot;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.MessageReceiver;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZmqContextCustomizer;
import io.zmqspring.socket.ZmqSocketCustomizer;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zeromq.ZContext;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.support.DefaultConversionService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ZmqAutoConfiguration}.
 */
class ZmqAutoConfigurationTests {

	private static final String[] JOBS = { "zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs",
			"zmq.endpoints.work.type=pull", "zmq.endpoints.work.connect=inproc://jobs" };

	private static final String[] ORDERS = { "zmq.endpoints.orders.type=rep",
			"zmq.endpoints.orders.bind=inproc://orders", "zmq.endpoints.place.type=req",
			"zmq.endpoints.place.connect=inproc://orders" };

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, JacksonAutoConfiguration.class));

	@Test
	void whenNoEndpointIsConfiguredThenNothingIsOpened() {
		Set<Thread> before = zmqThreads();
		this.contextRunner.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(ZmqTemplate.class);
			assertThat(context.getBean(ZmqSockets.class).all()).isEmpty();
			assertThat(context.getBean(ZmqSockets.class).contexts()).isEmpty();
			assertThat(context.getBean(ZmqSockets.class).isRunning()).isTrue();
			assertThat(before).containsAll(zmqThreads());
		});
	}

	@Test
	void whenEndpointIsConfiguredThenMessagesReachListener() {
		Set<Thread> before = zmqThreads();
		this.contextRunner.withPropertyValues(JOBS).withUserConfiguration(Worker.class).run((context) -> {
			assertThat(zmqThreads()).anyMatch((thread) -> !before.contains(thread));
			context.getBean(ZmqTemplate.class).to("jobs").send(new Job(7));
			assertThat(context.getBean(Worker.class).next()).isEqualTo(new Job(7));
		});
	}

	@Test
	void whenContextIsRestartedThenMessagesReachListenerEachTime() {
		this.contextRunner.withPropertyValues(ORDERS)
			.withPropertyValues("zmq.endpoints.orders.bind=inproc://orders,tcp://127.0.0.1:*")
			.withUserConfiguration(Echo.class)
			.run((context) -> {
				ConfigurableApplicationContext restarted = (ConfigurableApplicationContext) context
					.getSourceApplicationContext();
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				for (int i = 0; i < 3; i++) {
					assertThat(template.to("place").request("order " + i, String.class)).isEqualTo("echo: order " + i);
					assertThat(context.getEnvironment().getProperty("local.zmq.orders.port")).isNotNull();
					restarted.stop();
					assertThat(context.getEnvironment().getProperty("local.zmq.orders.port")).isNull();
					restarted.start();
				}
			});
	}

	@Test
	void whenLibraryIsMissingThenMessagesStillGoThrough() {
		for (String library : List.of("tools.jackson", "tools.jackson.dataformat", "org.springframework.boot.health",
				"org.springframework.boot.actuate", "io.micrometer", "jakarta.validation", "reactor")) {
			new ApplicationContextRunner().withUserConfiguration(Application.class)
				.withClassLoader(new FilteredClassLoader(library))
				.withPropertyValues(ORDERS)
				.withUserConfiguration(Echo.class)
				.run((context) -> {
					assertThat(context).as(library).hasNotFailed();
					assertThat(context.getBean(ZmqTemplate.class).to("place").request("one", String.class))
						.isEqualTo("echo: one");
				});
		}
	}

	@Test
	void whenJacksonIsMissingThenThereAreBytesAndText() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.withPropertyValues(JOBS)
			.withPropertyValues("zmq.endpoints.work.codec=json")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("no codec named 'json'; there are the codecs bytes, text"));
	}

	@Test
	void whenCborIsMissingThenThereIsJson() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson.dataformat"))
			.withPropertyValues(JOBS)
			.withPropertyValues("zmq.endpoints.work.codec=cbor")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("no codec named 'cbor'; there are the codecs bytes, text, json"));
	}

	@Test
	void whenEndpointHasCodecThenPayloadsGoThroughIt() {
		this.contextRunner.withPropertyValues(JOBS)
			.withPropertyValues("zmq.endpoints.jobs.codec=cbor", "zmq.endpoints.work.codec=cbor")
			.withUserConfiguration(Worker.class)
			.run((context) -> {
				PayloadConverter converter = context.getBean(PayloadConverter.class);
				byte[] cbor = converter.toFrames("jobs", "cbor", new Job(7), null).build().frame(0);
				assertThat(cbor).isNotEqualTo(converter.toFrames("jobs", "json", new Job(7), null).build().frame(0));
				context.getBean(ZmqTemplate.class).to("jobs").send(new Job(7));
				assertThat(context.getBean(Worker.class).next()).isEqualTo(new Job(7));
			});
	}

	@Test
	void whenThereIsOwnCodecThenItIsAskedBeforeJson() {
		this.contextRunner.withUserConfiguration(OwnCodecs.class).run((context) -> {
			PayloadConverter converter = context.getBean(PayloadConverter.class);
			assertThat(converter.toFrames("jobs", null, new Job(7), null).build().text(0)).isEqualTo("job 7");
			assertThat(converter.toFrames("jobs", null, "hello", null).build().text(0)).isEqualTo("hello");
			assertThat(converter.toFrames("jobs", null, Map.of(), null).build().text(0)).isEqualTo("own json");
			assertThat(converter.toFrames("jobs", "cbor", Map.of(), null).build().frame(0)).hasSize(2);
		});
	}

	@Test
	void whenThereIsOwnFrameConverterThenItIsUsed() {
		this.contextRunner.withUserConfiguration(OwnFrames.class).run((context) -> {
			ZmqMessage message = context.getBean(PayloadConverter.class)
				.toFrames("jobs", null, new StringBuilder("a b"), null)
				.build();
			assertThat(message).isEqualTo(ZmqMessage.ofText("a", "b"));
		});
	}

	@Test
	void whenContextsAreConfiguredThenTheyHaveTheirSettings() {
		this.contextRunner.withPropertyValues(JOBS)
			.withPropertyValues("zmq.contexts.default.io-threads=2", "zmq.contexts.fast.io-threads=3",
					"zmq.contexts.fast.max-sockets=9", "zmq.endpoints.fast.type=pull",
					"zmq.endpoints.fast.bind=inproc://fast", "zmq.endpoints.fast.context=fast")
			.withUserConfiguration(SeenContexts.class)
			.run((context) -> {
				assertThat(context.getBean(ZmqSockets.class).contexts())
					.extracting(ContextSnapshot::name, ContextSnapshot::ioThreads)
					.containsExactlyInAnyOrder(tuple("default", 2), tuple("fast", 3));
				assertThat(context.getBean(SeenContexts.class).maxSockets).containsEntry("fast", 9)
					.containsEntry("default", 1024);
			});
	}

	@Test
	void whenThereIsOneContextBeanThenItServesTheDefaultContext() {
		this.contextRunner.withPropertyValues(JOBS).withUserConfiguration(OneContext.class).run((context) -> {
			assertThat(context.getBean(ZmqSockets.class).contexts()).extracting(ContextSnapshot::ioThreads)
				.containsExactly(5);
			context.getBean(ZmqTemplate.class).to("jobs").send("hello");
		});
	}

	@Test
	void whenContextBeanIsNamedLikeContextThenItServesThatOne() {
		this.contextRunner.withPropertyValues(JOBS)
			.withPropertyValues("zmq.endpoints.work.context=mine", "zmq.endpoints.work.connect=tcp://127.0.0.1:1")
			.withBean("mine", ZContext.class, () -> new ZContext(5))
			.run((context) -> assertThat(context.getBean(ZmqSockets.class).contexts())
				.extracting(ContextSnapshot::name, ContextSnapshot::ioThreads)
				.containsExactlyInAnyOrder(tuple("default", 1), tuple("mine", 5)));
	}

	@Test
	void whenOneOfSeveralContextBeansIsPrimaryThenItServesTheDefaultContext() {
		this.contextRunner.withPropertyValues(JOBS)
			.withUserConfiguration(OneContext.class)
			.withBean("other", ZContext.class, () -> new ZContext(6))
			.run((context) -> assertThat(context.getBean(ZmqSockets.class).contexts())
				.extracting(ContextSnapshot::ioThreads)
				.containsExactly(5));
	}

	@Test
	void whenThereAreCustomizersThenTheyAreCalledInOrder() {
		this.contextRunner.withPropertyValues(JOBS)
			.withUserConfiguration(Customizers.class)
			.run((context) -> assertThat(context.getBean(Customizers.class).calls).containsExactly("context 1 default",
					"context 2 default", "socket 1 jobs", "socket 2 jobs", "socket 1 work", "socket 2 work"));
	}

	@Test
	void whenPollerThreadsAreSetThenThereAreAsMany() {
		this.contextRunner.withPropertyValues(JOBS)
			.run((context) -> assertThat(context.getBean(ZmqSockets.class).pollers()).hasSize(1));
		this.contextRunner.withPropertyValues(JOBS)
			.withPropertyValues("zmq.poller.threads=2")
			.run((context) -> assertThat(context.getBean(ZmqSockets.class).pollers()).hasSize(2));
	}

	@Test
	void whenBatchSizeIsSetThenBatchesAreNotLarger() {
		this.contextRunner.withPropertyValues(JOBS).withPropertyValues("zmq.poller.batch-size=3").run((context) -> {
			Batches batches = new Batches();
			for (int i = 0; i < 20; i++) {
				context.getBean(ZmqTemplate.class).to("jobs").send("job " + i);
			}
			context.getBean(ZmqSockets.class).get("work").attach(batches);
			for (int left = 20; left > 0;) {
				Integer batch = batches.sizes.poll(10, TimeUnit.SECONDS);
				assertThat(batch).isBetween(1, 3);
				left -= batch;
			}
		});
	}

	@Test
	void whenPatchIsExcludedThenItAloneIsNotApplied() {
		this.contextRunner.withPropertyValues(JOBS).run((context) -> assertThat(excludedIn(context)).isEmpty());
		this.contextRunner.withPropertyValues(JOBS)
			.withPropertyValues("zmq.jeromq-patches.exclude=io-thread")
			.run((context) -> assertThat(excludedIn(context)).containsExactly(JeroMqPatch.IO_THREAD));
		this.contextRunner.withPropertyValues(JOBS)
			.withPropertyValues("zmq.jeromq-patches.enabled=false")
			.run((context) -> assertThat(excludedIn(context)).containsExactly(JeroMqPatch.values()));
	}

	@Test
	void whenEndpointNeedNotBeBoundThenApplicationStarts() {
		this.contextRunner
			.withPropertyValues("zmq.endpoints.away.type=pull", "zmq.endpoints.away.bind=tcp://192.0.2.1:5555")
			.run((context) -> assertThat(context).hasFailed());
		this.contextRunner
			.withPropertyValues("zmq.endpoints.away.type=pull", "zmq.endpoints.away.bind=tcp://192.0.2.1:5555",
					"zmq.endpoints.away.fail-fast=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ZmqSockets.class).get("away").snapshot().lastError()).contains("192.0.2.1");
			});
	}

	@Test
	void whenRequestTimeoutIsSetThenRequestEndsAfterIt() {
		this.contextRunner.withPropertyValues(ORDERS)
			.withPropertyValues("zmq.endpoints.place.request-timeout=50ms",
					"zmq.endpoints.place.max-pending-requests=1")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				assertThatExceptionOfType(ZmqRequestTimeoutException.class)
					.isThrownBy(() -> template.to("place").request("one", String.class))
					.withMessageContaining("within 50ms");
				template.to("place").timeout(Duration.ofMinutes(1)).requestAsync("one", String.class);
				assertThatExceptionOfType(ZmqPendingRequestsException.class)
					.isThrownBy(() -> template.to("place").request("two", String.class));
			});
	}

	@Test
	void whenRememberedTopicsAreLimitedThenTheOthersAreServedAllTheSame() {
		this.contextRunner
			.withPropertyValues("zmq.endpoints.news.type=pub", "zmq.endpoints.news.bind=inproc://news",
					"zmq.endpoints.news.max-remembered-topics=2", "zmq.endpoints.reader.type=sub",
					"zmq.endpoints.reader.connect=inproc://news", "zmq.endpoints.reader.topics=EUR,USD,GBP")
			.run((context) -> {
				ManagedSocket news = context.getBean(ZmqSockets.class).get("news");
				ManagedSocket reader = context.getBean(ZmqSockets.class).get("reader");
				await().until(() -> news.rememberedTopics() == 2);
				for (String topic : List.of("EUR", "USD", "GBP")) {
					context.getBean(ZmqTemplate.class).to("news").publish(topic, "text");
				}
				assertThat(news.peerSubscriptions()).hasSize(2);
				assertThat(news.sent()).isEqualTo(3);
				BlockingQueue<String> topics = new LinkedBlockingQueue<>();
				reader.attach(new MessageReceiver() {

					@Override
					public int demand() {
						return 10;
					}

					@Override
					public void receive(List<ZmqMessage> messages) {
						messages.forEach((message) -> topics.add(message.text(0)));
					}

				});
				await().until(() -> topics.size() == 3);
				assertThat(topics).containsExactly("EUR", "USD", "GBP");
			});
	}

	@Test
	void whenOptionsAreSetThenEndpointHasThem() {
		this.contextRunner.withPropertyValues(JOBS)
			.withPropertyValues("zmq.defaults.send-hwm=7", "zmq.endpoints.work.options.send-hwm=8",
					"zmq.endpoints.work.options.linger=0s")
			.run((context) -> {
				assertThat(options(context.getBean(ZmqSockets.class), "jobs").sendHwm()).isEqualTo(7);
				assertThat(options(context.getBean(ZmqSockets.class), "work").sendHwm()).isEqualTo(8);
				assertThat(options(context.getBean(ZmqSockets.class), "work").linger()).isZero();
			});
	}

	@Test
	void whenTopicsAreSetThenEndpointSubscribesToThem() {
		this.contextRunner
			.withPropertyValues("zmq.endpoints.prices.type=pub", "zmq.endpoints.prices.bind=inproc://prices",
					"zmq.endpoints.watch.type=sub", "zmq.endpoints.watch.connect=inproc://prices",
					"zmq.endpoints.watch.topics=EUR,USD")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				assertThat(template.awaitSubscribers("prices", "EUR", 1, Duration.ofSeconds(10))).isTrue();
				assertThat(template.awaitSubscribers("prices", "USD", 1, Duration.ofSeconds(10))).isTrue();
				assertThat(template.awaitSubscribers("prices", "JPY", 1, Duration.ZERO)).isFalse();
			});
	}

	@Test
	void whenUserHasOwnBeansThenOursAreNotThere() {
		this.contextRunner.withPropertyValues(JOBS).withUserConfiguration(OwnBeans.class).run((context) -> {
			assertThat(context).hasNotFailed();
			for (Class<?> type : List.of(ZmqSockets.class, PayloadConverter.class, FramingFactory.class,
					ZmqTemplate.class, ZmqListenerRegistry.class, MethodListenerFactory.class,
					ZmqListenerAnnotationBeanPostProcessor.class)) {
				assertThat(context).hasSingleBean(type);
				assertThat(context.getBeanNamesForType(type)).as(type.getName())
					.allMatch((name) -> name.startsWith("own"));
			}
			assertThat(context.getBean(ZmqSockets.class).all()).isEmpty();
		});
	}

	@Test
	void whenUserHasOwnOperationsThenThereIsNoTemplate() {
		this.contextRunner.withPropertyValues(JOBS)
			.withBean(ZmqOperations.class, () -> mock(ZmqOperations.class))
			.run((context) -> assertThat(context).hasSingleBean(ZmqOperations.class)
				.doesNotHaveBean(ZmqTemplate.class)
				.hasSingleBean(ZmqListenerRegistry.class));
	}

	@Test
	void whenThereIsAFramingFactoryThenBothSidesUseItsFraming() {
		this.contextRunner.withPropertyValues(ORDERS)
			.withUserConfiguration(Echo.class)
			.withBean(FramingFactory.class, () -> VersionedFraming::new)
			.run((context) -> {
				assertThat(context.getBean(ZmqTemplate.class).to("place").request("one", String.class))
					.isEqualTo("echo: one");
				assertThat(VersionedFraming.VERSIONS_READ).hasValue(2);
			});
	}

	private static List<JeroMqPatch> excludedIn(ApplicationContext context) {
		Map<JeroMqPatch, PatchResult> patches = context.getBean(ZmqSockets.class).patches();
		return patches.keySet()
			.stream()
			.filter((patch) -> patches.get(patch).state() == PatchResult.State.EXCLUDED)
			.toList();
	}

	private static SocketOptions options(ZmqSockets sockets, String endpoint) {
		return sockets.get(endpoint).endpoint().options();
	}

	private static Set<Thread> zmqThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("zmq-"))
			.collect(Collectors.toSet());
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqAutoConfiguration.class, ZmqEndpointAutoConfiguration.class,
			ZmqHealthContributorAutoConfiguration.class, ZmqMetricsAutoConfiguration.class })
	static class Application {

	}

	record Job(int number) {

	}

	static class Worker {

		private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();

		@ZmqListener("work")
		void work(Job job) {
			this.jobs.add(job);
		}

		Job next() throws InterruptedException {
			return this.jobs.poll(10, TimeUnit.SECONDS);
		}

	}

	static class Echo {

		@ZmqListener("orders")
		String echo(String text) {
			return "echo: " + text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCodecs {

		@Bean
		ZmqCodec jobCodec() {
			return new OwnCodec("job", (type) -> type == Job.class, (payload) -> "job " + ((Job) payload).number());
		}

		@Bean
		ZmqCodec ownJson() {
			return new OwnCodec("json", (type) -> true, (payload) -> "own json");
		}

	}

	record OwnCodec(String name, Predicate<Type> types, Function<Object, String> encoder) implements ZmqCodec {

		@Override
		public boolean supports(Type type) {
			return this.types.test(type);
		}

		@Override
		public byte[] encode(Object payload, Type type) {
			return this.encoder.apply(payload).getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public @Nullable Object decode(byte[] bytes, Type type) {
			throw new ZmqConversionException("none", "not decoded here", null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFrames implements FrameConverter {

		@Override
		public boolean supports(Class<?> type) {
			return type == StringBuilder.class;
		}

		@Override
		public Object fromMessage(ZmqMessage message) {
			return new StringBuilder();
		}

		@Override
		public ZmqMessage toMessage(Object frames) {
			return ZmqMessage.ofText(frames.toString().split(" "));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneContext {

		@Bean
		@Primary
		ZContext zContext() {
			return new ZContext(5);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SeenContexts implements ZmqContextCustomizer {

		private final Map<String, Integer> maxSockets = new ConcurrentHashMap<>();

		@Override
		public void customize(String name, ZContext context) {
			this.maxSockets.put(name, context.getContext().getMaxSockets());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		private final List<String> calls = new ArrayList<>();

		@Bean
		@Order(2)
		ZmqContextCustomizer secondContextCustomizer() {
			return (name, context) -> this.calls.add("context 2 " + name);
		}

		@Bean
		@Order(1)
		ZmqContextCustomizer firstContextCustomizer() {
			return (name, context) -> this.calls.add("context 1 " + name);
		}

		@Bean
		@Order(2)
		ZmqSocketCustomizer secondSocketCustomizer() {
			return (endpoint, socket) -> this.calls.add("socket 2 " + endpoint);
		}

		@Bean
		@Order(1)
		ZmqSocketCustomizer firstSocketCustomizer() {
			return (endpoint, socket) -> this.calls.add("socket 1 " + endpoint);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		ZmqSockets ownSockets() {
			return new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(), Map.of(), List.of(), List.of());
		}

		@Bean
		PayloadConverter ownConverter() {
			return new PayloadConverter(List.of(new TextCodec()), List.of());
		}

		@Bean
		FramingFactory ownFramingFactory() {
			return Framing::of;
		}

		@Bean
		ZmqTemplate ownTemplate(ZmqSockets sockets, FramingFactory framings, PayloadConverter converter) {
			return new ZmqTemplate(sockets, framings, converter, ZmqObservations.NOOP);
		}

		@Bean
		ZmqListenerRegistry ownRegistry(ZmqSockets sockets, PayloadConverter converter) {
			return new ZmqListenerRegistry(sockets, Framing::of, converter, ListenerSettings.DEFAULTS, (error) -> null,
					ZmqObservations.NOOP, null);
		}

		@Bean
		MethodListenerFactory ownFactory(ZmqSockets sockets, PayloadConverter converter) {
			return new MethodListenerFactory(sockets, converter, DefaultConversionService.getSharedInstance(), null,
					List.of(), null);
		}

		@Bean
		static ZmqListenerAnnotationBeanPostProcessor ownProcessor() {
			return new ZmqListenerAnnotationBeanPostProcessor();
		}

	}

	/**
	 * Has a frame of its own in front of the payload.
	 */
	private static final class VersionedFraming implements Framing {

		private static final AtomicInteger VERSIONS_READ = new AtomicInteger();

		private static final byte[] VERSION = { 'v', '1' };

		private final Framing delegate;

		VersionedFraming(ZmqEndpoint endpoint) {
			this.delegate = Framing.of(endpoint);
		}

		private static ZmqMessage withoutVersion(ZmqMessage payload) {
			assertThat(payload.frame(0)).isEqualTo(VERSION);
			VERSIONS_READ.incrementAndGet();
			return payload.slice(1, payload.size());
		}

		@Override
		public InboundMessage split(ZmqMessage message) {
			InboundMessage parts = this.delegate.split(message);
			return new InboundMessage(parts.envelope(), parts.topicFrame(), withoutVersion(parts.payload()));
		}

		@Override
		public @Nullable InboundReply splitReply(ZmqMessage message) {
			InboundReply reply = this.delegate.splitReply(message);
			return (reply != null) ? new InboundReply(reply.correlationId(), withoutVersion(reply.payload())) : null;
		}

		@Override
		public ZmqMessage message(OutboundMessage message, ZmqMessage.Builder payload) {
			return this.delegate.message(message, payload.prepend(VERSION));
		}

		@Override
		public ZmqMessage request(long correlationId, OutboundMessage request, ZmqMessage.Builder payload) {
			return this.delegate.request(correlationId, request, payload.prepend(VERSION));
		}

		@Override
		public ZmqMessage reply(InboundMessage request, OutboundMessage reply, ZmqMessage.Builder payload) {
			return this.delegate.reply(request, reply, payload.prepend(VERSION));
		}

	}

	private static final class Batches implements MessageReceiver {

		private final BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();

		@Override
		public int demand() {
			return 100;
		}

		@Override
		public void receive(List<ZmqMessage> messages) {
			this.sizes.add(messages.size());
		}

	}

}
