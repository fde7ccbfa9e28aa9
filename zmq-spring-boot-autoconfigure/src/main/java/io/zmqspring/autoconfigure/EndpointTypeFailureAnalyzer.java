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

import java.util.Locale;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.NearestName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Lists the types of endpoints for an unknown one, and names the closest. Ordered before
 * Spring Boot's own analysis, which lists the names of the enum.
 */
@Order(0)
class EndpointTypeFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		if (property == null || cause.getTarget().getType().resolve() != EndpointType.class) {
			return null;
		}
		String type = String.valueOf(property.getValue()).trim();
		return new FailureAnalysis("%s is '%s', which is not a type of endpoint.%s%n%n    Origin: %s".formatted(
				property.getName(), type, NearestName.didYouMean(type.toLowerCase(Locale.ROOT), EndpointType.labels()),
				property.getOrigin()), "Use one of " + String.join(", ", EndpointType.labels()) + '.', cause);
	}

}
