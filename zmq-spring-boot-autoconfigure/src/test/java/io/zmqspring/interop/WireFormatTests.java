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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.convert.ZmqHeaders;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.interop.MarkdownSnippets.Snippet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every program of docs/wire-format.md against an endpoint of the type that the page
 * names.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "zmq.endpoints.push.type=pull", "zmq.endpoints.pull.type=push", "zmq.endpoints.sub.type=pub",
				"zmq.endpoints.pub.type=sub", "zmq.endpoints.subscribe.type=xpub", "zmq.endpoints.feed.type=xsub",
				"zmq.endpoints.req.type=rep", "zmq.endpoints.dealer-to-rep.type=rep", "zmq.endpoints.json.type=rep",
				"zmq.endpoints.void.type=rep", "zmq.endpoints.rep.type=req", "zmq.endpoints.router-to-req.type=req",
				"zmq.endpoints.dealer-to-router.type=router", "zmq.endpoints.router-to-dealer.type=dealer",
				"zmq.endpoints.router-to-dealer.options.identity=device-2", "zmq.endpoints.pair.type=pair",
				"zmq.endpoints.push.bind=tcp://127.0.0.1:*", "zmq.endpoints.pull.bind=tcp://127.0.0.1:*",
				"zmq.endpoints.sub.bind=tcp://127.0.0.1:*", "zmq.endpoints.pub.bind=tcp://127.0.0.1:*",
				"zmq.endpoints.subscribe.bind=tcp://127.0.0.1:*", "zmq.endpoints.feed.bind=tcp://127.0.0.1:*",
				"zmq.endpoints.req.bind=tcp://127.0.0.1:*", "zmq.endpoints.dealer-to-rep.bind=tcp://127.0.0.1:*",
				"zmq.endpoints.json.bind=tcp://127.0.0.1:*", "zmq.endpoints.void.bind=tcp://127.0.0.1:*",
				"zmq.endpoints.rep.bind=tcp://127.0.0.1:*", "zmq.endpoints.router-to-req.bind=tcp://127.0.0.1:*",
				"zmq.endpoints.dealer-to-router.bind=tcp://127.0.0.1:*",
				"zmq.endpoints.router-to-dealer.bind=tcp://127.0.0.1:*", "zmq.endpoints.pair.bind=tcp://127.0.0.1:*",
				"zmq.endpoints.conflating-pub.type=sub", "zmq.endpoints.conflating-pub.bind=tcp://127.0.0.1:*",
				"zmq.endpoints.conflating-sub.type=pub", "zmq.endpoints.conflating-sub.bind=tcp://127.0.0.1:*",
				"zmq.endpoints.wrapping-pub.type=sub", "zmq.endpoints.wrapping-pub.bind=tcp://127.0.0.1:*" })
