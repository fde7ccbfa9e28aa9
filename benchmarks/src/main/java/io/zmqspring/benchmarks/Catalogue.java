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

package io.zmqspring.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.zmqspring.benchmarks.endpoints.BusyEndpoint;
import io.zmqspring.benchmarks.endpoints.EchoClient;
import io.zmqspring.benchmarks.endpoints.StartedApplication;
import io.zmqspring.benchmarks.oneway.IntegrationPull;
import io.zmqspring.benchmarks.oneway.IntegrationPush;
import io.zmqspring.benchmarks.oneway.Payload;
import io.zmqspring.benchmarks.oneway.RawPublisher;
import io.zmqspring.benchmarks.oneway.RawPull;
import io.zmqspring.benchmarks.oneway.RawPush;
import io.zmqspring.benchmarks.oneway.RawSubscribers;
import io.zmqspring.benchmarks.oneway.StarterPublisher;
import io.zmqspring.benchmarks.oneway.StarterPull;
import io.zmqspring.benchmarks.oneway.StarterPush;
import io.zmqspring.benchmarks.oneway.StarterSubscribers;
import io.zmqspring.benchmarks.rpc.GrpcClient;
import io.zmqspring.benchmarks.rpc.GrpcServer;
import io.zmqspring.benchmarks.rpc.HandWrittenServer;
import io.zmqspring.benchmarks.rpc.RSocketClient;
import io.zmqspring.benchmarks.rpc.RSocketServer;
import io.zmqspring.benchmarks.rpc.RawClient;
import io.zmqspring.benchmarks.rpc.RawServer;
import io.zmqspring.benchmarks.rpc.RestServer;
import io.zmqspring.benchmarks.rpc.RestServiceClient;
import io.zmqspring.benchmarks.rpc.StarterClient;
import io.zmqspring.benchmarks.rpc.StarterServer;
import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Contender;
import io.zmqspring.benchmarks.run.Figure;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import io.zmqspring.benchmarks.run.Target;
import io.zmqspring.benchmarks.run.Target.Bound;

/**
 * All questions that the benchmarks answer.
 */
final class Catalogue {

	private static final String STARTER = "starter";

	private static final String WITHOUT_SIGNALER_CURE = "starter, fix-signaler off";

	private static final String WITHOUT_IO_CURE = "starter, fix-io-thread off";

	private static final String AMONG_UNCURED = among(1000) + ", fix-io-thread off";

	private static final String ON_POLLER = "starter, dispatch: poller";

	private static final int LISTENER_THREADS = 4;

	private static final String COMMON_EXECUTOR = "starter, an executor of 4 for all";

	private static final String RAW = "raw JeroMQ";

	private static final String HAND_WRITTEN = "hand-written ROUTER and workers";

	private static final String REST = "REST, Tomcat and Apache client";

	private static final String GRPC = "gRPC, default executor";

	private static final String GRPC_DIRECT = "gRPC, directExecutor";

	private static final String RSOCKET = "RSocket";

	private static final String INTEGRATION = "spring-integration-zeromq";

	/** The question that p6 answers besides its own. */
	private static final String CPU_OF_REQUESTS = "p9";

	private static final List<Figure> ONE_WAY = List.of(Figure.RATE, Figure.CPU);

	private Catalogue() {
	}

	static List<Benchmark> all() {
		List<Benchmark> all = new ArrayList<>();
		all.add(p1());
		all.add(p2());
		all.add(p3());
		all.add(p4Send());
		all.add(p4Receive());
		all.add(p5());
		all.add(p6());
		all.add(p7());
		all.add(p8Messages());
		all.add(p8RoundTrip());
		all.add(p8Connections());
		all.add(p10());
		for (int subscribers : new int[] { 1, 10, 100 }) {
			all.add(p11(subscribers));
		}
		return List.copyOf(all);
	}

	static List<Benchmark> named(String name) {
		String wanted = name.equals(CPU_OF_REQUESTS) ? "p6" : name;
		return all().stream()
			.filter((benchmark) -> wanted.equals("all") || benchmark.name().equals(wanted)
					|| benchmark.name().startsWith(wanted + "-"))
			.toList();
	}

	private static Benchmark p1() {
		Map<String, String> threads = Map.of(Settings.THREADS, "4");
		return new Benchmark("p1", "4 threads send 256 bytes with the template to a PUSH endpoint; raw: one thread",
				ONE_WAY,
				List.of(contender(STARTER, RawPull.class, StarterPush.class, threads),
						contender(WITHOUT_SIGNALER_CURE, RawPull.class, StarterPush.class,
								withoutSignalerCure(threads)),
						contender(RAW, RawPull.class, RawPush.class, Map.of())),
				List.of(atLeast(0.8, RAW)), false);
	}

