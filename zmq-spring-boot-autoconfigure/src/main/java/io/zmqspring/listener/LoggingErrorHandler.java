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

import java.util.stream.Collectors;

import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.endpoint.ZmqMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * The default error handler: logs the error and sends no reply. A message that cannot be
 * converted or is not valid is its sender's fault: it gets one line that shows the
 * payload, with the stack trace at debug level only.
 */
public final class LoggingErrorHandler implements ZmqErrorHandler {

	private static final int MAX_REASON = 500;

	private static final Log logger = LogFactory.getLog(LoggingErrorHandler.class);

	@Override
	public @Nullable Object handle(ListenerError error) {
		String listener = "ZeroMQ endpoint '" + error.endpoint() + "': the listener '" + error.listener() + "' ";
		if (!isUnfit(error)) {
			logger.error(listener + "could not handle the message " + error.message(), error.cause());
			return null;
		}
		logger.warn(listener + "cannot take a message: " + reason(error));
		if (logger.isDebugEnabled()) {
			logger.debug(listener + "cannot take a message", error.cause());
		}
		return null;
	}

	private static boolean isUnfit(ListenerError error) {
		Throwable cause = error.cause();
		if (cause instanceof ZmqConversionException conversion) {
			return conversion.getEndpoint().equals(error.endpoint());
		}
		return cause instanceof MessageConversionException || cause instanceof MethodArgumentResolutionException;
	}

	private static String reason(ListenerError error) {
		String reason = describe(error.cause()).replaceAll("\\s*\\R\\s*", " ");
		if (reason.length() > MAX_REASON) {
			reason = reason.substring(0, MAX_REASON) + "...";
		}
		ZmqMessage payload = error.payload();
		return (payload == null || reason.contains(payload.toString())) ? reason
				: reason + "; its payload is " + payload;
	}

	private static String describe(Throwable cause) {
		if (cause instanceof MethodArgumentNotValidException invalid && invalid.getBindingResult() != null) {
			return invalid.getBindingResult()
				.getAllErrors()
				.stream()
				.map(LoggingErrorHandler::describe)
				.collect(Collectors.joining(", ", "it is not valid: ", ""));
		}
		String message = String.valueOf(cause.getMessage());
		return (cause instanceof ZmqConversionException conversion) ? withoutEndpoint(message, conversion.getEndpoint())
				: message;
	}

	private static String describe(ObjectError error) {
		String name = (error instanceof FieldError field) ? field.getField() : error.getObjectName();
		return name + ' ' + error.getDefaultMessage();
	}

	private static String withoutEndpoint(String message, String endpoint) {
		String prefix = "ZeroMQ endpoint '" + endpoint + "': ";
		return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
	}

}
