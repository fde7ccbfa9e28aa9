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

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.endpoint.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.GenericMessage;

/**
 * Converts payload frames for spring-messaging, with the codecs of an endpoint.
 */
final class FrameMessageConverter implements SmartMessageConverter {

	private final PayloadConverter converter;

	private final String endpoint;

	private final @Nullable String codec;

	private final Map<MethodParameter, Type> types = new ConcurrentHashMap<>();

	/**
	 * Create a converter.
	 * @param endpoint the name of the endpoint that the messages come from
	 * @param codec the name of the codec, or null to let the type decide
	 */
	FrameMessageConverter(PayloadConverter converter, String endpoint, @Nullable String codec) {
		this.converter = converter;
		this.endpoint = endpoint;
		this.codec = codec;
	}

	String endpoint() {
		return this.endpoint;
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
		return fromMessage(message, targetClass, null);
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass, @Nullable Object conversionHint) {
		Type type = (conversionHint instanceof MethodParameter parameter)
				? this.types.computeIfAbsent(parameter, FrameMessageConverter::payloadType) : targetClass;
		Object payload = this.converter.fromFrames(this.endpoint, this.codec, (ZmqMessage) message.getPayload(), type);
		if (payload == null && conversionHint instanceof MethodParameter parameter
				&& Message.class.isAssignableFrom(parameter.getParameterType())) {
			throw new ZmqConversionException(this.endpoint, "the payload is null, which a Message cannot have", null);
		}
		return payload;
	}

	@Override
	public Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
		return toMessage(payload, headers, null);
	}

	@Override
	public Message<?> toMessage(Object payload, @Nullable MessageHeaders headers, @Nullable Object conversionHint) {
		ZmqMessage frames = this.converter.toFrames(this.endpoint, this.codec, payload, null).build();
		return (headers != null) ? new GenericMessage<>(frames, headers) : new GenericMessage<>(frames);
	}

	/**
	 * Return the type of the payload that a parameter takes, without the
	 * {@link java.util.Optional} or {@link Message} around it.
	 */
	static Type payloadType(MethodParameter parameter) {
		MethodParameter nested = parameter.nestedIfOptional();
		Type type = GenericTypeResolver.resolveType(nested.getNestedGenericParameterType(),
				parameter.getContainingClass());
		if (!Message.class.isAssignableFrom(parameter.getParameterType())) {
			return type;
		}
		ResolvableType payload = ResolvableType.forType(type).as(Message.class).getGeneric();
		return (payload.resolve() != null) ? payload.getType() : Object.class;
	}

}