	private static Benchmark p2() {
		return new Benchmark("p2", "A raw PUSH sends 256 bytes to @ZmqListener(byte[]); raw: a receive loop", ONE_WAY,
				List.of(contender(STARTER, StarterPull.class, RawPush.class, Map.of()),
						contender(ON_POLLER, StarterPull.class, RawPush.class, onPoller(Map.of())),
						contender(WITHOUT_SIGNALER_CURE, StarterPull.class, RawPush.class,
								withoutSignalerCure(Map.of())),
						contender(RAW, RawPull.class, RawPush.class, Map.of())),
				List.of(atLeast(0.7, RAW), new Target(ON_POLLER, RAW, Figure.RATE, Bound.AT_LEAST, 0.85)), false);
	}

	private static Benchmark p3() {
		Map<String, String> json = Map.of(Settings.PAYLOAD, Payload.JSON.name());
		return new Benchmark("p3",
				"A raw PUSH sends 192 bytes of JSON to @ZmqListener(Order); raw: a receive loop with the same mapper",
				ONE_WAY,
				List.of(contender(STARTER, StarterPull.class, RawPush.class, json),
						contender(WITHOUT_SIGNALER_CURE, StarterPull.class, RawPush.class, withoutSignalerCure(json)),
						contender(RAW, RawPull.class, RawPush.class, json)),
				List.of(atLeast(0.85, RAW)), false);
	}

	private static Benchmark p4Send() {
		Map<String, String> thread = Map.of(Settings.THREADS, "1");
		return new Benchmark("p4-send", "One thread sends 256 bytes to a raw PULL", ONE_WAY,
				List.of(contender(STARTER, RawPull.class, StarterPush.class, thread),
						contender(WITHOUT_SIGNALER_CURE, RawPull.class, StarterPush.class, withoutSignalerCure(thread)),
						contender(RAW, RawPull.class, RawPush.class, Map.of()),
						contender(INTEGRATION, RawPull.class, IntegrationPush.class, thread)),
				List.of(atLeast(12, INTEGRATION)), false);
	}

	private static Benchmark p4Receive() {
		return new Benchmark("p4-receive", "A raw PUSH sends 256 bytes to a method that takes the array", ONE_WAY,
				List.of(contender(STARTER, StarterPull.class, RawPush.class, Map.of()),
						contender(WITHOUT_SIGNALER_CURE, StarterPull.class, RawPush.class,
								withoutSignalerCure(Map.of())),
						contender(RAW, RawPull.class, RawPush.class, Map.of()),
						contender(INTEGRATION, IntegrationPull.class, RawPush.class, Map.of())),
				List.of(atLeast(20, INTEGRATION)), false);
	}

	private static Benchmark p5() {
		Map<String, String> callers = Map.of(Settings.CALLERS, "1");
		return new Benchmark("p5", "Request and reply of an order, 1 caller",
				List.of(Figure.P50, Figure.P99, Figure.RATE, Figure.CPU),
				List.of(contender(STARTER, StarterServer.class, StarterClient.class, callers),
						contender(ON_POLLER, StarterServer.class, StarterClient.class, onPoller(callers)),
						contender(WITHOUT_SIGNALER_CURE, StarterServer.class, StarterClient.class,
								withoutSignalerCure(callers)),
						contender(RAW, RawServer.class, RawClient.class, callers),
						contender(RSOCKET, RSocketServer.class, RSocketClient.class, callers)),
				List.of(new Target(STARTER, RAW, Figure.P50, Bound.AT_MOST, 1.4),
						new Target(STARTER, RSOCKET, Figure.P50, Bound.AT_MOST, 1)),
				false);
	}

	private static Benchmark p6() {
		return requests("p6", 16,
				List.of(atLeast(3.5, REST), atLeast(2.5, GRPC, GRPC_DIRECT), atLeast(1.5, RSOCKET),
						atLeast(2, HAND_WRITTEN), p99Below(REST), p99Below(GRPC, GRPC_DIRECT), p99Below(RSOCKET),
						p99Below(HAND_WRITTEN), new Target(STARTER, REST, Figure.CPU, Bound.AT_MOST, 0.25),
						new Target(STARTER, List.of(GRPC, GRPC_DIRECT), Figure.CPU, Bound.AT_MOST, 0.45)));
	}

	private static Benchmark p7() {
		return requests("p7", 64, List.of(atLeast(5, REST), atLeast(3, GRPC, GRPC_DIRECT), atLeast(2, RSOCKET)));
	}

