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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Names the nearest known property for each unknown one below {@code zmq}, or says why an
 * option of ZeroMQ has none. Ordered before Spring Boot's own analysis, which says
 * neither. Values are not shown: what is mistyped may be a secret.
 */
@Order(0)
class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("zmq");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<String> reasons = new ArrayList<>();
		List<String> actions = new ArrayList<>();
		for (ConfigurationProperty property : cause.getUnboundProperties()) {
			ConfigurationPropertyName name = property.getName();
			if (!PREFIX.isAncestorOf(name)) {
				return null;
			}
			String unsupported = UnsupportedOptions.reason(name.getLastElement(Form.DASHED));
			String nearest = PropertyTree.nearest(name);
			reasons.add("%n    Property: %s%n    Origin: %s%n    Reason: %s".formatted(name, property.getOrigin(),
					(unsupported != null) ? unsupported : "there is no such property"));
			actions.add((unsupported != null || nearest == null) ? "Remove " + name + '.'
					: "Change " + name + " to " + nearest + '.');
		}
		return new FailureAnalysis(
				"Properties below 'zmq' cannot be used:%n".formatted() + String.join(System.lineSeparator(), reasons),
				String.join(System.lineSeparator(), actions), cause);
	}

}
