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

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.zmqspring.benchmarks.grpc.proto.OrderMessage;
import io.zmqspring.benchmarks.grpc.proto.OrdersGrpc;
import io.zmqspring.benchmarks.run.Settings;

/**
 * The blocking stub of grpc-java on one channel, which all callers share, as gRPC
 * recommends: HTTP/2 carries all calls on one connection. Replies are completed on the
 * event loop, which only wakes the caller. An application may well use the generated
 * class itself, so nothing is converted. Calls have no deadline, which would cost a timer
 * each.
 */
public final class GrpcClient extends OrderClient {

	private final List<OrderMessage> messages;

	private final ManagedChannel channel;

	private final OrdersGrpc.OrdersBlockingStub stub;

	public GrpcClient(Settings settings) {
		super(settings);
		this.messages = orders(settings).stream().map(GrpcClient::toMessage).toList();
		this.channel = NettyChannelBuilder.forTarget(settings.address()).usePlaintext().directExecutor().build();
		this.stub = OrdersGrpc.newBlockingStub(this.channel);
	}

	private static OrderMessage toMessage(Order order) {
		return OrderMessage.newBuilder()
			.setId(order.id())
			.setName(order.name())
			.setAmount(order.amount())
			.addAllItems(order.items())
			.build();
	}

	@Override
	long place(int caller, Order order) {
		return this.stub.place(this.messages.get(caller)).getId();
	}

	@Override
	public void close() {
		try {
			this.channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
