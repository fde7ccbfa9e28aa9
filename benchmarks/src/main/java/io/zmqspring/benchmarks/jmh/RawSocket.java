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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.zmqspring.benchmarks.run.RawConnections;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZmqSockets;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Raw JeroMQ sockets, as a program has them that does not use the starter.
 */
public final class RawSocket {

	private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);

	private RawSocket() {
	}

	/**
	 * Make a context for raw and managed sockets. JeroMQ's wake-up race is cured before,
	 * which else makes garbage by chance, and for both.
	 * @return the context
	 */
	public static ZContext context() {
		ZmqSockets first = new ZmqSockets(SocketLayerSettings.DEFAULTS,
				List.of(ZmqEndpoint.of("first", EndpointType.PAIR, List.of("inproc://first"), List.of())), Map.of(),
				List.of(), List.of());
		first.start();
		first.stop();
		return new ZContext();
	}

	/**
	 * Bind a socket to a free address.
	 * @param context the socket's context
	 * @param type the socket's type
	 * @param transport {@code inproc} or {@code tcp}
	 * @return the socket
	 */
	public static ZMQ.Socket bound(ZContext context, SocketType type, String transport) {
		ZMQ.Socket socket = context.createSocket(type);
		String address = transport.equals("tcp") ? "tcp://127.0.0.1:*"
				: "inproc://" + System.identityHashCode(socket) + '-' + type;
		if (!socket.bind(address)) {
			throw new IllegalStateException("Cannot bind " + address);
		}
		return socket;
	}

	/**
	 * Connect a socket to another one.
	 * @param context the socket's context
	 * @param type the socket's type
	 * @param other the other socket, which is bound
	 * @return the socket
	 */
	public static ZMQ.Socket connected(ZContext context, SocketType type, ZMQ.Socket other) {
		ZMQ.Socket socket = context.createSocket(type);
		RawConnections.connect(socket, other.getLastEndpoint());
		return socket;
	}

	/**
	 * Take a number of messages from a socket.
	 * @param socket the socket
	 * @param count the number of messages of one frame
	 */
	public static void drain(ZMQ.Socket socket, int count) {
		int[] left = { count };
		await(() -> {
			while (left[0] > 0 && socket.recv(ZMQ.DONTWAIT) != null) {
				left[0]--;
			}
			return left[0] == 0;
		});
	}

	/**
	 * Wait for something, without a sleep that would cost garbage of its own.
	 * @param done whether it is there
	 * @throws IllegalStateException if it is not within 30 seconds
	 */
	static void await(BooleanSupplier done) {
		long end = System.nanoTime() + LIMIT;
		while (!done.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException("What was sent has not come within 30 seconds");
			}
			Thread.yield();
		}
	}

}
