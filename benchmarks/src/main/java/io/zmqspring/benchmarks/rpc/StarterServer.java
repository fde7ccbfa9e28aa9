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

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The starter's listener on a {@code rep} endpoint, with every setting at its default.
 * The setting {@code fix-signaler} says whether the wake-up cure is on.
 */
public final class StarterServer implements Side {

	static final String FIX_SIGNALER = "fix-signaler";

	private final ConfigurableApplicationContext context;

	/**
	 * Start the server.
	 * @param settings the settings
	 */
	public StarterServer(Settings settings) {
		this.context = Applications.start(Application.class, WebApplicationType.NONE, "zmq.endpoints.orders.type=rep",
				"zmq.endpoints.orders.bind=tcp://127.0.0.1:*",
				"zmq.fix-signaler=" + settings.text(FIX_SIGNALER, "true"));
	}

	@Override
	public String address() {
		return "tcp://127.0.0.1:" + this.context.getEnvironment().getRequiredProperty("local.zmq.orders.port");
	}

	@Override
	public void close() {
		this.context.close();
	}

	@EnableAutoConfiguration
	static class Application {

		@ZmqListener("orders")
		Order place(Order order) {
			return order;
		}

	}

}
