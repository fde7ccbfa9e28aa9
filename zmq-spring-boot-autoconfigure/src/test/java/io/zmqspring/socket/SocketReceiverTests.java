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

import java.util.ArrayList;
import java.util.List;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.ZContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SocketReceiver}, through the socket that has it.
 */
@Timeout(30)
class SocketReceiverTests {

	@Test
	void whenDemandIsZeroThenNothingIsReadAndNothingIsLost() {
		try (SteppedSockets stepped = open()) {
			Inbox inbox = new Inbox();
			inbox.demand = 0;
			stepped.get("in").attach(inbox);
			for (int i = 0; i < 10; i++) {
				stepped.get("out").send(ZmqMessage.ofText(String.valueOf(i)));
			}
			stepped.settle();
			assertThat(inbox.messages).isEmpty();
			assertThat(stepped.get("in").snapshot().received()).isZero();
			inbox.demand = Integer.MAX_VALUE;
			stepped.settle();
			assertThat(inbox.messages).isEmpty();
			stepped.get("in").resumeReading();
			stepped.settle();
			assertThat(inbox.messages).extracting((message) -> message.text(0))
				.containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
		}
	}

	@Test
	void whenDemandIsSmallThenNoMoreIsHandedOver() {
		try (SteppedSockets stepped = open()) {
			List<Integer> sizes = new ArrayList<>();
			stepped.get("in").attach(new MessageReceiver() {

				@Override
				public int demand() {
					return 3;
				}

				@Override
				public void receive(List<ZmqMessage> messages) {
					sizes.add(messages.size());
				}

			});
			for (int i = 0; i < 7; i++) {
				stepped.get("out").send(ZmqMessage.ofText(String.valueOf(i)));
			}
			stepped.settle();
			assertThat(sizes).containsExactly(3, 3, 1);
		}
	}

	@Test
	void whenNobodyReadsThenMessagesWait() {
		try (SteppedSockets stepped = open()) {
			stepped.get("out").send(ZmqMessage.ofText("a"));
			stepped.settle();
			assertThat(stepped.get("in").snapshot().received()).isZero();
			Inbox inbox = stepped.read("in");
			stepped.settle();
			assertThat(inbox.messages).containsExactly(ZmqMessage.ofText("a"));
			stepped.get("in").detach(inbox);
			stepped.get("out").send(ZmqMessage.ofText("b"));
			stepped.settle();
			assertThat(inbox.messages).hasSize(1);
			Inbox second = stepped.read("in");
			stepped.settle();
			assertThat(second.messages).containsExactly(ZmqMessage.ofText("b"));
		}
	}

	@Test
	void whenReaderFailsThenTheSocketLivesOn() {
		try (SteppedSockets stepped = open()) {
			Inbox inbox = new Inbox();
			MessageReceiver failing = new MessageReceiver() {

				private int calls;

				@Override
				public int demand() {
					if (this.calls++ == 0) {
						throw new IllegalStateException("no demand");
					}
					return 1;
				}

				@Override
				public void receive(List<ZmqMessage> messages) {
					inbox.receive(messages);
					throw new IllegalStateException("no read");
				}

			};
			stepped.get("in").attach(failing);
			stepped.get("out").send(ZmqMessage.ofText("a"));
			stepped.settle();
			stepped.get("in").resumeReading();
			stepped.settle();
			assertThat(inbox.messages).containsExactly(ZmqMessage.ofText("a"));
			stepped.get("out").send(ZmqMessage.ofText("b"));
			stepped.settle();
			assertThat(inbox.messages).last().isEqualTo(ZmqMessage.ofText("b"));
			assertThat(stepped.get("in").snapshot().state()).isEqualTo(EndpointSnapshot.State.OPEN);
		}
	}

	@Test
	void whenPubHasNoReaderThenSubscriptionsAreCountedAllTheSame() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("pub", EndpointType.PUB, "inproc://p"),
				Endpoints.connect("sub", EndpointType.SUB, "inproc://p").withTopics("EUR"))) {
			assertThat(stepped.get("pub").peerSubscriptions()).containsEntry("EUR", 1);
			stepped.get("sub").lifecycle().close();
			stepped.poller.ready(stepped.get("pub"));
			await().untilAsserted(() -> {
				stepped.poller.ready(stepped.get("pub"));
				stepped.settle();
				assertThat(stepped.get("pub").peerSubscriptions()).isEmpty();
			});
		}
	}

	@Test
	void whenContextIsTerminatedByOthersThenTheSocketIsGivenUp() {
		try (ZContext foreign = new ZContext()) {
			ManagedContext context = new ManagedContext("foreign", ContextSettings.DEFAULTS, foreign, List.of());
			SocketPoller poller = new SocketPoller("test", 16);
			ManagedSocket in = new ManagedSocket(Endpoints.bind("in", EndpointType.PULL, "inproc://in"), context,
					poller, List.of());
			context.open();
			poller.open();
			in.lifecycle().open();
			in.lifecycle().bind();
			Thread terminator = new Thread(() -> foreign.getContext().term());
			terminator.start();
			await().untilAsserted(() -> {
				poller.ready(in);
				poller.doWork(0);
				assertThat(in.snapshot().state()).isEqualTo(EndpointSnapshot.State.FAILED);
			});
			assertThat(in.snapshot().lastError()).contains("terminated");
			// It ends because its last socket has been closed.
			await().until(() -> !terminator.isAlive());
			in.lifecycle().close();
			poller.stop(100);
		}
	}

	private static SteppedSockets open() {
		return SteppedSockets.open(Endpoints.bind("in", EndpointType.PULL, "inproc://in"),
				Endpoints.connect("out", EndpointType.PUSH, "inproc://in"));
	}

}
