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

import java.util.Map;

import io.zmqspring.benchmarks.run.DrivingSide;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.StarterApplication;
import io.zmqspring.core.ZmqTemplate;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Threads that send with the template to one push endpoint.
 */
public final class StarterPush extends DrivingSide {

	private final ConfigurableApplicationContext application;

	private final ZmqTemplate template;

	private final byte[] bytes;

	/**
	 * Start the application.
	 * @param settings {@code address}, {@code payload}, {@code threads},
	 * {@code fix-signaler} and {@code fix-io-thread}
	 */
	public StarterPush(Settings settings) {
		super(settings.number(Settings.THREADS));
		this.bytes = Payload.of(settings).bytes();
		this.application = StarterApplication.start(settings,
				Map.of("zmq.endpoints.jobs.type", "push", "zmq.endpoints.jobs.connect", settings.address()));
		this.template = this.application.getBean(ZmqTemplate.class);
	}

	@Override
	protected void step(int thread) {
		this.template.to("jobs").send(this.bytes);
	}

	@Override
	public void close() {
		this.application.close();
	}

}
