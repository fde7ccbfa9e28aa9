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

package io.zmqspring.autoconfigure;

import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Starts a whole application that cannot start, so that what is printed about it is what
 * a user sees.
 */
final class FailedStart {

	private FailedStart() {
	}

	static void of(String... properties) {
		of(Application.class, properties);
	}

	static void of(Class<?> configuration, String... properties) {
		of(configuration, Map.of(), properties);
	}

	static void withVariables(Map<String, Object> variables, String... properties) {
		of(Application.class, variables, properties);
	}

	private static void of(Class<?> configuration, Map<String, Object> variables, String... properties) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class, configuration)
			.web(WebApplicationType.NONE)
			.initializers((context) -> setVariables(context.getEnvironment(), variables));
		assertThatException().isThrownBy(
				() -> application.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new))
					.close());
	}

	private static void setVariables(ConfigurableEnvironment environment, Map<String, Object> variables) {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, ZmqAutoConfiguration.class })
	static class Application {

	}

}
