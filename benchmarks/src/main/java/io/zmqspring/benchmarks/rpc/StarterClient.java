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
import java.util.Objects;

import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.StarterApplication;
import io.zmqspring.core.ZmqTemplate;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The starter's template on a {@code req} endpoint, with every setting at its default.
 * The settings {@code fix-signaler} and {@code fix-io-thread} say which cures are on.
 */
public final class StarterClient extends OrderClient {

	private final ConfigurableApplicationContext application;

	private final ZmqTemplate template;

	public StarterClient(Settings settings) {
		super(settings);
		this.application = StarterApplication.start(settings,
				Map.of("zmq.endpoints.orders.type", "req", "zmq.endpoints.orders.connect", settings.address()));
		this.template = this.application.getBean(ZmqTemplate.class);
	}

	@Override
	long place(int caller, Order order) {
		return Objects.requireNonNull(this.template.to("orders").request(order, Order.class)).id();
	}

	@Override
	public void close() {
		this.application.close();
	}

}
