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

package io.zmqspring.listener;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.ValueConstants;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

/**
 * The parameters and the return value of a listener method, checked against its endpoint.
 */
final class ListenerSignature {

	private final ZmqEndpoint endpoint;

	private final @Nullable String codec;

	private final PayloadConverter converter;

	private final InvocableHandlerMethod method;

	private final List<MethodParameter> parameters;

	/**
	 * Create a signature.
	 * @param endpoint the endpoint that the method listens to
	 * @param codec the name of the codec, or null to let the types decide
	 * @param method the method
	 */
	ListenerSignature(ZmqEndpoint endpoint, @Nullable String codec, PayloadConverter converter,
			InvocableHandlerMethod method) {
		this.endpoint = endpoint;
		this.codec = codec;
		this.converter = converter;
		this.method = method;
		this.parameters = Arrays.asList(method.getMethodParameters());
	}

	/**
	 * Check that at most one parameter receives the payload, and that the payload can be
	 * converted for it.
	 * @param others resolve the parameters that are neither payload nor message
	 * @param validates whether payloads can be validated
	 * @throws ZmqException if not
	 */
	void requirePayload(HandlerMethodArgumentResolver others, boolean validates) {
		List<MethodParameter> content = this.parameters.stream()
			.filter((parameter) -> !others.supportsParameter(parameter))
			.toList();
		content.forEach((parameter) -> requireType(parameter, validates));
		List<Integer> payloads = content.stream()
			.filter((parameter) -> !Message.class.isAssignableFrom(parameter.getParameterType()))
			.map(MethodParameter::getParameterIndex)
			.toList();
		if (payloads.size() > 1) {
			throw new ZmqOperationException(this.endpoint.name(),
					"the parameters " + payloads.get(0) + " and " + payloads.get(1) + " would both receive the payload",
					"keep one of them, and annotate what comes from a header with @Header");
		}
	}

	private void requireType(MethodParameter parameter, boolean validates) {
		Class<?> raw = parameter.getParameterType();
		if (Message.class.isAssignableFrom(raw) && raw != Message.class) {
			throw new ZmqOperationException(this.endpoint.name(), "the parameter " + parameter.getParameterIndex()
					+ " is a " + raw.getSimpleName() + ", which no received message is", "use Message");
		}
		Type type = FrameMessageConverter.payloadType(parameter);
		if (isConcrete(type)) {
			this.converter.requireType(this.endpoint.name(), this.codec, type);
		}
		for (Annotation annotation : parameter.getParameterAnnotations()) {
			if (!validates && ValidationAnnotationUtils.determineValidationHints(annotation) != null) {
				throw new ZmqOperationException(this.endpoint.name(),
						"the parameter " + parameter.getParameterIndex() + " is to be validated by @"
								+ annotation.annotationType().getSimpleName() + ", but there is no Validator",
						"add spring-boot-starter-validation");
			}
		}
	}

	/**
	 * Check that messages of the endpoint can have the headers that the method requires.
	 * @param custom resolve parameters in ways of their own
	 * @param beanFactory resolves placeholders and expressions, or null
	 * @throws ZmqOperationException if one of the headers is never there
	 */
	void requireHeaders(HandlerMethodArgumentResolver custom, @Nullable ConfigurableBeanFactory beanFactory) {
		List<String> known = ListenerHeaders.names(this.endpoint.type());
		for (MethodParameter parameter : this.parameters) {
			Header header = parameter.getParameterAnnotation(Header.class);
			if (header != null && isRequired(header, parameter) && !custom.supportsParameter(parameter)) {
				String name = name(header, parameter, beanFactory);
				if (name != null && !known.contains(name)) {
					throw new ZmqOperationException(this.endpoint.name(),
							"the parameter " + parameter.getParameterIndex() + " requires the header '" + name
									+ "', but messages of a " + this.endpoint.type().label() + " endpoint only have "
									+ String.join(" and ", known),
							"correct the name, or make the parameter optional with required = false");
				}
			}
		}
	}

