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

package io.zmqspring.interop;

import java.time.Duration;
import java.util.List;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.socket.DropReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A publisher whose subscribers do not all read: what they miss is counted, the others
 * miss nothing.
 */
@Timeout(60)
class SlowSubscriberTests {

	private static final int SLOW = 20;

	private static final int MESSAGES = 2000;

	private static final int HWM = 100;

	private static final byte[] PAYLOAD = new byte[10_000];

	/**
	 * The first subscriber reads all the time and says so now and then, the others read
	 * from the moment that they are told to, up to the message END.
	 */
	private static final String SUBSCRIBERS = """
			import sys, zmq
			from concurrent.futures import ThreadPoolExecutor
			context = zmq.Context()
			def subscribe(hwm):
			    socket = context.socket(zmq.SUB)
			    socket.set_hwm(hwm)
			    socket.connect(sys.argv[1])
			    socket.subscribe("")
			    return socket
			def count(socket, report=0):
			    messages = 0
			    while socket.recv_multipart()[0] != b"END":
			        messages += 1
			        if report and messages % report == 0:
			            print(messages)
			    return messages
			quick, slow = subscribe(1000), [subscribe(10) for _ in range(int(sys.argv[2]))]
			with ThreadPoolExecutor(1 + len(slow)) as threads:
			    threads.submit(count, quick, int(sys.argv[3]))
			    input()
			    print("slow", sum(threads.map(count, slow)))
			""";

	@Test
	void whenSubscribersDoNotReadThenEachMessageThatTheyMissIsCounted() {
		try (TestSockets publisher = publisher(false);
				PyPeer subscribers = PyPeer.start(SUBSCRIBERS, publisher.address("news"), Integer.toString(SLOW),
						Integer.toString(HWM / 2))) {
			assertThat(publisher.template().awaitSubscribers("news", "", SLOW + 1, PyPeer.PATIENCE)).isTrue();
			for (int i = 1; i <= MESSAGES; i++) {
				publisher.template().to("news").publish("topic", PAYLOAD);
				if (i % (HWM / 2) == 0) {
					subscribers.expect(Integer.toString(i));
				}
			}
			assertThat(publisher.socket("news").fullSubscribers()).isEqualTo(SLOW);
			subscribers.writeLine("read");
			await().atMost(PyPeer.PATIENCE).until(() -> publisher.socket("news").fullSubscribers() == 0);
			publisher.template().to("news").publish("END", PAYLOAD);
			long received = Long.parseLong(subscribers.readLine().substring("slow ".length()));
			assertThat(publisher.socket("news").dropped(DropReason.SUBSCRIBER_HWM)).isPositive()
				.isEqualTo((long) MESSAGES * SLOW - received);
		}
	}

	@Test
	void whenNothingMayBeDroppedThenOneSubscriberHoldsThePublisherBackForAll() {
		try (TestSockets publisher = publisher(true);
				PyPeer subscribers = PyPeer.start(SUBSCRIBERS, publisher.address("news"), "1", "0")) {
			assertThat(publisher.template().awaitSubscribers("news", "", 2, PyPeer.PATIENCE)).isTrue();
			long[] published = { 0 };
			assertThatExceptionOfType(ZmqSendTimeoutException.class).isThrownBy(() -> {
				for (; published[0] < MESSAGES; published[0]++) {
					publisher.template().to("news").publish("topic", PAYLOAD);
				}
			});
			assertThat(publisher.socket("news").fullSubscribers()).isOne();
			subscribers.writeLine("read");
			await().atMost(PyPeer.PATIENCE).until(() -> publisher.socket("news").fullSubscribers() == 0);
			publisher.template().to("news").publish("END", PAYLOAD);
			subscribers.expect("slow " + published[0]);
			assertThat(publisher.socket("news").dropped(DropReason.SUBSCRIBER_HWM)).isZero();
		}
	}

	private static TestSockets publisher(boolean noDrop) {
		return new TestSockets(ZmqEndpoint.of("news", EndpointType.PUB, List.of("tcp://127.0.0.1:*"), List.of())
			.withOptions(SocketOptions.NONE.with("sendHwm", HWM)
				.with("xpubNoDrop", noDrop)
				.with("sendTimeout", Duration.ofSeconds(1))));
	}

}
