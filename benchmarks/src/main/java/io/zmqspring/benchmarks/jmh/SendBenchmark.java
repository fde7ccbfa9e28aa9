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

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.socket.ManagedSocket;
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
 * One message on its way out, from the array to a raw socket that takes it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SendBenchmark {

	static final int MESSAGES = 500;

	private static final String ENDPOINT = "out";

	/**
	 * How the sockets are connected.
	 */
	@Param({ "inproc", "tcp" })
	public String transport = "";

	private final byte[] payload = new byte[256];

	private ZContext context;

	private ZMQ.Socket sink;

	private ZMQ.Socket raw;

	private StarterParts starter;

	private ManagedSocket managed;

	/**
	 * Open the sockets.
	 */
	@Setup
	public void open() {
		this.context = RawSocket.context();
		this.sink = RawSocket.bound(this.context, SocketType.PULL, this.transport);
		this.raw = RawSocket.connected(this.context, SocketType.PUSH, this.sink);
		this.starter = new StarterParts(this.context,
				ZmqEndpoint.of(ENDPOINT, EndpointType.PUSH, List.of(), List.of(this.sink.getLastEndpoint())));
		this.managed = this.starter.sockets().get(ENDPOINT);
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
	 * By a raw socket.
	 */
	@Benchmark
	@OperationsPerInvocation(MESSAGES)
	public void raw() {
		for (int i = 0; i < MESSAGES; i++) {
			this.raw.send(this.payload);
		}
		RawSocket.drain(this.sink, MESSAGES);
	}

	/**
	 * By a managed socket.
	 */
	@Benchmark
	@OperationsPerInvocation(MESSAGES)
	public void managedSocket() {
		for (int i = 0; i < MESSAGES; i++) {
			this.managed.send(ZmqMessage.of(this.payload));
		}
		RawSocket.drain(this.sink, MESSAGES);
	}

	/**
	 * By the template.
	 */
	@Benchmark
	@OperationsPerInvocation(MESSAGES)
	public void template() {
		for (int i = 0; i < MESSAGES; i++) {
			this.starter.template().to(ENDPOINT).send(this.payload);
		}
		RawSocket.drain(this.sink, MESSAGES);
	}

}
