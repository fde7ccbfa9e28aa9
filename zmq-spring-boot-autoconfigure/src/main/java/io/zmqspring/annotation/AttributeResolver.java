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

package io.zmqspring.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.zmqspring.listener.Dispatch;
import io.zmqspring.listener.ZmqErrorHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.ObjectUtils;
import org.springframework.util.StringUtils;

/**
 * Resolves the placeholders and expressions in the attributes of an annotation, and
 * converts the results to the types that the attributes stand for.
 */
final class AttributeResolver {

	private final ConfigurableBeanFactory beanFactory;

	AttributeResolver(ConfigurableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return a text.
	 * @return the text, or null if it is empty
	 */
	@Nullable String text(String attribute, String value) {
		Object resolved = resolve(value);
		if (resolved != null && ObjectUtils.isArray(resolved)) {
			throw invalid(attribute, value, resolved, "a text");
		}
		return (resolved != null && !resolved.toString().isBlank()) ? resolved.toString().trim() : null;
	}

	/**
	 * Return texts; one expression may stand for several.
	 */
	List<String> texts(String attribute, String[] values) {
		List<String> texts = new ArrayList<>();
		for (String value : values) {
			Object resolved = resolve(value);
			if (resolved instanceof Iterable<?> several) {
				several.forEach((text) -> texts.add(String.valueOf(text)));
			}
			else if (ObjectUtils.isArray(resolved)) {
				Arrays.stream(ObjectUtils.toObjectArray(resolved)).map(String::valueOf).forEach(texts::add);
			}
			else if (resolved != null) {
				texts.add(resolved.toString());
			}
			else {
				throw invalid(attribute, value, "null", "a text");
			}
		}
		return texts;
	}

	/**
	 * Return a number.
	 * @return the number, or null if the attribute is empty
	 */
	@Nullable Integer number(String attribute, String value) {
		String text = text(attribute, value);
		if (text == null) {
			return null;
		}
		try {
			return Integer.valueOf(text);
		}
		catch (NumberFormatException ex) {
			throw invalid(attribute, value, text, "a whole number");
		}
	}

	boolean flag(String attribute, String value, boolean whenEmpty) {
		String text = text(attribute, value);
		if (text == null) {
			return whenEmpty;
		}
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true" -> true;
			case "false" -> false;
			default -> throw invalid(attribute, value, text, "true or false");
		};
	}

	Dispatch dispatch(String attribute, String value) {
		String text = text(attribute, value);
		if (text == null) {
			return Dispatch.WORKERS;
		}
		for (Dispatch dispatch : Dispatch.values()) {
			if (dispatch.name().equalsIgnoreCase(text)) {
				return dispatch;
			}
		}
		throw invalid(attribute, value, text, "workers, poller or virtual");
	}

	/**
	 * Return an error handler, by the name of its bean or the handler itself.
	 * @return the error handler, or null if the attribute is empty
	 */
	@Nullable ZmqErrorHandler errorHandler(String attribute, String value) {
		Object resolved = resolve(value);
		if (resolved instanceof ZmqErrorHandler handler) {
			return handler;
		}
		if (resolved != null && !(resolved instanceof CharSequence)) {
			throw invalid(attribute, value, resolved, "a ZmqErrorHandler or the name of such a bean");
		}
		return StringUtils.hasText((CharSequence) resolved)
				? this.beanFactory.getBean(resolved.toString().trim(), ZmqErrorHandler.class) : null;
	}

	private @Nullable Object resolve(String value) {
		if (value.isEmpty()) {
			return value;
		}
		String embedded = this.beanFactory.resolveEmbeddedValue(value);
		BeanExpressionResolver expressions = this.beanFactory.getBeanExpressionResolver();
		return (expressions != null) ? expressions.evaluate(embedded, new BeanExpressionContext(this.beanFactory, null))
				: embedded;
	}

	private static IllegalArgumentException invalid(String attribute, String value, Object resolved, String expected) {
		String origin = value.equals(String.valueOf(resolved)) ? "" : " (from \"" + value + "\")";
		return new IllegalArgumentException(
				"its " + attribute + " is '" + resolved + "'" + origin + ", but has to be " + expected);
	}

}
