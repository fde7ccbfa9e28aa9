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

import java.time.Duration;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.endpoint.ZmqUnroutableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FrameWriter}, through the socket that has it.
 */
@Timeout(30)
class FrameWriterTests {

	@Test
	void whenRoutingIdIsUnknownThenItIsAnError() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("rep", EndpointType.REP, "inproc://r"))) {
			assertThatExceptionOfType(ZmqUnroutableException.class)
				.isThrownBy(() -> stepped.get("rep").send(ZmqMessage.ofText("nobody", "", "a")))
				.withMessageContaining("'rep'")
				.withMessageContaining("routing id");
			assertThat(stepped.get("rep").snapshot().sent()).isZero();
		}
	}

	@Test
	void whenRoutingIsNotMandatoryThenZeroMqDropsIt() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints
			.option(Endpoints.bind("router", EndpointType.ROUTER, "inproc://r"), "routerMandatory", false))) {
			stepped.get("router").send(ZmqMessage.ofText("nobody", "a"));
			assertThat(stepped.get("router").snapshot().sent()).isEqualTo(1);
		}
	}

	@Test
	void whenSubscriberIsFullThenPubDropsForItAloneAndCounts() {
		try (SteppedSockets stepped = SteppedSockets.open(publisher(false), subscriber("slow", "E"),
				subscriber("quick", "E"))) {
			Inbox quick = stepped.read("quick");
			ManagedSocket pub = stepped.get("pub");
			for (int i = 0; i < 10; i++) {
				pub.send(ZmqMessage.ofText("EUR", String.valueOf(i)));
				stepped.settle();
			}
			assertThat(quick.messages).hasSize(10).allMatch((message) -> message.size() == 2);
			assertThat(pub.snapshot().dropped()).containsEntry(DropReason.SUBSCRIBER_HWM, 6L);
			assertThat(pub.snapshot().sent()).isEqualTo(10);
			assertThat(pub.fullSubscribers()).isOne();
			Inbox slow = stepped.read("slow");
			stepped.settle();
			assertThat(pub.fullSubscribers()).isZero();
			assertThat(slow.messages).extracting((message) -> message.text(1)).containsExactly("0", "1", "2", "3");
			pub.send(ZmqMessage.ofText("EUR", "caught up"));
			stepped.settle();
			assertThat(slow.messages).last().isEqualTo(ZmqMessage.ofText("EUR", "caught up"));
			assertThat(pub.snapshot().dropped()).containsEntry(DropReason.SUBSCRIBER_HWM, 6L);
		}
	}

	@Test
	void whenSeveralSubscribersAreFullThenEachMissedMessageCountsOnceForEach() {
		try (SteppedSockets stepped = SteppedSockets.open(publisher(false), subscriber("one", "E"),
				subscriber("two", "", "E", "EUR"), subscriber("other", "U"))) {
			ManagedSocket pub = stepped.get("pub");
			fill(pub);
			assertThat(pub.fullSubscribers()).isZero();
			for (int i = 0; i < 3; i++) {
				pub.send(ZmqMessage.ofText("EUR", "missed by two"));
			}
			assertThat(pub.snapshot().dropped()).containsEntry(DropReason.SUBSCRIBER_HWM, 6L);
			assertThat(pub.fullSubscribers()).isEqualTo(2);
			pub.send(ZmqMessage.ofText("USD", "missed by one"));
			pub.send(ZmqMessage.ofText("GBP", "missed by one"));
			assertThat(pub.snapshot().dropped()).containsEntry(DropReason.SUBSCRIBER_HWM, 8L);
			stepped.get("one").lifecycle().close();
			await().until(() -> {
				stepped.settle();
				return pub.fullSubscribers() == 1;
			});
			pub.send(ZmqMessage.ofText("EUR", "missed by one"));
			assertThat(pub.snapshot().dropped()).containsEntry(DropReason.SUBSCRIBER_HWM, 9L);
			pub.lifecycle().close();
			assertThat(pub.fullSubscribers()).isZero();
		}
	}

	@Test
	void whenPubMustNotDropThenItWaitsForTheSubscriber() {
		try (SteppedSockets stepped = SteppedSockets.open(publisher(true), subscriber("slow", "E"))) {
			ManagedSocket pub = stepped.get("pub");
			fill(pub);
			assertThatExceptionOfType(ZmqSendTimeoutException.class)
				.isThrownBy(() -> pub.send(ZmqMessage.ofText("EUR", "refused"), Duration.ofMillis(30)))
				.withMessageContaining("high-water mark");
			assertThat(pub.snapshot().dropped()).containsEntry(DropReason.SUBSCRIBER_HWM, 0L);
			assertThat(pub.fullSubscribers()).isOne();
			Inbox slow = stepped.read("slow");
			stepped.settle();
			assertThat(pub.fullSubscribers()).isZero();
			pub.send(ZmqMessage.ofText("EUR", "after"));
			stepped.settle();
			assertThat(slow.messages).extracting((message) -> message.text(1))
				.containsExactly("0", "1", "2", "3", "after");
		}
	}

	@Test
	void whenPublishWasRefusedThenTheNextTopicGoesToItsOwnSubscribersOnly() {
		try (SteppedSockets stepped = SteppedSockets.open(publisher(true),
				Endpoints.hwm(Endpoints.connect("all", EndpointType.XSUB, "inproc://p"), 2),
				subscriber("other", "U"))) {
			// An XSUB does not filter what it gets, so that it shows what was sent to it.
			stepped.get("all").send(ZmqMessage.of(new byte[] { 1, 'E' }));
			stepped.settle();
			ManagedSocket pub = stepped.get("pub");
			Inbox other = stepped.read("other");
			fill(pub);
			assertThatExceptionOfType(ZmqSendTimeoutException.class)
				.isThrownBy(() -> pub.send(ZmqMessage.ofText("EUR", "refused"), Duration.ZERO));
			pub.send(ZmqMessage.ofText("USD", "1"), Duration.ZERO);
			stepped.settle();
			assertThat(other.messages).containsExactly(ZmqMessage.ofText("USD", "1"));
			assertThatExceptionOfType(ZmqSendTimeoutException.class)
				.isThrownBy(() -> pub.send(ZmqMessage.ofText("EUR", "refused"), Duration.ZERO));
			Inbox all = stepped.read("all");
			stepped.settle();
			pub.send(ZmqMessage.ofText("USD", "2"), Duration.ZERO);
			stepped.settle();
			assertThat(all.messages).extracting((message) -> message.text(0)).containsOnly("EUR");
			assertThat(other.messages).hasSize(2);
		}
	}

	private static ZmqEndpoint publisher(boolean noDrop) {
		return Endpoints.option(Endpoints.hwm(Endpoints.bind("pub", EndpointType.PUB, "inproc://p"), 2), "xpubNoDrop",
				noDrop);
	}

	private static ZmqEndpoint subscriber(String name, String... topics) {
		return Endpoints.hwm(Endpoints.connect(name, EndpointType.SUB, "inproc://p").withTopics(topics), 2);
	}

	private static void fill(ManagedSocket pub) {
		for (int i = 0; i < 4; i++) {
			pub.send(ZmqMessage.ofText("EUR", String.valueOf(i)), Duration.ZERO);
		}
	}

}
