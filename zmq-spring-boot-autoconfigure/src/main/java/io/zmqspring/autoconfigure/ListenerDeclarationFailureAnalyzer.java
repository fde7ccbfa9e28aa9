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

import io.zmqspring.annotation.ZmqListenerDeclarationException;
import io.zmqspring.endpoint.ZmqException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which annotated method is at fault, where no other analysis knows more.
 */
class ListenerDeclarationFailureAnalyzer extends AbstractFailureAnalyzer<ZmqListenerDeclarationException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ZmqListenerDeclarationException cause) {
		Throwable reason = cause.getCause();
		if (reason == null || reason instanceof ZmqException) {
			return null;
		}
		return new FailureAnalysis(cause.getDeclaration() + " cannot be registered: " + reason.getMessage(),
				"Correct the annotation, or the method that it is on.", cause);
	}

}