@Timeout(120)
class WireFormatTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Map<String, Snippet> SNIPPETS = MarkdownSnippets.of("docs/wire-format.md").named();

	@Autowired
	private ZmqTemplate template;

	@Autowired
	private Environment environment;

	@Autowired
	private Listeners listeners;

	private final Map<String, Check> checks = new LinkedHashMap<>();

	WireFormatTests() {
		this.checks.put("push", () -> {
			expectReceived("push", "[job 1]");
			expectReceived("push", "[job, , 2]");
		});
		this.checks.put("pull", () -> {
			this.template.to("pull").timeout(PATIENCE).send("job 1");
			this.template.to("pull").send(ZmqMessage.ofText("job", "", "2"));
		});
		this.checks.put("sub", () -> publish("sub"));
		this.checks.put("pub", () -> {
			expectReceived("pub", "EUR: 1.08");
			expectReceived("pub", "EUR 1.09: EUR 1.09");
		});
		this.checks.put("conflating-pub",
				() -> assertThat(received("conflating-pub")).matches("(EUR 1\\.[0-9]{2}): \\1"));
		this.checks.put("conflating-sub", () -> {
			assertThat(this.template.awaitSubscribers("conflating-sub", "EUR", 1, PATIENCE)).isTrue();
			for (int cents = 0; cents < 100; cents++) {
				this.template.to("conflating-sub").publish("EUR 1.%02d".formatted(cents), ZmqMessage.of());
			}
		});
		this.checks.put("wrapping-pub", () -> expectReceived("wrapping-pub", "EUR: [, 1.08]"));
		this.checks.put("subscribe", () -> {
			expectReceived("subscribe", "[\u0001EUR]");
			publish("subscribe");
			expectReceived("subscribe", "[\u0000EUR]");
		});
		this.checks.put("feed", () -> {
			assertThat(this.template.awaitPeers("feed", 1, PATIENCE)).isTrue();
			this.template.to("feed").send(new byte[] { 1, 'E', 'U', 'R' });
			expectReceived("feed", "EUR: 1.08");
		});
		this.checks.put("req", () -> {
		});
		this.checks.put("dealer-to-rep", () -> {
		});
		this.checks.put("json", () -> {
		});
		this.checks.put("void", () -> expectReceived("void", "note"));
		this.checks.put("rep", () -> expectEcho("rep"));
		this.checks.put("router-to-req", () -> expectEcho("router-to-req"));
		this.checks.put("dealer-to-router", () -> {
		});
		this.checks.put("router-to-dealer", () -> {
			this.template.to("router-to-dealer").timeout(PATIENCE).send("22 degrees");
			expectReceived("router-to-dealer", "[open the window]");
			expectReceived("router-to-dealer", "[close the window]");
		});
		this.checks.put("pair", () -> {
		});
	}

	static Stream<String> names() {
		return SNIPPETS.keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("names")
	void theProgramDoesWhatThePageSays(String name) throws Exception {
		String address = "tcp://127.0.0.1:" + this.environment.getRequiredProperty("local.zmq." + name + ".port");
		Check check = this.checks.get(name);
		assertThat(check).as("the check for the program " + name).isNotNull();
		Snippet snippet = SNIPPETS.get(name);
		try (PyPeer peer = PyPeer.start(snippet.code(), address)) {
			check.run();
			assertThat(peer.awaitEnd()).isEqualTo(snippet.output());
		}
	}

	@Test
	void everyProgramOfThePageIsRun() {
		assertThat(SNIPPETS.keySet()).containsExactlyInAnyOrderElementsOf(this.checks.keySet());
		assertThat(MarkdownSnippets.of("docs/wire-format.md").in("python")).hasSameSizeAs(SNIPPETS.values());
	}

	private void publish(String endpoint) {
		assertThat(this.template.awaitSubscribers(endpoint, "EUR", 1, PATIENCE)).isTrue();
		this.template.to(endpoint).publish("EUR", "1.08");
	}

	private void expectReceived(String endpoint, String text) throws InterruptedException {
		assertThat(received(endpoint)).isEqualTo(text);
	}

	private String received(String endpoint) throws InterruptedException {
		return this.listeners.queue(endpoint).poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	private void expectEcho(String endpoint) {
		assertThat(this.template.to(endpoint).timeout(PATIENCE).request("hello", String.class))
			.isEqualTo("echo: hello");
	}

	/**
	 * The Java side of a program.
	 */
	private interface Check {

		void run() throws Exception;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Listeners listeners() {
			return new Listeners();
		}

	}

	static class Listeners {

		private final Map<String, BlockingQueue<String>> received = new ConcurrentHashMap<>();

		BlockingQueue<String> queue(String endpoint) {
			return this.received.computeIfAbsent(endpoint, (key) -> new LinkedBlockingQueue<>());
		}

		@ZmqListener("push")
		@ZmqListener("subscribe")
		@ZmqListener("router-to-dealer")
		void frames(ZmqMessage message, @Header(ZmqHeaders.ENDPOINT) String endpoint) {
			queue(endpoint).add(text(message.frames()));
		}

		private static String text(List<byte[]> frames) {
			Function<byte[], String> text = (frame) -> new String(frame, StandardCharsets.UTF_8);
			return frames.stream().map(text).toList().toString();
		}

		@ZmqListener(endpoint = "pub", topics = "EUR")
		@ZmqListener(endpoint = "conflating-pub", topics = "EUR")
		@ZmqListener("feed")
		void price(String price, @Header(ZmqHeaders.TOPIC) String topic, @Header(ZmqHeaders.ENDPOINT) String endpoint) {
			queue(endpoint).add(topic + ": " + price);
		}

		@ZmqListener(endpoint = "wrapping-pub", topics = "EUR")
		void wrapped(List<byte[]> frames, @Header(ZmqHeaders.TOPIC) String topic) {
			queue("wrapping-pub").add(topic + ": " + text(frames));
		}

		@ZmqListener("req")
		@ZmqListener("dealer-to-rep")
		String echo(String text) {
			return "echo: " + text;
		}

		@ZmqListener("json")
		Receipt place(Order order) {
			return new Receipt(order.id(), order.pieces() * 250L);
		}

		@ZmqListener("void")
		void note(String note) {
			queue("void").add(note);
		}

		@ZmqListener("dealer-to-router")
		String welcome(String text, @Header(ZmqHeaders.ROUTING_ID) byte[] device) {
			return "welcome, " + new String(device, StandardCharsets.UTF_8);
		}

		@ZmqListener("pair")
		@SendTo("pair")
		ZmqMessage back(ZmqMessage message) {
			return message;
		}

	}

	record Order(int id, int pieces) {

	}

	record Receipt(int order, long cents) {

	}

}
