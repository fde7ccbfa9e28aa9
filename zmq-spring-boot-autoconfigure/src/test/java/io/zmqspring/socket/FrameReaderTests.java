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

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FrameReader}, through the socket that has it.
 */
@Timeout(20)
class FrameReaderTests {

	@Test
	void whenAMessageToAPublisherHidesASubscriptionThenOtherPeersAreNotMixedUp() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("pub", EndpointType.XPUB, "inproc://p"),
				Endpoints.connect("hostile", EndpointType.XSUB, "inproc://p"),
				Endpoints.connect("honest", EndpointType.XSUB, "inproc://p"))) {
			Inbox inbox = stepped.read("pub");
			// JeroMQ keeps the end of this message back: nobody had subscribed to Z.
			stepped.get("hostile").send(ZmqMessage.of(new byte[] { 5 }, new byte[] { 0, 'Z' }));
			stepped.settle();
			stepped.get("honest").send(ZmqMessage.of(new byte[] { 1, 'E' }));
			stepped.settle();
			assertThat(inbox.messages).contains(ZmqMessage.of(new byte[] { 1, 'E' }));
			assertThat(inbox.messages).allMatch((message) -> message.size() == 1);
			assertThat(stepped.get("pub").peerSubscriptions()).containsOnlyKeys("E");
		}
	}

	@Test
	void whenAPeerSendsAMessageToAPublisherThenItIsPassedOnWhole() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("pub", EndpointType.XPUB, "inproc://p"),
				Endpoints.connect("peer", EndpointType.XSUB, "inproc://p"))) {
			Inbox inbox = stepped.read("pub");
			stepped.get("peer").send(ZmqMessage.ofText("up", "stream"));
			stepped.settle();
			assertThat(inbox.messages).containsExactly(ZmqMessage.ofText("up", "stream"));
		}
	}

	@Test
	void whenFramesAreEmptyThenTheyAreKept() {
		try (SteppedSockets stepped = SteppedSockets.open(Endpoints.bind("in", EndpointType.PULL, "inproc://in"),
				Endpoints.connect("out", EndpointType.PUSH, "inproc://in"))) {
			Inbox inbox = stepped.read("in");
			stepped.get("out").send(ZmqMessage.ofText("", "", ""));
			stepped.get("out").send(ZmqMessage.ofText(""));
			stepped.settle();
			assertThat(inbox.messages).containsExactly(ZmqMessage.ofText("", "", ""), ZmqMessage.ofText(""));
		}
	}

}
