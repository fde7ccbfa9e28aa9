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

import io.zmqspring.endpoint.ZmqUnknownEndpointException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Names the endpoint that was probably meant by an unknown name.
 */
class UnknownEndpointFailureAnalyzer extends AbstractFailureAnalyzer<ZmqUnknownEndpointException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ZmqUnknownEndpointException cause) {
		String name = cause.getEndpoint();
		return new FailureAnalysis(FailedListener.prefix(rootFailure) + cause.getMessage(),
				"Correct the name, or configure the endpoint: zmq.endpoints." + name + ".type and zmq.endpoints." + name
						+ ".bind or zmq.endpoints." + name + ".connect.",
				cause);
	}

}
