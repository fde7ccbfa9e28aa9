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

import java.util.ArrayList;
import java.util.List;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.MessageReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link EndpointDispatcher}.
 */
class EndpointDispatcherTests {

	private final ListenerFixture fixture = new ListenerFixture(ListenerFixture.bound("prices", EndpointType.SUB),
			ListenerFixture.bound("jobs", EndpointType.PULL));

	private final EndpointDispatcher prices = new EndpointDispatcher(this.fixture.socket("prices"));

	private final EndpointDispatcher jobs = new EndpointDispatcher(this.fixture.socket("jobs"));

	private final StepExecutor executor = new StepExecutor();

	private final List<String> handled = new ArrayList<>();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenSeveralTopicsMatchThenTheLongestGetsTheMessage() {
		prices("all");
		prices("eur", "EUR");
		prices("eurusd", "EURUSD", "XAU");
		read(this.prices, "EURUSD", "EURGBP", "EUR", "XAUUSD", "EU", "");
		assertThat(this.handled).containsExactlyInAnyOrder("eurusd EURUSD", "eur EURGBP", "eur EUR", "eurusd XAUUSD",
				"all EU", "all ");
	}

	@Test
	void whenNoTopicMatchesThenMessageIsCounted() {
		prices("eur", "EUR");
		read(this.prices, "USD", "EUR", "EU");
		assertThat(this.handled).containsExactly("eur EUR");
		assertThat(this.fixture.dropped("prices", DropReason.NO_LISTENER)).isEqualTo(2);
	}

	@Test
	void whenListenerIsStoppedThenShorterTopicTakesOver() {
		prices("all");
		ListenerContainer eur = prices("eur", "EUR");
		eur.stop();
		read(this.prices, "EUR");
		assertThat(this.handled).containsExactly("all EUR");
		eur.start();
		read(this.prices, "EUR");
		assertThat(this.handled).containsExactly("all EUR", "eur EUR");
	}

	@Test
	void whenEndpointHasNoTopicsThenFirstFrameDoesNotMatter() {
		jobs("jobs").start();
		read(this.jobs, "a", "b");
		assertThat(this.handled).containsExactly("jobs a", "jobs b");
	}

	@Test
	void whenNoListenerRunsThenThereIsNoDemand() {
		assertThat(this.jobs.demand()).isZero();
		ListenerContainer container = jobs("jobs");
		assertThat(this.jobs.demand()).isZero();
		container.start();
		assertThat(this.jobs.demand()).isPositive();
	}

	@Test
	void whenOneListenerIsFullThenDemandOfAllIsZero() {
		prices("all");
		prices("eur", "EUR");
		assertThat(this.prices.demand()).isEqualTo(4);
		this.prices.receive(ListenerFixture.messages("EUR", "EUR", "USD"));
		assertThat(this.prices.demand()).isEqualTo(2);
		this.prices.receive(ListenerFixture.messages("EUR", "EUR"));
		assertThat(this.prices.demand()).isZero();
		this.executor.runAll();
		assertThat(this.prices.demand()).isEqualTo(4);
	}

	@Test
	void whenOneListenerIsPausedThenDemandOfAllIsZero() {
		ListenerContainer all = prices("all");
		prices("eur", "EUR");
		all.pause();
		assertThat(this.prices.demand()).isZero();
		all.resume();
		assertThat(this.prices.demand()).isPositive();
	}

	@Test
	void whenLastListenerStopsThenReaderIsDetached() {
		ListenerContainer all = prices("all");
		ListenerContainer eur = prices("eur", "EUR");
		assertThat(this.fixture.socket("prices").snapshot().readerAttached()).isTrue();
		all.stop();
		assertThat(this.fixture.socket("prices").snapshot().readerAttached()).isTrue();
		eur.stop();
		assertThat(this.fixture.socket("prices").snapshot().readerAttached()).isFalse();
		all.start();
		assertThat(this.fixture.socket("prices").snapshot().readerAttached()).isTrue();
	}

