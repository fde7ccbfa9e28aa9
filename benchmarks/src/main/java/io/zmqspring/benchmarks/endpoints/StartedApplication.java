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

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

import com.sun.management.UnixOperatingSystemMXBean;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import io.zmqspring.benchmarks.run.StarterApplication;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application that does nothing but start, with a number of pull endpoints, or without
 * the starter's auto-configuration.
 */
public final class StartedApplication implements Side {

	/** The number of endpoints of an application without the starter. */
	public static final String NONE = "none";

	private final ConfigurableApplicationContext application;

	private final Map<String, Double> figures = new HashMap<>();

	/**
	 * Start the application.
	 * @param settings {@code endpoints}, which may be {@value #NONE}
	 */
	public StartedApplication(Settings settings) {
		Map<String, Object> properties = new HashMap<>();
		String endpoints = settings.text(Settings.ENDPOINTS);
		if (endpoints.equals(NONE)) {
			properties.put("spring.autoconfigure.exclude", ZmqAutoConfiguration.class.getName());
		}
		else {
			for (int i = 0; i < Integer.parseInt(endpoints); i++) {
				properties.put("zmq.endpoints.jobs-" + i + ".type", "pull");
				properties.put("zmq.endpoints.jobs-" + i + ".bind", "tcp://127.0.0.1:*");
			}
		}
		long start = System.nanoTime();
		this.application = StarterApplication.start(settings, properties);
		this.figures.put("context", (System.nanoTime() - start) / 1e6);
		this.figures.put("start",
				(double) (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()));
		System.gc();
		System.gc();
		this.figures.put("heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e3);
		this.figures.put("threads", (double) ManagementFactory.getThreadMXBean().getThreadCount());
		if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
			this.figures.put("descriptors", (double) system.getOpenFileDescriptorCount());
		}
	}

	@Override
	public Map<String, Double> figures() {
		return this.figures;
	}

	@Override
	public void close() {
		this.application.close();
	}

}
