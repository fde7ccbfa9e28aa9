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

package io.zmqspring.benchmarks.oneway;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.benchmarks.rpc.Order;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import io.zmqspring.benchmarks.run.StarterApplication;
import io.zmqspring.listener.Dispatch;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A listener method on a pull endpoint, among others whose listeners are idle.
 */
public final class StarterPull implements Side {

	private final ConfigurableApplicationContext application;

	private final LongAdder received;

	/**
	 * Start the application.
	 * @param settings {@code payload}, {@code dispatch}, {@code endpoints},
	 * {@code fix-signaler} and {@code fix-io-thread}
	 */
	public StarterPull(Settings settings) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("dispatch", settings.text(Settings.DISPATCH, "workers"));
		properties.put("zmq.contexts.default.max-sockets", "4096");
		properties.putAll(pull("jobs"));
		int endpoints = settings.number(Settings.ENDPOINTS, 1);
		for (int i = 1; i < endpoints; i++) {
			properties.putAll(pull("idle-" + i));
		}
		Class<?> listener = (Payload.of(settings) == Payload.JSON) ? OrderListener.class : BytesListener.class;
		this.application = StarterApplication.start(settings, properties, LongAdder.class, listener);
		this.received = this.application.getBean(LongAdder.class);
		for (int i = 1; i < endpoints; i++) {
			StarterApplication.listen(this.application, "idle-" + i, new BytesListener(this.received), "receive",
					Dispatch.WORKERS);
		}
	}

	@Override
	public String address() {
		return StarterApplication.address(this.application, "jobs");
	}

	@Override
	public long operations() {
		return this.received.sum();
	}

	@Override
	public void close() {
		this.application.close();
	}

	private static Map<String, String> pull(String name) {
		return Map.of("zmq.endpoints." + name + ".type", "pull", "zmq.endpoints." + name + ".bind",
				"tcp://127.0.0.1:*");
	}

	/**
	 * Takes the bytes as they are.
	 *
	 * @param received the number of messages
	 */
	record BytesListener(LongAdder received) {

		@ZmqListener(endpoint = "jobs", dispatch = "${dispatch}")
		void receive(byte[] job) {
			this.received.increment();
		}

	}

	/**
	 * Takes an object.
	 *
	 * @param received the number of messages
	 */
	record OrderListener(LongAdder received) {

		@ZmqListener(endpoint = "jobs", dispatch = "${dispatch}")
		void receive(Order order) {
			if (order.id() != 0) {
				this.received.increment();
			}
		}

	}

}