	private static boolean isRequired(Header header, MethodParameter parameter) {
		return header.required() && header.defaultValue().equals(ValueConstants.DEFAULT_NONE)
				&& !parameter.isOptional();
	}

	private static @Nullable String name(Header header, MethodParameter parameter,
			@Nullable ConfigurableBeanFactory beanFactory) {
		String name = StringUtils.hasText(header.name()) ? header.name() : header.value();
		if (!StringUtils.hasText(name)) {
			return parameter.getParameterName();
		}
		if (beanFactory == null) {
			return name;
		}
		String resolved = beanFactory.resolveEmbeddedValue(name);
		BeanExpressionResolver expressions = beanFactory.getBeanExpressionResolver();
		Object evaluated = (expressions != null)
				? expressions.evaluate(resolved, new BeanExpressionContext(beanFactory, null)) : resolved;
		return (evaluated != null) ? evaluated.toString() : null;
	}

	/**
	 * Check that the return value can be sent.
	 * @param destination the endpoint that gets return values that are no replies, or
	 * null if there is none
	 * @throws ZmqException if it cannot
	 */
	void requireReturnValue(@Nullable ZmqEndpoint destination) {
		requireNotAsync();
		ResolvableType returned = returned();
		if (isNothing(returned)) {
			return;
		}
		boolean replies = this.endpoint.type().replies();
		if (!replies && destination == null) {
			throw new ZmqOperationException(this.endpoint.name(),
					"it has no reply, so that the value which the method returns goes nowhere",
					"return void, or name an endpoint by @SendTo");
		}
		if (isConcrete(returned.getType()) && returned.resolve() != null) {
			if (replies) {
				this.converter.requireType(this.endpoint.name(), this.codec, returned.getType());
			}
			else if (destination != null) {
				this.converter.requireType(destination.name(), destination.codec(), returned.getType());
			}
		}
	}

	/**
	 * Return the declared type of the values that the method returns, without what is
	 * around them.
	 * @return the type, or null if the method returns nothing or does not say what
	 */
	@Nullable Type returnType() {
		ResolvableType returned = returned();
		return (isNothing(returned) || returned.resolve() == null) ? null : returned.getType();
	}

	private ResolvableType returned() {
		ResolvableType returned = ResolvableType.forType(GenericTypeResolver
			.resolveType(this.method.getMethod().getGenericReturnType(), this.method.getBeanType()));
		if (AsyncResult.isAsync(returned.toClass())) {
			returned = returned.getGeneric();
		}
		return Message.class.isAssignableFrom(returned.toClass()) ? returned.as(Message.class).getGeneric() : returned;
	}

	private static boolean isNothing(ResolvableType returned) {
		return returned.toClass() == void.class || returned.toClass() == Void.class;
	}

	private void requireNotAsync() {
		Class<?> raw = this.method.getMethod().getReturnType();
		if (raw != void.class && !CompletionStage.class.isAssignableFrom(raw) && isAsync()) {
			throw new ZmqOperationException(this.endpoint.name(),
					"the method is @Async and returns a " + raw.getSimpleName()
							+ ", but has no value yet when it returns to the listener",
					"return a CompletableFuture, or remove @Async: a listener has threads of its own");
		}
	}

	private boolean isAsync() {
		Class<?> type = AopUtils.getTargetClass(this.method.getBean());
		Method specific = AopUtils.getMostSpecificMethod(this.method.getMethod(), type);
		return AnnotatedElementUtils.hasAnnotation(specific, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(type, Async.class);
	}

	/**
	 * Return whether a type says what it needs; what an {@code Object} is, only the
	 * message shows.
	 */
	private static boolean isConcrete(Type type) {
		return !(type instanceof TypeVariable) && !(type instanceof WildcardType)
				&& !(type instanceof Class<?> raw && raw.isAssignableFrom(ZmqMessage.class));
	}

}
