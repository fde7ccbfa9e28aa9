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

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.zmqspring.benchmarks.run.CallingSide;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.StarterApplication;
import io.zmqspring.core.ZmqTemplate;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * One caller that sends 256 bytes with the template and waits for the reply. Other
 * connections to the same endpoint are idle, in a context of their own.
 */
public final class EchoClient extends CallingSide {

	private static final String ENDPOINT = "echo";

	private final ConfigurableApplicationContext application;

	private final ZmqTemplate template;

	private final byte[] request = new byte[256];

	/**
	 * Start the application.
	 * @param settings {@code address}, {@code connections}, {@code fix-signaler} and
	 * {@code fix-io-thread}
	 */
	public EchoClient(Settings settings) {
		super(1);
		Map<String, Object> properties = new HashMap<>(req(ENDPOINT, settings.address()));
		properties.put("zmq.contexts.idle.max-sockets", "4096");
		int connections = settings.number(Settings.CONNECTIONS, 1);
		for (int i = 1; i < connections; i++) {
			properties.putAll(req("idle-" + i, settings.address()));
			properties.put("zmq.endpoints.idle-" + i + ".context", "idle");
		}
		this.application = StarterApplication.start(settings, properties);
		this.template = this.application.getBean(ZmqTemplate.class);
		for (int i = 1; i < connections; i++) {
			if (!this.template.awaitPeers("idle-" + i, 1, Duration.ofSeconds(30))) {
				throw new IllegalStateException("The connection " + i + " of " + connections + " is not there");
			}
		}
	}

	private static Map<String, String> req(String name, String address) {
		return Map.of("zmq.endpoints." + name + ".type", "req", "zmq.endpoints." + name + ".connect", address);
	}

	@Override
	protected void call(int caller) {
		byte[] reply = this.template.to(ENDPOINT).request(this.request, byte[].class);
		if (reply == null || reply.length != this.request.length) {
			throw new IllegalStateException("Not the reply to this request");
		}
	}

	@Override
	public void close() {
		this.application.close();
	}

}
