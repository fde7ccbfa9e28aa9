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

package io.zmqspring.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Messages on their way out of one endpoint among others that have nothing to do, over
 * inproc.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SendAmongBenchmark {

	private static final int MAX_SOCKETS = 4096;

	private static final String ENDPOINT = "busy";

	/**
	 * The number of endpoints.
	 */
	@Param({ "1", "1000" })
	public int endpoints;

	private final byte[] payload = new byte[256];

	private ZContext context;

	private ZMQ.Socket sink;

	private StarterParts starter;

	/**
	 * Open the sockets.
	 */
	@Setup
	public void open() {
		this.context = RawSocket.context();
		this.context.getContext().setMaxSockets(MAX_SOCKETS);
		this.sink = RawSocket.bound(this.context, SocketType.PULL, "inproc");
		List<ZmqEndpoint> all = new ArrayList<>();
		for (int i = 1; i < this.endpoints; i++) {
			all.add(ZmqEndpoint.of("idle-" + i, EndpointType.PUSH, List.of("inproc://idle-" + i), List.of()));
		}
		all.add(ZmqEndpoint.of(ENDPOINT, EndpointType.PUSH, List.of(), List.of(this.sink.getLastEndpoint())));
		this.starter = new StarterParts(this.context, all.toArray(new ZmqEndpoint[0]));
	}

	/**
	 * Close the sockets.
	 */
	@TearDown
	public void close() {
		this.starter.close();
		this.context.close();
	}

	/**
	 * By the template.
	 */
	@Benchmark
	@OperationsPerInvocation(SendBenchmark.MESSAGES)
	public void template() {
		for (int i = 0; i < SendBenchmark.MESSAGES; i++) {
			this.starter.template().to(ENDPOINT).send(this.payload);
		}
		RawSocket.drain(this.sink, SendBenchmark.MESSAGES);
	}

}
