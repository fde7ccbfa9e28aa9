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
 * grpc-java on Netty, which takes epoll by itself where there is one. The handler runs on
 * the event loop ({@code directExecutor}), which is what gRPC recommends for handlers
 * that do not block, and the fastest.
 */
public final class GrpcServer implements Side {

	private final Server server;

	/**
	 * Start the server.
	 * @param settings the settings, none of which it needs
	 */
	public GrpcServer(Settings settings) {
		this.server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
			.directExecutor()
			.addService(new Orders())
			.build();
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
