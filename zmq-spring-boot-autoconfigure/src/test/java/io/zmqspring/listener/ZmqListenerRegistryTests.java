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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.zmqspring.convert.ZmqCodecException;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqUnknownEndpointException;
import io.zmqspring.socket.DropReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqListenerRegistry}.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ZmqListenerRegistryTests {

	private static final ListenerDefinition NOTHING = ListenerDefinition.of("jobs", (message) -> null);

	private final ListenerFixture fixture = new ListenerFixture(ListenerFixture.bound("jobs", EndpointType.PULL),
			ListenerFixture.connected("jobs-out", EndpointType.PUSH, "jobs"),
			ListenerFixture.bound("orders", EndpointType.REP),
			ListenerFixture.connected("orders-out", EndpointType.DEALER, "orders"),
			ListenerFixture.bound("pairs", EndpointType.PAIR), ListenerFixture.bound("prices-out", EndpointType.PUB),
			ListenerFixture.connected("prices", EndpointType.SUB, "prices-out"),
			ListenerFixture.connected("euro", EndpointType.SUB, "prices-out").withTopics("EUR"),
			ListenerFixture.connected("relay", EndpointType.XSUB, "prices-out"),
			ListenerFixture.bound("watched", EndpointType.XPUB),
			ListenerFixture.connected("watcher", EndpointType.SUB, "watched").withTopics("news"));

	private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

	private final ZmqListenerRegistry registry = this.fixture.registry();

	@AfterEach
	void close() {
		this.registry.stop();
		this.fixture.close();
	}

	@Test
	void whenRegisteredBeforeStartThenListenerStartsWithTheRegistry() throws Exception {
		ListenerContainer container = this.registry.register(record("jobs"));
		assertThat(container.isRunning()).isFalse();
		assertThat(this.registry.isRunning()).isFalse();
		start();
		assertThat(container.isRunning()).isTrue();
		assertThat(this.registry.isRunning()).isTrue();
		this.fixture.send("jobs-out", "a");
		assertThat(next()).isEqualTo("a");
	}

	@Test
	void whenEndpointIsThereToBeListenedToAndHasNoListenerThenThatIsLogged(CapturedOutput output) {
		this.registry.register(NOTHING.withAutoStartup(false));
		this.fixture.received("watcher");
		start();
		assertThat(output).contains("ZeroMQ endpoint 'orders' (rep) has no listener",
				"ZeroMQ endpoint 'prices' (sub) has no listener");
		assertThat(output).doesNotContain("'jobs' (pull) has", "'watcher' (sub) has", "'pairs' (pair) has",
				"'relay' (xsub) has", "'orders-out' (dealer) has", "'watched' (xpub) has");
	}

	@Test
	void whenTopicLooksLikeAPatternThenThatIsLogged(CapturedOutput output) {
		this.registry.register(record("prices").withTopics("EUR.*", "GBP"));
		assertThat(output)
			.contains("ZeroMQ listener 'prices' has the topic 'EUR.*', but ZeroMQ matches prefixes and has"
					+ " no wildcards: 'EUR.' is the prefix");
		assertThat(output).doesNotContain("'GBP'");
	}

	@Test
	void whenTopicOfEndpointLooksLikeAPatternThenThatIsLogged(CapturedOutput output) {
		try (ListenerFixture patterns = new ListenerFixture(
				ListenerFixture.connected("news", EndpointType.SUB, "agency").withTopics("sport/#"))) {
			patterns.registry().start();
			assertThat(output).contains("ZeroMQ endpoint 'news' has the topic 'sport/#'", "'sport/' is the prefix");
		}
	}

	@Test
	void whenRegisteredAfterStartThenListenerStartsAtOnce() throws Exception {
		start();
		this.fixture.send("jobs-out", "a");
		assertThat(this.registry.register(record("jobs")).isRunning()).isTrue();
		assertThat(next()).isEqualTo("a");
	}

	@Test
	void whenListenerDoesNotStartByItselfThenItStartsWhenTold() throws Exception {
		ListenerContainer container = this.registry.register(record("jobs").withAutoStartup(false));
		start();
		assertThat(container.isRunning()).isFalse();
		this.fixture.send("jobs-out", "a");
		this.registry.get("jobs").start();
		assertThat(next()).isEqualTo("a");
	}

	@Test
	void whenTheExecutorHasRejectedATaskThenItIsTriedAgain() throws Exception {
		AtomicInteger offered = new AtomicInteger();
		ZmqListenerRegistry rejected = this.fixture.registry(ListenerFixture.SETTINGS, (task) -> {
			if (offered.incrementAndGet() < 3) {
				throw new RejectedExecutionException("full");
			}
			new Thread(task).start();
		});
		this.fixture.start();
		rejected.register(record("jobs"));
		rejected.start();
		this.fixture.send("jobs-out", "a");
		assertThat(next()).isEqualTo("a");
		rejected.stop();
	}

	@Test
	void whenSpringHasPausedTheExecutorThenAStopHandlesWhatWasTakenOver() throws Exception {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.initialize();
		ZmqListenerRegistry paused = this.fixture.registry(ListenerFixture.SETTINGS, executor);
		this.fixture.start();
		ListenerContainer container = paused.register(record("jobs"));
		paused.start();
		executor.stop();
		this.fixture.send("jobs-out", "a");
		await().until(() -> container.snapshot().queued() == 1);
		paused.stop();
		assertThat(next()).isEqualTo("a");
		assertThat(this.fixture.dropped("jobs", DropReason.STOPPED)).isZero();
		executor.start();
		paused.start();
		this.fixture.send("jobs-out", "b");
		assertThat(next()).isEqualTo("b");
		paused.stop();
		executor.shutdown();
	}

	@Test
	void whenIdIsNotGivenThenItIsTheEndpointMadeUnique() {
		this.registry.register(record("prices").withTopics("EUR"));
		this.registry.register(record("prices").withTopics("USD"));
		this.registry.register(record("prices").withId("rest"));
		assertThat(this.registry.all()).extracting(ListenerContainer::id).containsExactly("prices", "prices#2", "rest");
	}

	@Test
	void whenManyThreadsRegisterUnderOneNameThenEachListenerHasAnIdOfItsOwn() {
		IntStream.range(0, 64)
			.parallel()
			.forEach((i) -> this.registry.register(record("prices").withTopics("topic " + i + '.'), "bean.method"));
		assertThat(this.registry.all()).extracting(ListenerContainer::id)
			.doesNotHaveDuplicates()
			.hasSize(64)
			.contains("bean.method", "bean.method#2", "bean.method#64");
	}

	@Test
	void whenIdIsTakenThenRegistrationFails() {
		this.registry.register(NOTHING.withId("x"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.registry.register(ListenerDefinition.of("pairs", (message) -> null).withId("x")))
			.withMessageContaining("'x'");
	}

	@Test
	void whenIdIsUnknownThenNearestNamesAreListed() {
		this.registry.register(NOTHING);
		this.registry.register(ListenerDefinition.of("pairs", (message) -> null));
		assertThatExceptionOfType(ZmqUnknownListenerException.class).isThrownBy(() -> this.registry.get("pair"))
			.withMessageContaining("pairs, jobs");
	}

	@Test
	void whenEndpointIsUnknownThenRegistrationFails() {
		assertThatExceptionOfType(ZmqUnknownEndpointException.class)
			.isThrownBy(() -> this.registry.register(ListenerDefinition.of("job", (message) -> null)));
	}

	@ParameterizedTest
	@EnumSource(names = { "PUSH", "PUB", "REQ" })
	void whenTypeDoesNotReceiveThenRegistrationFails(EndpointType type) {
		try (ListenerFixture other = new ListenerFixture(ListenerFixture.bound("out", type))) {
			assertThatExceptionOfType(ZmqOperationException.class)
				.isThrownBy(() -> other.registry().register(ListenerDefinition.of("out", (message) -> null)))
				.withMessageContaining("cannot be listened to");
		}
	}

	@Test
	void whenTopicsDoNotFitThenRegistrationFails() {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.registry.register(NOTHING.withTopics("a")))
			.withMessageContaining("'jobs'")
			.withMessageContaining("topics");
	}

	@Test
	void whenCodecIsUnknownThenRegistrationFails() {
		assertThatExceptionOfType(ZmqCodecException.class)
			.isThrownBy(() -> this.registry.register(NOTHING.withCodec("xml")))
			.withMessageContaining("'xml'");
	}

	@Test
	void whenPollerIsToHandleSeveralAtOnceThenRegistrationFails() {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.registry.register(NOTHING.withDispatch(Dispatch.POLLER).withConcurrency(2)))
			.withMessageContaining("concurrency");
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void whenJavaHasNoVirtualThreadsThenRegistrationFails() {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.registry.register(NOTHING.withDispatch(Dispatch.VIRTUAL)))
			.withMessageContaining("Java 21");
	}

	@Test
	void whenDestinationDoesNotFitThenRegistrationFails() {
		assertThatExceptionOfType(ZmqUnknownEndpointException.class)
			.isThrownBy(() -> this.registry.register(NOTHING.withSendTo("nowhere")));
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.registry.register(NOTHING.withSendTo("prices")))
			.withMessageContaining("'prices'");
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(
				() -> this.registry.register(ListenerDefinition.of("orders", (message) -> null).withSendTo("jobs-out")))
			.withMessageContaining("is the reply");
		assertThat(this.registry.all()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "PULL", "SUB", "XSUB", "XPUB", "DEALER", "PAIR" })
	void whenConcurrencyIsNotGivenThenOrderIsKept(EndpointType type) {
		assertThat(defaultConcurrency(type)).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "REP", "ROUTER" })
	void whenConcurrencyIsNotGivenThenRequestsAreHandledAtOnce(EndpointType type) {
		assertThat(defaultConcurrency(type)).isEqualTo(16);
	}

	private static int defaultConcurrency(EndpointType type) {
		try (ListenerFixture other = new ListenerFixture(ListenerFixture.bound("in", type))) {
			return other.registry().register(ListenerDefinition.of("in", (message) -> null)).snapshot().concurrency();
		}
	}

	@Test
	void whenRequestComesThenItIsRepliedTo() throws Exception {
		this.registry.register(
				ListenerDefinition.of("orders", (message) -> "echo: " + message.payload().text(0)).withId("echo"));
		start();
		BlockingQueue<ZmqMessage> replies = this.fixture.received("orders-out");
		this.fixture.socket("orders-out").send(ZmqMessage.ofText("hello").prepend(new byte[] { 1 }, new byte[0]));
		ZmqMessage reply = ListenerFixture.next(replies);
		assertThat(reply.frame(0)).containsExactly(1);
		assertThat(reply.slice(1, reply.size())).isEqualTo(ZmqMessage.ofText("", "echo: hello"));
	}

	@Test
	void whenRequestsAreSlowThenOthersAreHandledMeanwhile() throws Exception {
		CompletableFuture<String> slow = new CompletableFuture<>();
		this.registry.register(ListenerDefinition.of("orders",
				(message) -> message.payload().text(0).equals("slow") ? slow.get(60, TimeUnit.SECONDS) : "quick"));
		start();
		BlockingQueue<ZmqMessage> replies = this.fixture.received("orders-out");
		this.fixture.send("orders-out", "1", "", "slow");
		this.fixture.send("orders-out", "2", "", "other");
		assertThat(ListenerFixture.next(replies)).isEqualTo(ZmqMessage.ofText("2", "", "quick"));
		slow.complete("slow");
		assertThat(ListenerFixture.next(replies)).isEqualTo(ZmqMessage.ofText("1", "", "slow"));
	}

	@Test
	void whenListenerIsSlowThenSenderIsHeldBackAndNothingIsLost() throws Exception {
		int count = 5000;
		CountDownLatch go = new CountDownLatch(1);
		this.registry.register(ListenerDefinition.of("jobs", (message) -> {
			go.await(60, TimeUnit.SECONDS);
			this.handled.add(message.payload().text(0));
			return null;
		}));
		start();
		Thread sender = new Thread(
				() -> IntStream.range(0, count).forEach((i) -> this.fixture.send("jobs-out", String.valueOf(i))));
		sender.start();
		await().atMost(Duration.ofSeconds(20))
			.until(() -> this.fixture.socket("jobs-out").snapshot().waitingSenders() > 0);
		assertThat(this.registry.get("jobs").snapshot().queued()).isLessThanOrEqualTo(4);
		assertThat(this.fixture.socket("jobs").snapshot().received()).isLessThanOrEqualTo(4);
		go.countDown();
		List<String> all = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			all.add(next());
		}
		sender.join();
		assertThat(all).isEqualTo(IntStream.range(0, count).mapToObj(String::valueOf).toList());
	}

	@Test
	void whenMessagesArePoisonousThenTheGoodOnesAreHandled() throws Exception {
		this.registry.register(ListenerDefinition.of("jobs", (message) -> {
			Object parsed = this.fixture.converter.fromFrames("jobs", "json", message.payload(), Map.class);
			this.handled.add(String.valueOf(parsed));
			return null;
		}));
		start();
		this.fixture.send("jobs-out", "{");
		this.fixture.send("jobs-out", "{}", "{}");
		this.fixture.send("jobs-out", "{\"a\":1}");
		assertThat(next()).isEqualTo("{a=1}");
		assertThat(ListenerFixture.next(this.fixture.errors).message()).isEqualTo(ZmqMessage.ofText("{"));
		assertThat(ListenerFixture.next(this.fixture.errors).message()).isEqualTo(ZmqMessage.ofText("{}", "{}"));
		assertThat(this.fixture.observed.ended().subList(0, 2)).containsOnly("zmq.listener jobs ERROR");
	}

	@Test
	void whenPausedThenMessagesWaitUntilResumed() throws Exception {
		ListenerContainer container = this.registry.register(record("jobs"));
		start();
		container.pause();
		this.fixture.send("jobs-out", "a");
		await().during(Duration.ofMillis(100)).until(() -> this.handled.isEmpty());
		container.resume();
		assertThat(next()).isEqualTo("a");
	}

	@Test
	void whenStoppedAndStartedAgainThenMessagesThatCameMeanwhileAreHandled() throws Exception {
		this.registry.register(record("jobs"));
		start();
		for (int i = 0; i < 3; i++) {
			this.registry.stop();
			assertThat(this.registry.isRunning()).isFalse();
			this.fixture.send("jobs-out", "m" + i);
			this.registry.start();
			assertThat(next()).isEqualTo("m" + i);
		}
	}

	@Test
	void whenAllIsRestartedThenListenersGoOn() throws Exception {
		this.registry.register(record("jobs"));
		for (int i = 0; i < 3; i++) {
			start();
			this.fixture.send("jobs-out", "m" + i);
			assertThat(next()).isEqualTo("m" + i);
			this.registry.stop();
			this.fixture.close();
		}
	}

	@Test
	void whenStoppedUnderLoadThenNothingThatWasTakenOverIsLost() throws Exception {
		this.registry.register(record("jobs"));
		start();
		Thread sender = new Thread(
				() -> IntStream.range(0, 20_000).forEach((i) -> this.fixture.send("jobs-out", String.valueOf(i))));
		sender.start();
		List<String> all = new ArrayList<>();
		while (all.size() < 20_000) {
			this.registry.stop();
			this.registry.start();
			all.add(next());
			this.handled.drainTo(all);
		}
		sender.join();
		assertThat(all).isEqualTo(IntStream.range(0, 20_000).mapToObj(String::valueOf).toList());
		assertThat(this.fixture.dropped("jobs", DropReason.STOPPED)).isZero();
	}

	@Test
	void whenStoppedWithCallbackThenItIsCalledAfterTheDrain() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		this.registry.register(ListenerDefinition.of("jobs", (message) -> {
			begun.countDown();
			finish.await(60, TimeUnit.SECONDS);
			return null;
		}));
		start();
		this.fixture.send("jobs-out", "a");
		assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> called = new CompletableFuture<>();
		this.registry.stop(() -> called.complete(null));
		assertThat(called).isNotDone();
		finish.countDown();
		called.get(20, TimeUnit.SECONDS);
		assertThat(this.registry.get("jobs").isRunning()).isFalse();
	}

	@Test
	void whenListenerStopsItsRegistryThenItIsNotWaitedFor() throws Exception {
		CountDownLatch stopped = new CountDownLatch(1);
		this.registry.register(ListenerDefinition.of("jobs", (message) -> {
			this.registry.stop();
			stopped.countDown();
			return null;
		}));
		ListenerContainer other = this.registry.register(ListenerDefinition.of("pairs", (message) -> null));
		start();
		this.fixture.send("jobs-out", "a");
		assertThat(stopped.await(ListenerFixture.PATIENCE_SECONDS / 2, TimeUnit.SECONDS)).isTrue();
		assertThat(other.isRunning()).isFalse();
		await().until(() -> this.registry.get("jobs").snapshot().state() == ListenerSnapshot.State.STOPPED);
	}

	@Test
	void whenListenerCannotStartThenTheRegistryDoesNotRun() {
		this.registry.register(NOTHING);
		this.registry.register(ListenerDefinition.of("pairs", (message) -> null));
		this.fixture.start();
		this.fixture.received("pairs");
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(this.registry::start)
			.withMessageContaining("'pairs'");
		assertThat(this.registry.isRunning()).isFalse();
		assertThat(this.registry.get("jobs").isRunning()).isFalse();
	}

	@Test
	void whenLateListenerCannotStartThenItIsNotRegistered() {
		start();
		this.fixture.received("pairs");
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.registry.register(ListenerDefinition.of("pairs", (message) -> null)));
		assertThat(this.registry.all()).isEmpty();
	}

	@Test
	void whenUnregisteredThenItIsStoppedAndItsPlaceIsFree() throws Exception {
		ListenerContainer first = this.registry.register(NOTHING);
		start();
		this.registry.unregister("jobs");
		assertThat(first.isRunning()).isFalse();
		assertThat(this.registry.all()).isEmpty();
		this.registry.register(record("jobs"));
		this.fixture.send("jobs-out", "a");
		assertThat(next()).isEqualTo("a");
	}

	@Test
	void whenNobodyNamesTopicsThenAllAreSubscribedTo() throws Exception {
		this.registry.register(record("prices"));
		start();
		assertSubscribed("prices-out", "");
	}

	@Test
	void whenListenersNameTopicsThenTheseAreSubscribedTo() throws Exception {
		this.registry.register(record("prices").withTopics("USD", "XAU"));
		start();
		assertSubscribed("prices-out", "USD");
		assertSubscribed("prices-out", "XAU");
		assertThat(this.fixture.socket("prices-out").peerSubscriptions()).doesNotContainKey("");
	}

	@Test
	void whenEndpointNamesTopicsThenListenerWithoutAddsNone() throws Exception {
		this.registry.register(record("euro"));
		this.registry.register(record("euro").withTopics("GBP"));
		start();
		assertSubscribed("prices-out", "GBP");
		assertSubscribed("prices-out", "EUR");
		assertThat(this.fixture.socket("prices-out").peerSubscriptions()).doesNotContainKey("");
		this.fixture.send("prices-out", "EURUSD", "1.1");
		assertThat(next()).isEqualTo("1.1");
	}

	@Test
	void whenListenerOfXsubNamesTopicsThenTheseAreSubscribedTo() throws Exception {
		this.registry.register(record("relay").withTopics("USD"));
		start();
		assertSubscribed("prices-out", "USD");
		this.fixture.send("prices-out", "EURUSD", "1.0");
		this.fixture.send("prices-out", "USD", "1.1");
		assertThat(next()).isEqualTo("1.1");
	}

	@Test
	void whenListenerOfXsubNamesNoTopicsThenTheApplicationSubscribes() throws Exception {
		this.registry.register(record("relay"));
		start();
		this.fixture.send("relay", "\1USD");
		assertSubscribed("prices-out", "USD");
		assertThat(this.fixture.socket("prices-out").peerSubscriptions()).doesNotContainKey("");
		this.fixture.send("prices-out", "USD", "1.1");
		assertThat(next()).isEqualTo("1.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "prices", "relay" })
	void whenListenerIsUnregisteredThenItsSubscriptionsGo(String endpoint) throws Exception {
		this.registry.register(record(endpoint).withTopics("USD", "XAU").withId("gone"));
		this.registry.register(record(endpoint).withTopics("GBP"));
		this.registry.register(record(endpoint).withTopics("JPY").withAutoStartup(false).withId("idle"));
		start();
		assertSubscribed("prices-out", "XAU");
		assertSubscribed("prices-out", "GBP");
		this.registry.unregister("gone");
		this.registry.unregister("idle");
		await().atMost(Duration.ofSeconds(20))
			.until(() -> !this.fixture.socket("prices-out").peerSubscriptions().containsKey("XAU"));
		assertThat(this.fixture.socket("prices-out").peerSubscriptions()).containsKey("GBP").doesNotContainKey("USD");
	}

	@Test
	void whenEndpointNamesTheTopicTooThenItStaysSubscribed() throws Exception {
		this.registry.register(record("euro").withTopics("EUR", "GBP").withId("gone"));
		start();
		assertSubscribed("prices-out", "GBP");
		this.registry.unregister("gone");
		await().atMost(Duration.ofSeconds(20))
			.until(() -> !this.fixture.socket("prices-out").peerSubscriptions().containsKey("GBP"));
		assertThat(this.fixture.socket("prices-out").peerSubscriptions()).containsKey("EUR");
	}

	@Test
	void whenSubscriptionsComeThenXpubListenerGetsThem() throws Exception {
		this.registry.register(record("watched"));
		start();
		this.fixture.socket("watcher").subscribe("late");
		await().atMost(Duration.ofSeconds(20)).until(() -> this.handled.contains("\u0001late"));
	}

	@Test
	void whenDispatchIsPollerThenItsThreadHandles() throws Exception {
		this.registry.register(ListenerDefinition.of("jobs", (message) -> {
			this.handled.add(Thread.currentThread().getName());
			return null;
		}).withDispatch(Dispatch.POLLER));
		start();
		this.fixture.send("jobs-out", "a");
		assertThat(next()).isEqualTo("zmq-poller-1");
	}

	@Test
	void whenExecutorIsGivenThenItIsUsed() throws Exception {
		var pool = Executors.newSingleThreadExecutor((task) -> new Thread(task, "mine"));
		ZmqListenerRegistry other = this.fixture.registry(ListenerFixture.SETTINGS, pool);
		try {
			other.register(ListenerDefinition.of("jobs", (message) -> {
				this.handled.add(Thread.currentThread().getName());
				return null;
			}));
			this.fixture.start();
			other.start();
			this.fixture.send("jobs-out", "a");
			assertThat(next()).isEqualTo("mine");
		}
		finally {
			other.stop();
			pool.shutdown();
		}
	}

	@Test
	void whenListenersShareAnEndpointThenEachTakesItsTopics() throws Exception {
		List<String> euro = Collections.synchronizedList(new ArrayList<>());
		this.registry.register(ListenerDefinition.of("prices", keep(euro::add)).withTopics("EUR").withId("euro"));
		this.registry.register(record("prices").withTopics("E"));
		start();
		assertSubscribed("prices-out", "EUR");
		assertSubscribed("prices-out", "E");
		this.fixture.send("prices-out", "EURUSD", "1.1");
		this.fixture.send("prices-out", "ETH", "2000");
		assertThat(next()).isEqualTo("2000");
		await().until(() -> euro.equals(List.of("1.1")));
		this.registry.get("euro").stop();
		this.fixture.send("prices-out", "EURUSD", "1.2");
		assertThat(next()).isEqualTo("1.2");
	}

	private void assertSubscribed(String publisher, String topic) throws InterruptedException {
		await().atMost(Duration.ofSeconds(20))
			.until(() -> this.fixture.socket(publisher).peerSubscriptions().containsKey(topic));
	}

	private ListenerDefinition record(String endpoint) {
		return ListenerDefinition.of(endpoint, keep(this.handled::add));
	}

	private static MessageListener keep(Consumer<String> consumer) {
		return (message) -> {
			consumer.accept(message.payload().text(0));
			return null;
		};
	}

	private String next() throws InterruptedException {
		return ListenerFixture.next(this.handled);
	}

	private void start() {
		this.fixture.start();
		this.registry.start();
	}

}
