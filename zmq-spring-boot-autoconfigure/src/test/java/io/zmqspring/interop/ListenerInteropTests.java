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
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.convert.ZmqHeaders;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@link ZmqListener} methods and peers that use libzmq.
 */
@Timeout(60)
class ListenerInteropTests {

	private static final String LOOPBACK = "tcp://127.0.0.1:*";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, JacksonAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "REQ, rep", "REQ, router", "DEALER, rep", "DEALER, router" })
	void aListenerAnswersWhoConnects(String python, String type) {
		this.runner.withPropertyValues("zmq.endpoints.server.type=" + type, "zmq.endpoints.server.bind=" + LOOPBACK)
			.withBean(Echo.class)
			.run((context) -> {
				try (PyPeer client = PyPeer.run("client.py", python, address(context, "server"))) {
					client.expect("same");
				}
			});
	}

	@ParameterizedTest
	@CsvSource({ "rep", "router" })
	void aListenerAnswersADealerWithADelimiter(String type) {
		this.runner.withPropertyValues("zmq.endpoints.server.type=" + type, "zmq.endpoints.server.bind=" + LOOPBACK)
			.withBean(Echo.class)
			.run((context) -> {
				try (PyPeer client = PyPeer.run("client.py", "DEALER", address(context, "server"), "")) {
					client.expect("same");
				}
			});
	}

	@Test
	void aListenerReturnsTheWholeEnvelopeOfAProxy() {
		this.runner.withPropertyValues("zmq.endpoints.server.type=rep", "zmq.endpoints.server.bind=" + LOOPBACK)
			.withBean(Echo.class)
			.run((context) -> {
				try (PyPeer client = PyPeer.run("client.py", "DEALER", address(context, "server"), "hop 2", "hop 1",
						"")) {
					client.expect("same");
				}
			});
	}

	@ParameterizedTest
	@CsvSource({ "REQ, rep", "REQ, router" })
	void aListenerAnswersWhomItConnectsTo(String python, String type) {
		try (PyPeer client = PyPeer.run("client.py", python, "-")) {
			this.runner
				.withPropertyValues("zmq.endpoints.server.type=" + type,
						"zmq.endpoints.server.connect=" + client.readLine())
				.withBean(Echo.class)
				.run((context) -> client.expect("same"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "REQ, rep", "DEALER, rep", "REQ, router", "DEALER, router" })
	void whenClientProbesThenItsRequestsAreAnswered(String python, String type) {
		String client = """
				import sys, zmq
				socket = zmq.Context().socket(getattr(zmq, sys.argv[1]))
				socket.setsockopt(zmq.PROBE_ROUTER, 1)
				socket.setsockopt(zmq.RCVTIMEO, 10000)
				socket.connect(sys.argv[2])
				delimiter = [] if sys.argv[1] == "REQ" else [b""]
				for i in range(3):
				    socket.send_multipart([*delimiter, b"%d" % i])
				    assert socket.recv_multipart() == [*delimiter, b"%d" % i]
				print("answered")
				""";
		List<String> heard = new CopyOnWriteArrayList<>();
		this.runner.withPropertyValues("zmq.endpoints.server.type=" + type, "zmq.endpoints.server.bind=" + LOOPBACK)
			.withBean(Probed.class, () -> new Probed(heard))
			.run((context) -> {
				try (PyPeer peer = PyPeer.start(client, python, address(context, "server"))) {
					peer.expect("answered");
				}
				assertThat(heard).containsExactlyInAnyOrderElementsOf(
						"rep".equals(type) ? List.of("0", "1", "2") : List.of("", "0", "1", "2"));
				assertThat(context.getBean(ZmqSockets.class).get("server").snapshot().dropped().values())
					.containsOnly(0L);
			});
	}

	@Test
	void whenProbesAreTheDefaultThenRepSendsNone() {
		this.runner
			.withPropertyValues("zmq.endpoints.server.type=rep", "zmq.endpoints.server.bind=" + LOOPBACK,
					"zmq.defaults.probe-router=true")
			.withBean(Echo.class)
			.run((context) -> {
				try (PyPeer client = PyPeer.run("client.py", "REQ", address(context, "server"))) {
					client.expect("same");
				}
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "req", "dealer" })
	void whenOurOwnRequestsAreProbedThenTheyAreAnswered(String type) {
		List<String> heard = new CopyOnWriteArrayList<>();
		this.runner.withPropertyValues("zmq.endpoints.server.type=rep", "zmq.endpoints.server.bind=" + LOOPBACK)
			.withBean(Probed.class, () -> new Probed(heard))
			.run((server) -> this.runner
				.withPropertyValues("zmq.endpoints.client.type=" + type,
						"zmq.endpoints.client.connect=" + address(server, "server"),
						"zmq.endpoints.client.options.probe-router=true")
				.run((client) -> {
					assertThat(client.getBean(ZmqTemplate.class).to("client").request("hello", String.class))
						.isEqualTo("hello");
					assertThat(heard).containsExactly("hello");
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "REP", "ROUTER" })
	void whenWeProbeServersOfLibzmqThenTheyAnswer(String python) {
		String server = """
				import sys, zmq
				socket = zmq.Context().socket(getattr(zmq, sys.argv[1]))
				socket.bind("tcp://127.0.0.1:*")
				print(socket.last_endpoint.decode())
				if sys.argv[1] == "ROUTER":
				    socket.setsockopt(zmq.PROBE_ROUTER, 1)
				    print(socket.recv_multipart()[1:])
				while True:
				    socket.send_multipart(socket.recv_multipart())
				""";
		try (PyPeer peer = PyPeer.start(server, python)) {
			this.runner
				.withPropertyValues("zmq.endpoints.client.type=req", "zmq.endpoints.client.connect=" + peer.readLine(),
						"zmq.endpoints.client.options.probe-router=true")
				.run((client) -> {
					assertThat(client.getBean(ZmqTemplate.class).to("client").request("hello", String.class))
						.isEqualTo("hello");
					if ("ROUTER".equals(python)) {
						peer.expect("[b'']");
					}
					assertThat(client.getBean(ZmqSockets.class).get("client").snapshot().dropped().values())
						.containsOnly(0L);
				});
		}
	}

	@Test
	void typedRequestsAndRepliesAreJson() {
		String shop = """
				import json, sys, zmq
				socket = zmq.Context().socket(zmq.REQ)
				socket.connect(sys.argv[1])
				for i in range(100):
				    socket.send_json({"item": "Tür", "quantity": i})
				    reply = socket.recv_json()
				    assert reply == {"item": "Tür", "total": i * 2.5}, reply
				print("all")
				""";
		this.runner.withPropertyValues("zmq.endpoints.orders.type=rep", "zmq.endpoints.orders.bind=" + LOOPBACK)
			.withBean(Shop.class)
			.run((context) -> {
				try (PyPeer client = PyPeer.start(shop, address(context, "orders"))) {
					client.expect("all");
				}
			});
	}

	@Test
	void aTypedRequestReachesAPythonServer() {
		String shop = """
				import zmq
				socket = zmq.Context().socket(zmq.REP)
				socket.bind("tcp://127.0.0.1:*")
				print(socket.last_endpoint.decode())
				while True:
				    order = socket.recv_json()
				    socket.send_json({"item": order["item"], "total": order["quantity"] * 2.5})
				""";
		try (PyPeer server = PyPeer.start(shop)) {
			this.runner
				.withPropertyValues("zmq.endpoints.orders.type=req",
						"zmq.endpoints.orders.connect=" + server.readLine())
				.run((context) -> assertThat(
						context.getBean(ZmqTemplate.class).to("orders").request(new Order("Tür", 4), Receipt.class))
					.isEqualTo(new Receipt("Tür", 10)));
		}
	}

	@Test
	void listenersTakeTheirTopics() throws Exception {
		String publisher = """
				import sys, zmq
				socket = zmq.Context().socket(zmq.XPUB)
				socket.bind("tcp://127.0.0.1:*")
				print(socket.last_endpoint.decode())
				topics = {socket.recv() for _ in range(2)}
				assert topics == {b"\\1EUR", b"\\1EUR/USD"}, topics
				socket.send_multipart([b"GBP", b"not wanted"])
				socket.send_multipart([b"EUR/USD", "größer".encode()])
				socket.send_multipart([b"EUR/CHF", b"0.9"])
				socket.send(b"EUR alone")
				socket.send_multipart([b"EUR", b"2", b"frames"])
				input()
				""";
		try (PyPeer python = PyPeer.start(publisher)) {
			this.runner
				.withPropertyValues("zmq.endpoints.prices.type=sub",
						"zmq.endpoints.prices.connect=" + python.readLine())
				.withBean(Prices.class)
				.run((context) -> {
					Prices prices = context.getBean(Prices.class);
					assertThat(next(prices.dollars)).isEqualTo("EUR/USD größer");
					assertThat(next(prices.others)).isEqualTo("EUR/CHF ['0.9']");
					assertThat(next(prices.others)).isEqualTo("EUR alone ['EUR alone']");
					assertThat(next(prices.others)).isEqualTo("EUR ['2', 'frames']");
					assertThat(prices.dollars).isEmpty();
				});
		}
	}

	@Test
	void whenPublisherPutsAnEmptyFrameBehindTheTopicThenOneFrameIsNotEnough() {
		String publisher = """
				import sys, zmq
				socket = zmq.Context().socket(zmq.XPUB)
				socket.connect(sys.argv[1])
				socket.recv()
				socket.send_multipart([b"EUR/USD", b"", b"wrapped"])
				socket.send_multipart([b"EUR/USD", b"plain"])
				input()
				""";
		this.runner.withPropertyValues("zmq.endpoints.prices.type=sub", "zmq.endpoints.prices.bind=" + LOOPBACK)
			.withBean(Prices.class)
			.run((context) -> {
				Prices prices = context.getBean(Prices.class);
				try (PyPeer python = PyPeer.start(publisher, address(context, "prices"))) {
					assertThat(next(prices.dollars)).isEqualTo("EUR/USD plain");
				}
				assertThat(context.getBean(ZmqListenerRegistry.class).all())
					.extracting((listener) -> listener.snapshot().failed())
					.containsExactlyInAnyOrder(1L, 0L);
			});
	}

	@Test
	void whenPusherConflatesThenAPullListenerGetsTheNewest() {
		String pusher = """
				import sys, zmq
				socket = zmq.Context().socket(zmq.PUSH)
				socket.setsockopt(zmq.CONFLATE, 1)
				socket.connect(sys.argv[1])
				for i in range(1000):
				    socket.send_string(str(i))
				input()
				""";
		List<String> heard = new CopyOnWriteArrayList<>();
		this.runner.withPropertyValues("zmq.endpoints.server.type=pull", "zmq.endpoints.server.bind=" + LOOPBACK)
			.withBean(Jobs.class, () -> new Jobs(heard))
			.run((context) -> {
				try (PyPeer python = PyPeer.start(pusher, address(context, "server"))) {
					await().atMost(PyPeer.PATIENCE).until(() -> heard.contains("999"));
				}
				assertThat(heard).endsWith("999").doesNotHaveDuplicates();
			});
	}

	@Test
	void aListenerPassesItsResultOn() {
		String pipeline = """
				import sys, zmq
				context = zmq.Context()
				push = context.socket(zmq.PUSH)
				push.connect(sys.argv[1])
				pull = context.socket(zmq.PULL)
				pull.connect(sys.argv[2])
				for i in range(1000):
				    push.send_string(f"job {i}")
				for i in range(1000):
				    assert pull.recv_string() == f"done job {i}"
				print("in order")
				""";
		this.runner
			.withPropertyValues("zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.bind=" + LOOPBACK,
					"zmq.endpoints.results.type=push", "zmq.endpoints.results.bind=" + LOOPBACK)
			.withBean(Pipeline.class)
			.run((context) -> {
				try (PyPeer python = PyPeer.start(pipeline, address(context, "jobs"), address(context, "results"))) {
					python.expect("in order");
				}
			});
	}

	@Test
	void manyClientsAreAnsweredAtOnce() {
		String clients = """
				import sys, threading, zmq
				context = zmq.Context()
				def client(name):
				    socket = context.socket(zmq.REQ)
				    socket.connect(sys.argv[1])
				    for i in range(200):
				        text = f"{name}:{i}"
				        socket.send_string(text)
				        assert socket.recv_string() == "later " + text
				    sys.stdout.write("done\\n")
				for name in range(8):
				    threading.Thread(target=client, args=[name]).start()
				""";
		this.runner.withPropertyValues("zmq.endpoints.server.type=rep", "zmq.endpoints.server.bind=" + LOOPBACK)
			.withBean(Later.class)
			.run((context) -> {
				try (PyPeer python = PyPeer.start(clients, address(context, "server"))) {
					assertThat(python.readLines(8)).containsOnly("done");
				}
			});
	}

	private static String address(ApplicationContext context, String endpoint) {
		return "tcp://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.zmq." + endpoint + ".port");
	}

	private static String next(BlockingQueue<String> queue) throws InterruptedException {
		return queue.poll(20, TimeUnit.SECONDS);
	}

	static class Echo {

		@ZmqListener("server")
		ZmqMessage echo(ZmqMessage message) {
			return message;
		}

	}

	record Jobs(List<String> heard) {

		@ZmqListener("server")
		void job(String text) {
			this.heard.add(text);
		}

	}

	record Probed(List<String> heard) {

		@ZmqListener("server")
		@Nullable String echo(String text) {
			this.heard.add(text);
			return text.isEmpty() ? null : text;
		}

	}

	static class Later {

		@ZmqListener("server")
		CompletableFuture<String> echo(String text) {
			return CompletableFuture.supplyAsync(() -> "later " + text);
		}

	}

	static class Shop {

		@ZmqListener("orders")
		Receipt place(Order order) {
			return new Receipt(order.item(), order.quantity() * 2.5);
		}

	}

	static class Prices {

		private final BlockingQueue<String> dollars = new LinkedBlockingQueue<>();

		private final BlockingQueue<String> others = new LinkedBlockingQueue<>();

		@ZmqListener(endpoint = "prices", topics = "EUR/USD")
		void dollar(String price, @Header(ZmqHeaders.TOPIC) String topic) {
			this.dollars.add(topic + " " + price);
		}

		@ZmqListener(endpoint = "prices", topics = "EUR")
		void other(List<byte[]> frames, @Header(ZmqHeaders.TOPIC) String topic) {
			this.others.add(topic + " " + ZmqMessage.of(frames));
		}

	}

	static class Pipeline {

		@ZmqListener("jobs")
		@SendTo("results")
		byte[] work(byte[] job) {
			return ("done " + new String(job, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
		}

	}

	record Order(String item, int quantity) {

	}

	record Receipt(String item, double total) {

	}

}
