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

import java.util.List;
import java.util.Locale;

import io.zmqspring.endpoint.NearestName;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Names the type that was probably meant by an unknown one. Ordered before Spring Boot's
 * own analysis, which lists also those types that are not supported.
 */
@Order(0)
class SocketTypeFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final List<String> TYPES = List.of("push", "pull", "pub", "sub", "xpub", "xsub", "req", "rep",
			"dealer", "router", "pair");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		if (property == null || cause.getTarget().getType().resolve() != SocketType.class) {
			return null;
		}
		String type = String.valueOf(property.getValue()).trim();
		return new FailureAnalysis(
				"%s is '%s', which is no type of an endpoint.%s%n%n    Origin: %s".formatted(property.getName(), type,
						NearestName.didYouMean(type.toLowerCase(Locale.ROOT), TYPES), property.getOrigin()),
				"Use one of " + String.join(", ", TYPES) + '.', cause);
	}

}
