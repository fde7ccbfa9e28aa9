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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.zmqspring.benchmarks.grpc.proto.OrderMessage;
import io.zmqspring.benchmarks.grpc.proto.OrdersGrpc;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import org.jspecify.annotations.Nullable;

/**
 * grpc-java on Netty, which takes epoll by itself where there is one. The setting
 * {@code executor} says where the handler runs: {@code direct}, as long as nothing else
 * is said, on the event loop, the fastest and right only for handlers that never block;
 * {@code pool} on {@value #THREADS} threads, as many as the starter gives a {@code rep}
 * endpoint. Both cost less CPU time than the pool of any size that gRPC has by itself,
 * and a ForkJoinPool costs what the fixed one does.
 */
public final class GrpcServer implements Side {

	private static final int THREADS = 16;

	private final @Nullable ExecutorService pool;

	private final Server server;

	/**
	 * Start the server.
	 * @param settings the settings
	 */
	public GrpcServer(Settings settings) {
		this.pool = pool(settings.text(Settings.EXECUTOR, "direct"));
		NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
		if (this.pool != null) {
			builder.executor(this.pool);
		}
		else {
			builder.directExecutor();
		}
		this.server = builder.addService(new Orders()).build();
		try {
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static @Nullable ExecutorService pool(String executor) {
		return switch (executor) {
			case "direct" -> null;
			case "pool" -> Executors.newFixedThreadPool(THREADS);
			default -> throw new IllegalArgumentException("Executor '" + executor + "' is neither direct nor pool");
		};
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
		if (this.pool != null) {
			this.pool.shutdown();
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
