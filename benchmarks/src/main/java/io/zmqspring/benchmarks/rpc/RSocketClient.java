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

import java.net.URI;
import java.util.Objects;

import io.zmqspring.benchmarks.run.Settings;

import org.springframework.messaging.rsocket.RSocketRequester;

/**
 * Spring's RSocket requester over one connection, which all callers share.
 */
public final class RSocketClient extends OrderClient {

	private final RSocketRequester requester;

	public RSocketClient(Settings settings) {
		super(settings);
		URI address = URI.create(settings.address());
		this.requester = RSocketRequester.builder()
			.rsocketStrategies(RSocketServer.strategies())
			.tcp(address.getHost(), address.getPort());
	}

	@Override
	long place(int caller, Order order) {
		Order reply = this.requester.route("orders").data(order).retrieveMono(Order.class).block(LIMIT);
		return Objects.requireNonNull(reply).id();
	}

	@Override
	public void close() {
		this.requester.dispose();
	}

}