	@Test
	void whenDemandWasStatedThenMessagesAreOwedUntilTheRead() {
		ListenerContainer container = jobs("jobs");
		container.start();
		assertThat(this.jobs.owes(container)).isFalse();
		this.jobs.demand();
		assertThat(this.jobs.owes(container)).isTrue();
		this.jobs.receive(List.of());
		assertThat(this.jobs.owes(container)).isFalse();
	}

	@Test
	void whenThereIsNoDemandThenNoMessagesAreOwed() {
		ListenerContainer container = jobs("jobs");
		container.start();
		container.pause();
		this.jobs.demand();
		assertThat(this.jobs.owes(container)).isFalse();
	}

	@Test
	void whenAnotherReadsTheSocketThenStartFailsAndChangesNothing() {
		MessageReceiver other = new MessageReceiver() {

			@Override
			public int demand() {
				return 0;
			}

			@Override
			public void receive(List<ZmqMessage> messages) {
			}

		};
		this.fixture.socket("jobs").attach(other);
		ListenerContainer container = jobs("jobs");
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(container::start)
			.withMessageContaining("'jobs'")
			.withMessageContaining("read already");
		assertThat(container.isRunning()).isFalse();
		assertThat(this.jobs.demand()).isZero();
		this.fixture.socket("jobs").detach(other);
		container.start();
		assertThat(container.isRunning()).isTrue();
	}

	@Test
	void whenTopicIsTakenThenRegistrationFails() {
		prices("first", "EUR", "USD");
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> prices("second", "GBP", "USD"))
			.withMessageContaining("'prices'")
			.withMessageContaining("'first'")
			.withMessageContaining("'second'")
			.withMessageContaining("the topic 'USD'");
	}

	@Test
	void whenTwoTakeAllTopicsThenRegistrationFails() {
		prices("first");
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> prices("second"))
			.withMessageContaining("all topics");
	}

	@Test
	void whenEndpointHasNoTopicsThenSecondListenerFails() {
		jobs("first");
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> jobs("second"))
			.withMessageContaining("'first'")
			.withMessageContaining("concurrency");
	}

	@Test
	void whenListenerIsUnregisteredThenItsTopicIsFree() {
		this.jobs.unregister(jobs("first"));
		assertThatNoException().isThrownBy(() -> jobs("second"));
	}

	@ParameterizedTest
	@EnumSource(names = { "PUSH", "PUB", "REQ" })
	void whenTypeDoesNotReceiveThenItCannotBeListenedTo(EndpointType type) {
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> EndpointDispatcher.requireReadable(ListenerFixture.bound("out", type)))
			.withMessageContaining("'out'")
			.withMessageContaining("cannot be listened to");
	}

	@ParameterizedTest
	@EnumSource(names = { "PULL", "SUB", "XSUB", "XPUB", "REP", "ROUTER", "DEALER", "PAIR" })
	void whenTypeReceivesThenItCanBeListenedTo(EndpointType type) {
		assertThatNoException().isThrownBy(() -> EndpointDispatcher.requireReadable(ListenerFixture.bound("in", type)));
	}

	private void read(EndpointDispatcher dispatcher, String... topics) {
		for (String topic : topics) {
			assertThat(dispatcher.demand()).isPositive();
			dispatcher.receive(ListenerFixture.messages(topic));
			this.executor.runAll();
		}
	}

	private ListenerContainer prices(String id, String... topics) {
		ListenerContainer container = container(this.prices, id,
				ListenerDefinition.of("prices", listener(id)).withTopics(topics));
		container.start();
		return container;
	}

	private ListenerContainer jobs(String id) {
		return container(this.jobs, id, ListenerDefinition.of("jobs", listener(id)));
	}

	private MessageListener listener(String id) {
		return (message) -> {
			this.handled.add(id + ' ' + message.payload().text(0));
			return null;
		};
	}

	private ListenerContainer container(EndpointDispatcher dispatcher, String id, ListenerDefinition definition) {
		return this.fixture.container(dispatcher, id, definition, 1, ListenerFixture.SETTINGS, this.executor);
	}

}