	private static Benchmark requests(String name, int callers, List<Target> targets) {
		List<Target> all = new ArrayList<>(targets);
		for (Figure figure : List.of(Figure.RATE, Figure.CPU)) {
			all.add(Target.none(STARTER, GRPC, figure));
			all.add(Target.none(ON_POLLER, GRPC_DIRECT, figure));
			all.add(Target.none(ON_POLLER, RSOCKET, figure));
		}
		Map<String, String> settings = Map.of(Settings.CALLERS, Integer.toString(callers));
		return new Benchmark(name, "Request and reply of an order, " + callers + " callers",
				List.of(Figure.RATE, Figure.P50, Figure.P99, Figure.CPU),
				List.of(contender(STARTER, StarterServer.class, StarterClient.class, settings),
						contender(ON_POLLER, StarterServer.class, StarterClient.class, onPoller(settings)),
						contender(WITHOUT_SIGNALER_CURE, StarterServer.class, StarterClient.class,
								withoutSignalerCure(settings)),
						contender(HAND_WRITTEN, HandWrittenServer.class, RawClient.class, settings),
						contender(RSOCKET, RSocketServer.class, RSocketClient.class, settings),
						contender(GRPC_DIRECT, GrpcServer.class, GrpcClient.class, settings),
						contender(GRPC, GrpcServer.class, GrpcClient.class, onDefaultExecutor(settings)),
						contender(REST, RestServer.class, RestServiceClient.class, settings)),
				all, false);
	}

	private static Benchmark p8Messages() {
		return new Benchmark("p8-messages", "One busy pull endpoint among so many on one poller", ONE_WAY,
				amongEndpoints(StarterPull.class, RawPush.class),
				List.of(new Target(among(1000), among(1), Figure.RATE, Bound.AT_LEAST, 0.9),
						Target.none(among(1000), AMONG_UNCURED, Figure.RATE)),
				false);
	}

	private static Benchmark p8RoundTrip() {
		return new Benchmark("p8-round-trip", "One busy rep endpoint among so many on one poller, one caller",
				List.of(Figure.P50, Figure.P99, Figure.RATE, Figure.CPU),
				amongEndpoints(BusyEndpoint.class, EchoClient.class),
				List.of(new Target(among(1000), among(1), Figure.RATE, Bound.AT_LEAST, 0.9),
						new Target(among(1000), among(1), Figure.P50, Bound.AT_MOST, 1.1),
						Target.none(among(1000), AMONG_UNCURED, Figure.RATE),
						Target.none(among(1000), AMONG_UNCURED, Figure.P50),
						Target.none(among(1000), AMONG_UNCURED, Figure.CPU)),
				false);
	}

	private static Benchmark p8Connections() {
		List<Contender> contenders = new ArrayList<>();
		for (int connections : new int[] { 1, 10, 100, 1000 }) {
			contenders.add(contender(amongConnections(connections), BusyEndpoint.class, EchoClient.class,
					connected(connections)));
		}
		String uncured = amongConnections(1000) + ", fix-io-thread off";
		contenders.add(contender(uncured, BusyEndpoint.class, EchoClient.class, withoutIoCure(connected(1000))));
		return new Benchmark("p8-connections", "One caller among so many connections to one rep endpoint",
				List.of(Figure.P50, Figure.P99, Figure.RATE, Figure.CPU), contenders,
				List.of(Target.none(amongConnections(1000), amongConnections(1), Figure.RATE),
						Target.none(amongConnections(1000), amongConnections(1), Figure.P50),
						Target.none(amongConnections(1000), uncured, Figure.RATE),
						Target.none(amongConnections(1000), uncured, Figure.P50),
						Target.none(amongConnections(1000), uncured, Figure.CPU)),
				false);
	}

	private static String amongConnections(int connections) {
		return "starter, " + connections + ((connections == 1) ? " connection" : " connections");
	}

	private static Map<String, String> connected(int connections) {
		return Map.of(Settings.ENDPOINTS, "1", Settings.CONNECTIONS, Integer.toString(connections));
	}

	private static List<Contender> amongEndpoints(Class<? extends Side> server, Class<? extends Side> client) {
		List<Contender> contenders = new ArrayList<>();
		for (int endpoints : new int[] { 1, 10, 100, 1000 }) {
			contenders.add(contender(among(endpoints), server, client,
					Map.of(Settings.ENDPOINTS, Integer.toString(endpoints))));
		}
		contenders.add(contender(among(1000) + ", fix-signaler off", server, client,
				withoutSignalerCure(Map.of(Settings.ENDPOINTS, "1000"))));
		contenders.add(contender(AMONG_UNCURED, server, client, withoutIoCure(Map.of(Settings.ENDPOINTS, "1000"))));
		return contenders;
	}

