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

import io.zmqspring.endpoint.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;
import org.springframework.validation.Validator;

/**
 * Resolves payloads. An empty frame is legal in ZeroMQ, so it is converted like any
 * other; only an optional parameter takes it for a missing payload.
 */
final class FramePayloadArgumentResolver extends PayloadMethodArgumentResolver {

	FramePayloadArgumentResolver(SmartMessageConverter converter, @Nullable Validator validator) {
		super(converter, validator);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
		boolean optional = parameter.getParameterType() == Optional.class;
		Payload payload = parameter.getParameterAnnotation(Payload.class);
		if ((optional || (payload != null && !payload.required())) && isEmpty((ZmqMessage) message.getPayload())) {
			return optional ? Optional.empty() : null;
		}
		return super.resolveArgument(parameter, message);
	}

	private static boolean isEmpty(ZmqMessage frames) {
		return frames.bytes() == 0 && frames.size() <= 1;
	}

	@Override
	protected boolean isEmptyPayload(@Nullable Object payload) {
		return payload == null;
	}

}
