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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.interop.TestSockets;
import io.zmqspring.interop.TestSockets.Received;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand virtual threads send and request over the sockets that are there.
 */
@Tag("stress")
@Timeout(60)
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadTests {

	private static final int THREADS = 1000;

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	@Test
	void sendAndRequestOpenNoSockets() throws Exception {
		Assumptions.assumeTrue(Files.isDirectory(DESCRIPTORS), "Sockets are counted by their descriptors");
		List<String> bind = List.of("tcp://127.0.0.1:*");
		try (TestSockets server = new TestSockets(ZmqEndpoint.of("server", EndpointType.REP, bind, List.of()),
				ZmqEndpoint.of("in", EndpointType.PULL, bind, List.of()));
				TestSockets client = new TestSockets(
						ZmqEndpoint.of("client", EndpointType.REQ, List.of(), List.of(server.address("server"))),
						ZmqEndpoint.of("out", EndpointType.PUSH, List.of(), List.of(server.address("in"))))) {
			server.read("server", (message) -> server.socket("server").send(message));
			Received received = server.read("in");
			client.template().to("client").request("warm up", String.class);
			client.template().to("out").send("warm up");
			received.await(1);
			List<String> before = descriptors();
			assertThat(before).isNotEmpty();
			List<String> between;
			CountDownLatch running = new CountDownLatch(THREADS);
			CountDownLatch go = new CountDownLatch(1);
			Set<String> replies = new HashSet<>();
			try (Closer threads = new Closer(virtualThreads())) {
				List<Future<String>> tasks = new ArrayList<>();
				for (int i = 0; i < THREADS; i++) {
					String text = "thread " + i;
					tasks.add(threads.executor().submit(() -> {
						client.template().to("out").send(text);
						running.countDown();
						go.await();
						return client.template().to("client").request(text, String.class);
					}));
				}
				assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
				between = descriptors();
				go.countDown();
				for (int i = 0; i < THREADS; i++) {
					String reply = tasks.get(i).get(20, TimeUnit.SECONDS);
					assertThat(reply).isEqualTo("thread " + i);
					replies.add(reply);
				}
			}
			assertThat(replies).hasSize(THREADS);
			assertThat(received.await(THREADS + 1)).hasSize(THREADS + 1);
			assertThat(between).isEqualTo(before);
			assertThat(descriptors()).isEqualTo(before);
		}
	}

	private static ExecutorService virtualThreads() throws ReflectiveOperationException {
		return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
	}

	/**
	 * The sockets and pipes of this process. A JeroMQ socket has a pipe of its own.
	 */
	private static List<String> descriptors() {
		try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
			return descriptors.flatMap((descriptor) -> target(descriptor).stream())
				.filter((target) -> target.startsWith("socket:") || target.startsWith("pipe:"))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> target(Path descriptor) {
		try {
			return List.of(Files.readSymbolicLink(descriptor).toString());
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private record Closer(ExecutorService executor) implements AutoCloseable {

		@Override
		public void close() {
			this.executor.shutdownNow();
		}

	}

}
