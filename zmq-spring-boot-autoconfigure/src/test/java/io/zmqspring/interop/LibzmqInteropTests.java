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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqUnroutableException;
import io.zmqspring.interop.TestSockets.Received;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every pattern against libzmq, with either side bound.
 */
@Timeout(60)
class LibzmqInteropTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final ZmqMessage PROBE = ZmqMessage.ofText("probe", "?");

	private final List<ZmqMessage> corpus = corpus();

	private @Nullable PyPeer peer;

	private @Nullable TestSockets sockets;

	@AfterEach
	void stop() {
		if (this.sockets != null) {
			this.sockets.close();
		}
		if (this.peer != null) {
			this.peer.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void pushAndPull(Side bound) {
		link(bound, new Link("out", EndpointType.PUSH, "PULL"), new Link("in", EndpointType.PULL, "PUSH"));
		Received received = this.sockets.read("in");
		this.corpus.forEach((message) -> this.sockets.template().to("out").send(message));
		assertThat(received.await(this.corpus.size())).isEqualTo(this.corpus);
	}

	@ParameterizedTest
	@CsvSource({ "PYTHON, PUB, SUB, PUB", "JAVA, PUB, SUB, PUB", "PYTHON, XPUB, SUB, PUB", "JAVA, XPUB, SUB, PUB",
			"PYTHON, PUB, SUB, XPUB", "JAVA, PUB, SUB, XPUB" })
	void publishAndSubscribe(Side bound, EndpointType out, String subscriber, String publisher) {
		link(bound, new Link("out", out, subscriber), new Link("in", EndpointType.SUB, publisher));
		Received received = this.sockets.read("in");
		subscribed("t");
		this.sockets.socket("in").subscribe("t");
		untilProbed("t", received);
		this.sockets.template().to("out").publish("other", "not for us");
		List<ZmqMessage> published = this.corpus.stream().map((message) -> message.prepend(bytes("topic"))).toList();
		this.corpus.forEach((message) -> this.sockets.template().to("out").publish("topic", message));
		assertThat(awaitUnprobed(received, published.size())).isEqualTo(published);
	}

	@ParameterizedTest
	@EnumSource
	void xsubSubscribesAndReceives(Side bound) {
		link(bound, new Link("out", EndpointType.XPUB, "SUB"), new Link("in", EndpointType.XSUB, "PUB"));
		Received received = this.sockets.read("in");
		subscribed("t");
		assertThat(this.sockets.template().awaitPeers("in", 1, PATIENCE)).isTrue();
		this.sockets.template().to("in").send(bytes("\1t"));
		untilProbed("t", received);
		this.sockets.template().to("out").publish("other", "not for us");
		this.sockets.template().to("out").publish("topic", "for us");
		assertThat(awaitUnprobed(received, 1)).containsExactly(ZmqMessage.ofText("topic", "for us"));
	}

	@ParameterizedTest
	@CsvSource({ "PYTHON, PAIR, PAIR", "JAVA, PAIR, PAIR", "PYTHON, DEALER, DEALER", "JAVA, DEALER, DEALER",
			"PYTHON, DEALER, ROUTER", "JAVA, DEALER, ROUTER" })
	void whatIsSentComesBack(Side bound, EndpointType type, String python) {
		link(bound, new Link("both", type, python));
		Received received = this.sockets.read("both");
		this.corpus.forEach((message) -> this.sockets.template().to("both").send(message));
		assertThat(received.await(this.corpus.size())).isEqualTo(this.corpus);
	}

	@ParameterizedTest
	@EnumSource
	void aDealerSendsToRepWithItsDelimiter(Side bound) {
		link(bound, new Link("both", EndpointType.DEALER, "REP"));
		Received received = this.sockets.read("both");
		List<ZmqMessage> sent = this.corpus.stream().map((message) -> message.prepend(new byte[0])).toList();
		sent.forEach((message) -> this.sockets.template().to("both").send(message));
		assertThat(received.await(sent.size())).isEqualTo(sent);
	}

	@ParameterizedTest
	@EnumSource
	void aRouterSendsToDealers(Side bound) {
		link(bound, new Link("router", EndpointType.ROUTER, "DEALER"));
		Received received = this.sockets.read("router");
		byte[] routingId = bytes("mirror");
		await().atMost(PATIENCE).ignoreExceptionsInstanceOf(ZmqUnroutableException.class).until(() -> {
			this.sockets.template().to("router").routingId(routingId).send(this.corpus.get(0));
			return true;
		});
		this.corpus.stream()
			.skip(1)
			.forEach((message) -> this.sockets.template().to("router").routingId(routingId).send(message));
		assertThat(received.await(this.corpus.size()))
			.isEqualTo(this.corpus.stream().map((message) -> message.prepend(routingId)).toList());
	}

	@ParameterizedTest
	@CsvSource({ "PYTHON, REQ, REP", "JAVA, REQ, REP", "PYTHON, REQ, ROUTER", "JAVA, REQ, ROUTER",
			"PYTHON, DEALER, REP", "JAVA, DEALER, REP", "PYTHON, DEALER, ROUTER", "JAVA, DEALER, ROUTER" })
	void requestAndReply(Side bound, EndpointType type, String python) {
		link(bound, new Link("client", type, python));
		for (ZmqMessage message : this.corpus) {
			assertThat(this.sockets.template().to("client").timeout(PATIENCE).request(message, ZmqMessage.class))
				.isEqualTo(message);
		}
		assertThat(this.sockets.template().to("client").request("größer ☃", String.class)).isEqualTo("größer ☃");
	}

	private void subscribed(String topic) {
		assertThat(this.sockets.template().awaitSubscribers("out", topic, 1, PATIENCE)).isTrue();
	}

	private void untilProbed(String topic, Received received) {
		await().atMost(PATIENCE).until(() -> {
			this.sockets.template().to("out").publish(topic, PROBE);
			return !received.all().isEmpty();
		});
	}

	private List<ZmqMessage> awaitUnprobed(Received received, int count) {
		return await().atMost(PATIENCE)
			.until(() -> received.all()
				.stream()
				.filter((message) -> !message.slice(1, message.size()).equals(PROBE))
				.toList(), (messages) -> messages.size() >= count);
	}

	private void link(Side bound, Link... links) {
		List<String> arguments = new ArrayList<>(List.of(links).stream().map(Link::python).toList());
		if (bound == Side.JAVA) {
			this.sockets = new TestSockets(
					List.of(links).stream().map((link) -> link.endpoint(null)).toArray(ZmqEndpoint[]::new));
			for (int i = 0; i < links.length; i++) {
				arguments.set(i, arguments.get(i) + "=" + this.sockets.address(links[i].name()));
			}
		}
		this.peer = PyPeer.run("mirror.py", arguments.toArray(String[]::new));
		if (bound == Side.PYTHON) {
			List<String> addresses = this.peer.readLines(links.length);
			ZmqEndpoint[] endpoints = new ZmqEndpoint[links.length];
			for (int i = 0; i < links.length; i++) {
				endpoints[i] = links[i].endpoint(addresses.get(i));
			}
			this.sockets = new TestSockets(endpoints);
		}
		this.peer.expect("ready");
	}

	private static List<ZmqMessage> corpus() {
		List<ZmqMessage> corpus = new ArrayList<>();
		corpus.add(ZmqMessage.ofText(""));
		corpus.add(ZmqMessage.ofText("a", "", "b"));
		corpus.add(ZmqMessage.ofText("", "", ""));
		corpus.add(ZmqMessage.ofText("größer ☃ 𝄞", "{\"name\":\"Zoë\",\"n\":[1,2.5,null]}"));
		corpus.add(ZmqMessage.of(Collections.nCopies(100, bytes("one of many frames"))));
		for (int size : new int[] { 1, 255, 256, 8191, 8192, 8193, 100_000, 1 << 20, (1 << 20) + 1, 10_000_000 }) {
			corpus.add(ZmqMessage.of(random(size), bytes("end")));
		}
		corpus.add(ZmqMessage.of(random(1)));
		return corpus;
	}

	private static byte[] random(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private enum Side {

		PYTHON, JAVA

	}

	private record Link(String name, EndpointType type, String python) {

		ZmqEndpoint endpoint(@Nullable String address) {
			return (address != null) ? ZmqEndpoint.of(this.name, this.type, List.of(), List.of(address))
					: ZmqEndpoint.of(this.name, this.type, List.of("tcp://127.0.0.1:*"), List.of());
		}

	}

}
