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
import io.zmqspring.listener.Dispatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
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
 * One request and its reply, of one caller.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {

	/**
	 * How the sockets are connected.
	 */
	@Param({ "inproc", "tcp" })
	public String transport = "";

	private final byte[] payload = new byte[256];

	private ZContext context;

	private ZMQ.Socket raw;

	private ZMQ.Socket rawToListener;

	private StarterParts starter;

	private Thread echo;

	private volatile boolean running;

	/**
	 * Open the sockets, raw and the starter's, that ask and that answer.
	 */
	@Setup
	public void open() {
		this.context = RawSocket.context();
		ZMQ.Socket server = RawSocket.bound(this.context, SocketType.REP, this.transport);
		this.raw = RawSocket.connected(this.context, SocketType.REQ, server);
		this.rawToListener = RawSocket.bound(this.context, SocketType.REQ, this.transport);
		this.starter = new StarterParts(this.context, connect("request", EndpointType.REQ, server),
				connect("reply", EndpointType.REP, this.rawToListener));
		this.starter.listen("reply", this, byte[].class, Dispatch.WORKERS);
		server.setReceiveTimeOut(100);
		this.running = true;
		this.echo = new Thread(() -> echo(server), "raw-echo");
		this.echo.start();
	}

	private static ZmqEndpoint connect(String name, EndpointType type, ZMQ.Socket other) {
		return ZmqEndpoint.of(name, type, List.of(), List.of(other.getLastEndpoint()));
	}

	private void echo(ZMQ.Socket server) {
		while (this.running) {
			byte[] request = server.recv();
			if (request != null) {
				server.send(request);
			}
		}
	}

	/**
	 * Close the sockets, when no thread is in one.
	 * @throws InterruptedException if the thread is interrupted
	 */
	@TearDown
	public void close() throws InterruptedException {
		this.running = false;
		this.echo.join();
		this.starter.close();
		this.raw.close();
		this.rawToListener.close();
		this.context.close();
	}

	/**
	 * The listener.
	 * @param bytes the payload
	 * @return the reply
	 */
	public byte[] handle(byte[] bytes) {
		return bytes;
	}

	/**
	 * From a raw socket to a raw socket.
	 * @return the reply
	 */
	@Benchmark
	public byte[] raw() {
		this.raw.send(this.payload);
		return this.raw.recv();
	}

	/**
	 * From the template to a raw socket.
	 * @return the reply
	 */
	@Benchmark
	public byte[] template() {
		byte[] reply = this.starter.template().to("request").request(this.payload, byte[].class);
		if (reply == null) {
			throw new IllegalStateException("There is no reply");
		}
		return reply;
	}

	/**
	 * From a raw socket to a listener method that runs on worker threads.
	 * @return the reply
	 */
	@Benchmark
	public byte[] listener() {
		this.rawToListener.send(this.payload);
		return this.rawToListener.recv();
	}

}
