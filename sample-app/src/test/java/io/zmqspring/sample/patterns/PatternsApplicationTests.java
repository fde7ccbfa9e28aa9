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

package io.zmqspring.sample.patterns;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.zmqspring.sample.ForkedProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs the whole application as a user does, only on free ports.
 */
@Timeout(300)
class PatternsApplicationTests {

	@Test
	void everyPatternDeliversAndTheHealthIsUpUntilItIsStopped() throws IOException, InterruptedException {
		int httpPort = TestSocketUtils.findAvailableTcpPort();
		try (ForkedProcess sample = ForkedProcess.sample(arguments(httpPort))) {
			sample.awaitOutput("request/reply: asked 'hello 2', was answered 'HELLO 2'");
			sample.awaitOutput("push/pull: worker-1 does job");
			sample.awaitOutput("push/pull: worker-2 does job");
			sample.awaitOutput("push/pull: worker-3 does job");
			sample.awaitOutput("publish/subscribe: a euro costs 1.");
			sample.awaitOutput("publish/subscribe: GBP costs 1.");
			sample.awaitOutput("publish/subscribe: CHF costs 1.");
			sample.awaitOutput("router/dealer: device-1 reports temperature 2");
			sample.awaitOutput("router/dealer: the device was told to open the window");
			sample.awaitOutput("router/dealer: the device was told to close the window");
			sample.awaitOutput("json: Order[id=1, article=tea, pieces=2] -> Receipt[order=1, cents=500]");
			sample.awaitOutput("inproc: right got 'note 2' from left");
			await().atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(get(httpPort, "/actuator/health")).contains("\"zmq\"")
					.contains("\"worker-3\"")
					.startsWith("{")
					.doesNotContain("DOWN", "UNKNOWN"));
			assertThat(get(httpPort, "/actuator/health/zmq/jobs")).contains("\"UP\"");
			assertThat(get(httpPort, "/actuator/zmq")).contains("\"device\"");
			assertThat(get(httpPort, "/actuator/metrics/zmq.messages.received")).contains("COUNT");
			assertThat(sample.terminate()).isEqualTo(128 + 15);
			assertThat(sample.output()).noneMatch((line) -> line.contains(" WARN ") || line.contains(" ERROR "));
			assertThat(sample.errors()).isEmpty();
		}
	}

	private static String[] arguments(int httpPort) {
		Set<Integer> used = new HashSet<>(Set.of(httpPort));
		List<String> arguments = new ArrayList<>(List.of("--server.port=" + httpPort, "--server.address=127.0.0.1"));
		for (String pair : List.of("echo-server echo-client", "jobs worker-1 worker-2 worker-3", "market prices",
				"control device", "orders-server orders-client")) {
			String[] endpoints = pair.split(" ");
			String address = "tcp://127.0.0.1:" + freePort(used);
			arguments.add("--zmq.endpoints." + endpoints[0] + ".bind=" + address);
			for (int i = 1; i < endpoints.length; i++) {
				arguments.add("--zmq.endpoints." + endpoints[i] + ".connect=" + address);
			}
		}
		return arguments.toArray(new String[0]);
	}

	private static int freePort(Set<Integer> used) {
		return IntStream.generate(TestSocketUtils::findAvailableTcpPort).filter(used::add).findFirst().orElseThrow();
	}

	private static String get(int port, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(10))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
	}

}
