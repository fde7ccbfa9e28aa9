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

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.zmqspring.endpoint.NearestName;
import io.zmqspring.endpoint.SocketOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/**
 * The names that {@link ZmqProperties} knows, level by level.
 */
final class PropertyTree {

	private PropertyTree() {
	}

	/**
	 * Return the known property that an unknown one probably means.
	 * @param unknown the full name of the unknown property
	 * @return the full name of a known one as far as the unknown one can be followed, or
	 * null
	 */
	static @Nullable String nearest(ConfigurationPropertyName unknown) {
		ResolvableType level = ResolvableType.forClass(ZmqProperties.class);
		for (int i = 1; i < unknown.getNumberOfElements(); i++) {
			if (level.toClass() == Map.class) {
				level = level.getGeneric(1);
				continue;
			}
			String element = unknown.getElement(i, Form.DASHED);
			RecordComponent component = component(level.toClass(), element);
			if (component == null) {
				String correct = correction(level.toClass(), element);
				return (correct != null) ? replace(unknown, i, correct) : null;
			}
			level = ResolvableType.forMethodReturnType(component.getAccessor());
		}
		return null;
	}

	private static @Nullable String correction(Class<?> level, String element) {
		boolean option = component(SocketOptions.class, element) != null;
		if (option && level == ZmqProperties.Endpoint.class) {
			return "options." + element;
		}
		if (option && level == ZmqProperties.class) {
			return "defaults." + element;
		}
		if (level == SocketOptions.class && "routing-id".equals(element)) {
			return "identity";
		}
		return NearestName.among(element, names(level));
	}

	private static @Nullable RecordComponent component(Class<?> level, String element) {
		String uniform = element.replace("-", "");
		return components(level).stream()
			.filter((component) -> component.getName().equalsIgnoreCase(uniform))
			.findFirst()
			.orElse(null);
	}

	private static List<String> names(Class<?> level) {
		return components(level).stream()
			.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()))
			.toList();
	}

	private static List<RecordComponent> components(Class<?> level) {
		return level.isRecord() ? Arrays.asList(level.getRecordComponents()) : List.of();
	}

	private static String replace(ConfigurationPropertyName name, int index, String element) {
		return String.join(".",
				IntStream.range(0, name.getNumberOfElements())
					.mapToObj((i) -> (i == index) ? element : name.getElement(i, Form.ORIGINAL))
					.toList());
	}

}
