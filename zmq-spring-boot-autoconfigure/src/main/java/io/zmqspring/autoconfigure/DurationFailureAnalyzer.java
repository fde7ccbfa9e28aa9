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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Says how a duration below {@code zmq} is written. Ordered before Spring Boot's own
 * analysis, which does not.
 */
@Order(0)
class DurationFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		if (property == null || cause.getTarget().getType().resolve() != Duration.class
				|| !DurationUnitCheck.PREFIX.isAncestorOf(property.getName())) {
			return null;
		}
		return new FailureAnalysis(
				"%s is '%s', which is not a duration with a unit.%n%n    Origin: %s".formatted(property.getName(),
						property.getValue(), property.getOrigin()),
				"Write a number and a unit: 2s for two seconds, 200ms for 200 milliseconds, 5m for five minutes.",
				cause);
	}

}
