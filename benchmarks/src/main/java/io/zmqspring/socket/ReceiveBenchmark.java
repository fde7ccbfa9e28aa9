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

package io.zmqspring.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.zmqspring.benchmarks.jmh.RawSocket;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
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
 * What the poller does for a message, stepped by the benchmark's own thread over inproc,
 * with one busy endpoint among others that are idle.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReceiveBenchmark {

	static final int MESSAGES = 250;

	private static final int MAX_SOCKETS = 4096;

	/**
	 * The number of endpoints.
	 */
	@Param({ "1", "10", "100", "1000" })
	public int endpoints;

	private final byte[] payload = new byte[256];

	private final Counter counter = new Counter();

	private final List<ManagedSocket> sockets = new ArrayList<>();

	private final SocketPoller poller = new SocketPoller("benchmark", MESSAGES);

	private ZContext raw;

	private ManagedContext context;

	private ZMQ.Socket toRaw;

	private ZMQ.Socket rawSink;

	private ZMQ.Socket toManaged;

	/**
	 * Open the sockets.
	 */
	@Setup
	public void open() {
		this.raw = RawSocket.context();
		this.raw.getContext().setMaxSockets(MAX_SOCKETS);
		this.toRaw = RawSocket.bound(this.raw, SocketType.PUSH, "inproc");
		this.rawSink = RawSocket.connected(this.raw, SocketType.PULL, this.toRaw);
		this.toManaged = RawSocket.bound(this.raw, SocketType.PUSH, "inproc");
		this.context = new ManagedContext("benchmark", ContextSettings.DEFAULTS, this.raw, List.of());
		this.context.open();
		this.poller.open();
		for (int i = 1; i < this.endpoints; i++) {
			add(ZmqEndpoint.of("idle-" + i, EndpointType.PULL, List.of("inproc://idle-" + i), List.of()));
		}
		add(ZmqEndpoint.of("busy", EndpointType.PULL, List.of(), List.of(this.toManaged.getLastEndpoint())));
	}

	private void add(ZmqEndpoint endpoint) {
		ManagedSocket socket = new ManagedSocket(endpoint, this.context, this.poller, List.of());
		this.poller.assign(socket);
		this.sockets.add(socket);
		socket.lifecycle().open();
		socket.lifecycle().bind();
		socket.lifecycle().connect();
		socket.attach(this.counter);
	}

	/**
	 * Close the sockets.
	 */
	@TearDown
	public void close() {
		this.sockets.forEach((socket) -> socket.lifecycle().close());
		this.poller.stop(1000);
		this.context.close(Duration.ofSeconds(5));
		this.raw.close();
	}

	/**
	 * One batch, by a raw socket.
	 */
	@Benchmark
	@OperationsPerInvocation(MESSAGES)
	public void rawBatch() {
		for (int i = 0; i < MESSAGES; i++) {
			this.toRaw.send(this.payload);
		}
		RawSocket.drain(this.rawSink, MESSAGES);
	}

	/**
	 * One batch, by the poller.
	 * @throws IOException if the poller cannot select
	 */
	@Benchmark
	@OperationsPerInvocation(MESSAGES)
	public void batch() throws IOException {
		for (int i = 0; i < MESSAGES; i++) {
			this.toManaged.send(this.payload);
		}
		receive(MESSAGES);
	}

	/**
	 * One message, by a raw socket.
	 */
	@Benchmark
	public void rawSingle() {
		this.toRaw.send(this.payload);
		RawSocket.drain(this.rawSink, 1);
	}

	/**
	 * One message, by the poller: no batch shares the price of its step.
	 * @throws IOException if the poller cannot select
	 */
	@Benchmark
	public void single() throws IOException {
		this.toManaged.send(this.payload);
		receive(1);
	}

	private void receive(int count) throws IOException {
		long all = this.counter.received + count;
		while (this.counter.received < all) {
			this.poller.doWork(0);
		}
	}

	private static final class Counter implements MessageReceiver {

		private long received;

		@Override
		public int demand() {
			return Integer.MAX_VALUE;
		}

		@Override
		public void receive(List<ZmqMessage> messages) {
			this.received += messages.size();
		}

	}

}
