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

package io.zmqspring.benchmarks.endpoints;

import java.util.HashMap;
import java.util.Map;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import io.zmqspring.benchmarks.run.StarterApplication;
import io.zmqspring.listener.Dispatch;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with one rep endpoint that echoes, among others whose listeners are
 * idle.
 */
public final class BusyEndpoint implements Side {

	private final ConfigurableApplicationContext application;

	/**
	 * Start the application.
	 * @param settings {@code endpoints}, {@code fix-signaler} and {@code fix-io-thread}
	 */
	public BusyEndpoint(Settings settings) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("zmq.contexts.default.max-sockets", "4096");
		properties.putAll(rep("busy"));
		int endpoints = settings.number(Settings.ENDPOINTS);
		for (int i = 1; i < endpoints; i++) {
			properties.putAll(rep("idle-" + i));
		}
		this.application = StarterApplication.start(settings, properties, Echo.class);
		for (int i = 1; i < endpoints; i++) {
			StarterApplication.listen(this.application, "idle-" + i, new Echo(), "echo", Dispatch.WORKERS);
		}
	}

	@Override
	public String address() {
		return StarterApplication.address(this.application, "busy");
	}

	@Override
	public void close() {
		this.application.close();
	}

	private static Map<String, String> rep(String name) {
		return Map.of("zmq.endpoints." + name + ".type", "rep", "zmq.endpoints." + name + ".bind", "tcp://127.0.0.1:*");
	}

	/**
	 * Replies with what it gets.
	 */
	static class Echo {

		@ZmqListener("busy")
		byte[] echo(byte[] request) {
			return request;
		}

	}

}
