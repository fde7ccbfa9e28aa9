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

import io.zmqspring.endpoint.ZmqOperationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.StringUtils;

/**
 * Says what to do about an operation that an endpoint cannot do.
 */
class OperationFailureAnalyzer extends AbstractFailureAnalyzer<ZmqOperationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ZmqOperationException cause) {
		return new FailureAnalysis(FailedListener.prefix(rootFailure) + cause.getMessage() + '.',
				StringUtils.capitalize(cause.getAction()) + '.', cause);
	}

}
