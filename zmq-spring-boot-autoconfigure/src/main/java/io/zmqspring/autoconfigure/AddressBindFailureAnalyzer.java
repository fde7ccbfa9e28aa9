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

import io.zmqspring.endpoint.ZmqBindException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why an endpoint could not be bound to an address, and how to find out who is
 * in the way.
 */
class AddressBindFailureAnalyzer extends AbstractFailureAnalyzer<ZmqBindException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ZmqBindException cause) {
		return new FailureAnalysis(cause.getMessage() + '.', action(cause), cause);
	}

	private String action(ZmqBindException cause) {
		String property = "zmq.endpoints." + cause.getEndpoint() + ".bind";
		int port = cause.getAddress().port();
		return switch (cause.getReason()) {
			case IN_USE -> cause.getAddress().isTcp()
					? "Find the process that listens there, with \"ss -ltnp sport = :" + port
							+ "\" on Linux, \"lsof -iTCP:" + port
							+ " -sTCP:LISTEN\" on macOS or \"netstat -ano\" on Windows, and stop it; or change "
							+ property + ". With the port '*' ZeroMQ picks a free one."
					: "Give each endpoint of a context its own name in " + property + '.';
			case NOT_LOCAL -> "Change " + property + " to an address of this machine, or to tcp://*:" + port
					+ " for all of them. To reach another machine use connect instead of bind.";
			case OTHER -> "Change " + property + ", or remove what forbids it. On many systems ports below 1024 need "
					+ "more rights.";
		};
	}

}