	private static String among(int endpoints) {
		return "starter, " + endpoints + ((endpoints == 1) ? " endpoint" : " endpoints");
	}

	private static Benchmark p10() {
		List<Contender> contenders = new ArrayList<>();
		contenders.add(new Contender("without the starter", StartedApplication.class, null,
				Map.of(Settings.ENDPOINTS, StartedApplication.NONE)));
		for (int endpoints : new int[] { 0, 10, 100 }) {
			contenders.add(new Contender(among(endpoints), StartedApplication.class, null,
					Map.of(Settings.ENDPOINTS, Integer.toString(endpoints))));
		}
		contenders.add(new Contender(among(10) + ", fix-signaler off", StartedApplication.class, null,
				withoutSignalerCure(Map.of(Settings.ENDPOINTS, "10"))));
		return new Benchmark("p10", "The start of an application with so many pull endpoints",
				List.of(Figure.START, Figure.CONTEXT, Figure.HEAP, Figure.THREADS, Figure.DESCRIPTORS), contenders,
				List.of(new Target(among(0), "without the starter", Figure.THREADS, Bound.AT_MOST, 1),
						new Target(among(0), "without the starter", Figure.DESCRIPTORS, Bound.AT_MOST, 1)),
				true);
	}

	private static Benchmark p11(int subscribers) {
		Map<String, String> settings = Map.of(Settings.ENDPOINTS, Integer.toString(subscribers));
		List<Contender> contenders = new ArrayList<>();
		List<Target> targets = new ArrayList<>();
		contenders.add(contender(STARTER, StarterPublisher.class, StarterSubscribers.class, settings));
		contenders.add(contender(ON_POLLER, StarterPublisher.class, StarterSubscribers.class, onPoller(settings)));
		targets.add(atLeast(0.8, RAW));
		targets.add(Target.none(ON_POLLER, RAW, Figure.RATE));
		targets.add(Target.none(STARTER, WITHOUT_IO_CURE, Figure.RATE));
		if (subscribers > LISTENER_THREADS) {
			contenders.add(contender(COMMON_EXECUTOR, StarterPublisher.class, StarterSubscribers.class,
					with(settings, Settings.LISTENER_THREADS, Integer.toString(LISTENER_THREADS))));
			targets.add(Target.none(COMMON_EXECUTOR, RAW, Figure.RATE));
		}
		contenders.add(contender(WITHOUT_SIGNALER_CURE, StarterPublisher.class, StarterSubscribers.class,
				withoutSignalerCure(settings)));
		contenders
			.add(contender(WITHOUT_IO_CURE, StarterPublisher.class, StarterSubscribers.class, withoutIoCure(settings)));
		contenders.add(contender(RAW, RawPublisher.class, RawSubscribers.class, settings));
		return new Benchmark("p11-" + subscribers,
				"One thread publishes 256 bytes to " + subscribers
						+ ((subscribers == 1) ? " subscriber" : " subscribers") + "; what they get together",
				ONE_WAY, contenders, targets, false);
	}

	private static Contender contender(String name, Class<? extends Side> server, Class<? extends Side> client,
			Map<String, String> settings) {
		return new Contender(name, server, client, settings);
	}

	private static Map<String, String> withoutSignalerCure(Map<String, String> settings) {
		return with(settings, Settings.FIX_SIGNALER, "false");
	}

	private static Map<String, String> withoutIoCure(Map<String, String> settings) {
		return with(settings, Settings.FIX_IO_THREAD, "false");
	}

	private static Map<String, String> onPoller(Map<String, String> settings) {
		return with(settings, Settings.DISPATCH, "poller");
	}

	private static Map<String, String> onDefaultExecutor(Map<String, String> settings) {
		return with(settings, Settings.EXECUTOR, GrpcServer.DEFAULT);
	}

	private static Map<String, String> with(Map<String, String> settings, String name, String value) {
		Map<String, String> changed = new HashMap<>(settings);
		changed.put(name, value);
		return changed;
	}

	private static Target atLeast(double ratio, String... others) {
		return new Target(STARTER, List.of(others), Figure.RATE, Bound.AT_LEAST, ratio);
	}

	private static Target p99Below(String... others) {
		return new Target(STARTER, List.of(others), Figure.P99, Bound.AT_MOST, 1);
	}

}
