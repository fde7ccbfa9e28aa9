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

import java.util.Map;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import io.zmqspring.benchmarks.run.StarterApplication;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The starter's listener on a {@code rep} endpoint, with every setting at its default.
 * The settings {@code fix-signaler} and {@code fix-io-thread} say which cures are on.
 */
public final class StarterServer implements Side {

	private final ConfigurableApplicationContext application;

	public StarterServer(Settings settings) {
		this.application = StarterApplication.start(settings,
				Map.of("zmq.endpoints.orders.type", "rep", "zmq.endpoints.orders.bind", "tcp://127.0.0.1:*", "dispatch",
						settings.text(Settings.DISPATCH, "workers")),
				Orders.class);
	}

	@Override
	public String address() {
		return StarterApplication.address(this.application, "orders");
	}

	@Override
	public void close() {
		this.application.close();
	}

	static class Orders {

		@ZmqListener(endpoint = "orders", dispatch = "${dispatch}")
		Order place(Order order) {
			return order;
		}

	}

}
