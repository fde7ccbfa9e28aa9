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

import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Spring MVC on Tomcat, as Spring Boot sets it up. Only the limit of 100 requests per
 * connection is off, so that no caller ever has to connect again: 200 threads are more
 * than there are callers, Tomcat sets TCP_NODELAY itself, and it has no access log.
 */
public final class RestServer implements Side {

	private final ConfigurableApplicationContext application;

	public RestServer(Settings settings) {
		this.application = new SpringApplicationBuilder(Orders.class)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn", "server.address=127.0.0.1",
					"server.port=0", "server.tomcat.max-keep-alive-requests=-1", "server.tomcat.keep-alive-timeout=-1")
			.run();
	}

	@Override
	public String address() {
		return "http://127.0.0.1:" + this.application.getEnvironment().getRequiredProperty("local.server.port");
	}

	@Override
	public void close() {
		this.application.close();
	}

	@EnableAutoConfiguration
	@RestController
	static class Orders {

		@PostMapping("/orders")
		Order place(@RequestBody Order order) {
			return order;
		}

	}

}
