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

package io.zmqspring.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.zmqspring.convert.Framing;
import io.zmqspring.convert.OutboundMessage;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZmqSockets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A request that waits for its reply and gets it, without a socket between. Raw is the
 * map of futures that most programs have for it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PendingRequestsBenchmark {

	private final byte[] payload = new byte[256];

	private final ZmqMessage frames = ZmqMessage.of(this.payload);

	private final ConcurrentHashMap<Long, CompletableFuture<byte[]>> futures = new ConcurrentHashMap<>();

	private final AtomicLong nextId = new AtomicLong(1L << 40);

	private final ManagedSocket socket = new ZmqSockets(SocketLayerSettings.DEFAULTS,
			List.of(ZmqEndpoint.of("req", EndpointType.REQ, List.of(), List.of())), Map.of(), List.of(), List.of())
		.get("req");

	private final Framing framing = Framing.of(this.socket.endpoint());

	private final PendingRequests requests = new PendingRequests(this.socket, this.framing);

	private final SentRequest request = new SentRequest(this.socket, this.requests, 0, TimeUnit.SECONDS.toNanos(10));

	/**
	 * By a map of futures.
	 * @return the reply
	 */
	@Benchmark
	public byte[] raw() {
		long id = this.nextId.incrementAndGet();
		CompletableFuture<byte[]> future = new CompletableFuture<>();
		this.futures.put(id, future);
		CompletableFuture<byte[]> found = this.futures.remove(id);
		if (found == null) {
			throw new IllegalStateException("Nothing waits");
		}
		found.complete(this.payload);
		return future.join();
	}

	/**
	 * By the pending requests of an endpoint, frames included.
	 * @return the reply
	 */
	@Benchmark
	public ZmqMessage pendingReply() {
		BlockingReply reply = new BlockingReply();
		long id = this.requests.register(reply);
		this.requests.receive(List.of(this.framing.request(id, OutboundMessage.of(this.socket.endpoint(), null, null),
				ZmqMessage.builder().append(this.frames))));
		return reply.await(this.request, System.nanoTime());
	}

}
