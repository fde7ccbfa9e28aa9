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

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.listener.Dispatch;
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
 * One message on its way in, from a raw socket to the listener method that has handled
 * it. What the raw socket sends is the same for all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ListenerBenchmark {

	static final int MESSAGES = 500;

	/**
	 * How the sockets are connected.
	 */
	@Param({ "inproc", "tcp" })
	public String transport = "";

	private final byte[] payload = new byte[256];

	private final AtomicLong handled = new AtomicLong();

	private ZContext context;

	private ZMQ.Socket toRaw;

	private ZMQ.Socket toWorkers;

	private ZMQ.Socket toPoller;

	private ZMQ.Socket raw;

	private StarterParts starter;

	/**
	 * Open the sockets and let the listeners listen.
	 */
	@Setup
	public void open() {
		this.context = RawSocket.context();
		this.toRaw = RawSocket.bound(this.context, SocketType.PUSH, this.transport);
		this.toWorkers = RawSocket.bound(this.context, SocketType.PUSH, this.transport);
		this.toPoller = RawSocket.bound(this.context, SocketType.PUSH, this.transport);
		this.raw = RawSocket.connected(this.context, SocketType.PULL, this.toRaw);
		this.starter = new StarterParts(this.context, pull("workers", this.toWorkers), pull("poller", this.toPoller));
		this.starter.listen("workers", this, byte[].class, Dispatch.WORKERS);
		this.starter.listen("poller", this, byte[].class, Dispatch.POLLER);
	}

	private static ZmqEndpoint pull(String name, ZMQ.Socket source) {
		return ZmqEndpoint.of(name, EndpointType.PULL, List.of(), List.of(source.getLastEndpoint()));
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
	 * The listener.
	 * @param bytes the payload
	 */
	public void handle(byte[] bytes) {
		this.handled.lazySet(this.handled.get() + ((bytes.length > 0) ? 1 : 0));
	}

	/**
	 * By a raw socket's receive loop.
	 */
	@Benchmark
	@OperationsPerInvocation(MESSAGES)
	public void raw() {
		send(this.toRaw);
		RawSocket.drain(this.raw, MESSAGES);
	}

	/**
	 * By a listener method that runs on worker threads.
	 */
	@Benchmark
	@OperationsPerInvocation(MESSAGES)
	public void workers() {
		long all = this.handled.get() + MESSAGES;
		send(this.toWorkers);
		RawSocket.await(() -> this.handled.get() >= all);
	}

	/**
	 * By a listener method that runs on the poller's thread.
	 */
	@Benchmark
	@OperationsPerInvocation(MESSAGES)
	public void poller() {
		long all = this.handled.get() + MESSAGES;
		send(this.toPoller);
		RawSocket.await(() -> this.handled.get() >= all);
	}

	private void send(ZMQ.Socket socket) {
		for (int i = 0; i < MESSAGES; i++) {
			socket.send(this.payload);
		}
	}

}
