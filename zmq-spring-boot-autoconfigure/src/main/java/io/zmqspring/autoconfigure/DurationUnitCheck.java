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

import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Refuses a bare number other than zero for a duration below {@code zmq}. Spring Boot
 * takes it for milliseconds, and most who write {@code request-timeout: 2} mean seconds.
 */
final class DurationUnitCheck implements ConfigurationPropertiesBindHandlerAdvisor {

	static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("zmq");

	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

	private final Environment environment;

	DurationUnitCheck(Environment environment) {
		this.environment = environment;
	}

	@Override
	public BindHandler apply(BindHandler bindHandler) {
		return new AbstractBindHandler(bindHandler) {

			@Override
			public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Object result) {
				if (PREFIX.isAncestorOf(name) && result instanceof Duration duration && !duration.isZero()) {
					requireUnit(context.getConfigurationProperty());
				}
				return super.onSuccess(name, target, context, result);
			}

		};
	}

	private void requireUnit(@Nullable ConfigurationProperty property) {
		String value = (property != null) ? this.environment.resolvePlaceholders(String.valueOf(property.getValue()))
				: "";
		if (NUMBER.matcher(value.trim()).matches()) {
			throw new IllegalArgumentException("'" + value.trim() + "' has no unit");
		}
	}

}
