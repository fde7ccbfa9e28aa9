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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.zmqspring.benchmarks.grpc.proto.OrderMessage;
import io.zmqspring.benchmarks.grpc.proto.OrdersGrpc;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;

/**
 * grpc-java on Netty, which takes epoll by itself where there is one. The setting
 * {@code executor} says where the service runs: {@value #DIRECT}, as long as nothing else
 * is said, on the event loop, which is the least work and right for a service that never
 * blocks; {@value #DEFAULT} on the pool that gRPC has by itself, as any service may.
 */
public final class GrpcServer implements Side {

	/** On the event loop. */
	public static final String DIRECT = "direct";

	/** On gRPC's own pool. */
	public static final String DEFAULT = "default";

	private final Server server;

	/**
	 * Start the server.
	 * @param settings {@code executor}
	 */
	public GrpcServer(Settings settings) {
		NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
		String executor = settings.text(Settings.EXECUTOR, DIRECT);
		switch (executor) {
			case DIRECT -> builder.directExecutor();
			case DEFAULT -> {
			}
			default -> throw new IllegalArgumentException(
					"Executor '" + executor + "' is neither " + DIRECT + " nor " + DEFAULT);
		}
		this.server = builder.addService(new Orders()).build();
		try {
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String address() {
		return "127.0.0.1:" + this.server.getPort();
	}

	@Override
	public void close() {
		try {
			this.server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static final class Orders extends OrdersGrpc.OrdersImplBase {

		@Override
		public void place(OrderMessage order, StreamObserver<OrderMessage> reply) {
			reply.onNext(order);
			reply.onCompleted();
		}

	}

}
