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

package io.zmqspring.stress;

import java.time.Duration;
import java.util.List;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.interop.PyPeer;
import io.zmqspring.interop.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many threads send to one endpoint, more than its high-water mark holds: all arrives,
 * whole and in each thread's order.
 */
@Tag("stress")
@Timeout(90)
class ConcurrentSendTests {

	private static final int THREADS = 16;

	private static final int EACH = 10_000;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final NumberedMessages messages = new NumberedMessages(THREADS, EACH);

	@Test
	void push() throws Exception {
		try (TestSockets out = new TestSockets(bound("out", EndpointType.PUSH));
				TestSockets in = new TestSockets(connected("in", EndpointType.PULL, out))) {
			in.read("in", this.messages::arrived);
			NumberedMessages.send(THREADS, EACH, (message) -> out.template().to("out").send(message));
			this.messages.awaitAll();
		}
	}

	@Test
	void pushToLibzmq() throws Exception {
		try (TestSockets out = new TestSockets(bound("out", EndpointType.PUSH));
				PyPeer in = PyPeer.run("check.py", out.address("out"), String.valueOf(THREADS), String.valueOf(EACH))) {
			NumberedMessages.send(THREADS, EACH, (message) -> out.template().to("out").send(message));
			in.expect("all");
		}
	}

	@Test
	void dealer() throws Exception {
		try (TestSockets out = new TestSockets(bound("out", EndpointType.DEALER));
				TestSockets in = new TestSockets(connected("in", EndpointType.ROUTER, out))) {
			in.read("in", (message) -> this.messages.arrived(message.slice(1, message.size())));
			NumberedMessages.send(THREADS, EACH, (message) -> out.template().to("out").send(message));
			this.messages.awaitAll();
		}
	}

	@Test
	void publishThatWaits() throws Exception {
		ZmqEndpoint pub = bound("out", EndpointType.PUB).withOptions(SocketOptions.NONE.with("xpubNoDrop", true));
		NumberedMessages others = new NumberedMessages(THREADS, EACH);
		try (TestSockets out = new TestSockets(pub);
				TestSockets in = new TestSockets(connected("in", EndpointType.SUB, out).withTopics("t"),
						connected("other", EndpointType.SUB, out).withTopics("to"))) {
			in.read("in", (message) -> this.messages.arrived(message.slice(1, message.size())));
			in.read("other", (message) -> others.arrived(message.slice(1, message.size())));
			assertThat(out.template().awaitSubscribers("out", "topic", 2, PATIENCE)).isTrue();
			NumberedMessages.send(THREADS, EACH, (message) -> out.template().to("out").publish("topic", message));
			this.messages.awaitAll();
			others.awaitAll();
		}
	}

	private static ZmqEndpoint bound(String name, EndpointType type) {
		return ZmqEndpoint.of(name, type, List.of("tcp://127.0.0.1:*"), List.of());
	}

	private static ZmqEndpoint connected(String name, EndpointType type, TestSockets out) {
		return ZmqEndpoint.of(name, type, List.of(), List.of(out.address("out")));
	}

}
