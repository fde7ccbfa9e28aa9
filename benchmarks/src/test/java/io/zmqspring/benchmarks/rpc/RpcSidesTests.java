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

package io.zmqspring.benchmarks.rpc;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for both sides of each contender that places orders.
 */
class RpcSidesTests {

	private static final int OPERATIONS = 100;

	/**
	 * Threads that the JDK, gRPC, Netty and Reactor share between all that use them, and
	 * keep for the next that does, and the one of Awaitility itself.
	 */
	private static final List<String> SHARED = List.of("CompletableFuture", "grpc-", "globalEventExecutor", "reactor-",
			"parallel-", "awaitility-");

	@ParameterizedTest
	@MethodSource("contenders")
	void whenCallersWorkThenEachReplyFitsItsOrder(Function<Settings, Side> server, Function<Settings, Side> client) {
		Set<Thread> before = new HashSet<>(threads());
		try (Side serving = server.apply(new Settings(Map.of())); Side calling = client.apply(settings(serving))) {
			calling.begin();
			await().atMost(Duration.ofSeconds(60))
				.until(() -> calling.operations() >= OPERATIONS || calling.failures() > 0);
			calling.end();
			assertThat(calling.failures()).isZero();
			assertThat(calling.times().getTotalCount()).isEqualTo(calling.operations());
			assertThat(calling.times().getTotalCount()).isZero();
		}
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
	}

	static Stream<Arguments> contenders() {
		return Stream.of(pair("starter", StarterServer::new, StarterClient::new),
				pair("raw", RawServer::new, RawClient::new),
				pair("hand-written", HandWrittenServer::new, RawClient::new),
				pair("rest", RestServer::new, RestServiceClient::new), pair("grpc", GrpcServer::new, GrpcClient::new),
				pair("grpc, default executor",
						(settings) -> new GrpcServer(new Settings(Map.of(Settings.EXECUTOR, GrpcServer.DEFAULT))),
						GrpcClient::new),
				pair("rsocket", RSocketServer::new, RSocketClient::new));
	}

	private static Arguments pair(String name, Function<Settings, Side> server, Function<Settings, Side> client) {
		return Arguments.argumentSet(name, server, client);
	}

	private static Settings settings(Side serving) {
		return new Settings(Map.of(Settings.CALLERS, "2", Settings.ADDRESS, serving.address()));
	}

	private static List<Thread> threads() {
		Thread[] threads = new Thread[Thread.activeCount() + 64];
		int count = Thread.enumerate(threads);
		return Arrays.stream(threads, 0, count)
			.filter((thread) -> SHARED.stream().noneMatch((name) -> thread.getName().startsWith(name)))
			.toList();
	}

}
