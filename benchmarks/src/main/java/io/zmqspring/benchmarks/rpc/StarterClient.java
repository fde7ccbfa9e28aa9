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

import java.util.Objects;

import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.core.ZmqTemplate;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The starter's template on a {@code req} endpoint, with every setting at its default.
 * The setting {@code fix-signaler} says whether the wake-up cure is on.
 */
public final class StarterClient extends OrderClient {

	private final ConfigurableApplicationContext context;

	/**
	 * Start the client.
	 * @param settings the settings
	 */
	public StarterClient(Settings settings) {
		this(settings,
				Applications.start(Application.class, WebApplicationType.NONE, "zmq.endpoints.orders.type=req",
						"zmq.endpoints.orders.connect=" + settings.address(),
						"zmq.fix-signaler=" + settings.text(StarterServer.FIX_SIGNALER, "true")));
	}

	private StarterClient(Settings settings, ConfigurableApplicationContext context) {
		this(settings, context, context.getBean(ZmqTemplate.class));
	}

	private StarterClient(Settings settings, ConfigurableApplicationContext context, ZmqTemplate template) {
		super(settings, (order) -> () -> {
			Order reply = Objects.requireNonNull(template.request("orders", order, Order.class));
			requireSame(order.id(), reply.id());
		});
		this.context = context;
	}

	@Override
	public void close() {
		this.context.close();
	}

	@EnableAutoConfiguration
	static class Application {

	}

}
