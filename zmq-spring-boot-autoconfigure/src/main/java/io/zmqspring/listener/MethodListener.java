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

import io.zmqspring.convert.InboundMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;

/**
 * Handles messages with a method of a bean.
 */
final class MethodListener implements MessageListener {

	private final String endpoint;

	private final InvocableHandlerMethod method;

	private final @Nullable Type returnType;

	/**
	 * Create a listener.
	 * @param endpoint the name of the endpoint
	 * @param method the method
	 * @param returnType the declared type of what the method returns, or null
	 */
	MethodListener(String endpoint, InvocableHandlerMethod method, @Nullable Type returnType) {
		this.endpoint = endpoint;
		this.method = method;
		this.returnType = returnType;
	}

	@Override
	public @Nullable Object onMessage(InboundMessage message) throws Exception {
		return this.method.invoke(new ReceivedMessage(this.endpoint, message));
	}

	@Override
	public @Nullable Type returnType() {
		return this.returnType;
	}

	@Override
	public String toString() {
		return this.method.getShortLogMessage();
	}

}
