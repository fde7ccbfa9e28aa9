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

package io.zmqspring.benchmarks.run;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * The JSON mapper of Spring Boot, for contenders that have no application.
 */
public final class BootJson {

	private BootJson() {
	}

	/**
	 * Return the mapper that an application would have.
	 * @return the mapper
	 */
	public static JsonMapper mapper() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
				JacksonAutoConfiguration.class)) {
			return context.getBean(JsonMapper.class);
		}
	}

}
