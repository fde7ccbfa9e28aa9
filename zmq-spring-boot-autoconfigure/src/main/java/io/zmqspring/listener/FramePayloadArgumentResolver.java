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

import java.util.Optional;

import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.endpoint.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;
import org.springframework.validation.Validator;

/**
 * Resolves payloads. A payload that is null, or an empty frame where the parameter is
 * optional, is missing. Elsewhere an empty frame, which is legal in ZeroMQ, is converted
 * like any other.
 */
final class FramePayloadArgumentResolver extends PayloadMethodArgumentResolver {

	private final FrameMessageConverter converter;

	FramePayloadArgumentResolver(FrameMessageConverter converter, @Nullable Validator validator) {
		super(converter, validator);
		this.converter = converter;
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
		ZmqMessage frames = (ZmqMessage) message.getPayload();
		if (parameter.getParameterType().isInstance(frames)) {
			return super.resolveArgument(parameter, message);
		}
		boolean optional = isOptional(parameter);
		Object payload = (optional && isEmpty(frames)) ? null
				: this.converter.fromMessage(message, parameter.getParameterType(), parameter);
		if (payload == null && !optional) {
			throw new ZmqConversionException(this.converter.endpoint(), "the payload is null, but the parameter "
					+ parameter.getParameterIndex() + " of the listener is not optional", null);
		}
		if (payload != null) {
			validate(message, parameter, payload);
		}
		return (parameter.getParameterType() == Optional.class) ? Optional.ofNullable(payload) : payload;
	}

	private static boolean isOptional(MethodParameter parameter) {
		Payload payload = parameter.getParameterAnnotation(Payload.class);
		return parameter.isOptional() || (payload != null && !payload.required());
	}

	private static boolean isEmpty(ZmqMessage frames) {
		return frames.bytes() == 0 && frames.size() <= 1;
	}

}
