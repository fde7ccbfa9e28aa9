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

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Starts Spring Boot applications that keep silent.
 */
final class Applications {

	private Applications() {
	}

	/**
	 * Start an application.
	 * @param configuration the application's only source
	 * @param type whether it has a web server
	 * @param properties its properties, each {@code name=value}
	 */
	static ConfigurableApplicationContext start(Class<?> configuration, WebApplicationType type, String... properties) {
		return new SpringApplicationBuilder(configuration).web(type)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.properties("logging.level.root=warn")
			.properties(properties)
			.run();
	}

	/**
	 * Return the mapper that an application would have, for contenders without an
	 * application.
	 */
	static JsonMapper jsonMapper() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
				JacksonAutoConfiguration.class)) {
			return context.getBean(JsonMapper.class);
		}
	}

}
