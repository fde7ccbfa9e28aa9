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

package io.zmqspring.socket;

import java.time.Duration;
import java.util.List;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;

/**
 * Endpoints for tests.
 */
final class Endpoints {

	static final String ANY_PORT = "tcp://127.0.0.1:0";

	static final Duration LONG = Duration.ofSeconds(20);

	private Endpoints() {
	}

	static ZmqEndpoint bind(String name, EndpointType type, String... addresses) {
		return ZmqEndpoint.of(name, type, List.of(addresses), List.of()).withOptions(quick());
	}

	static ZmqEndpoint connect(String name, EndpointType type, String... addresses) {
		return ZmqEndpoint.of(name, type, List.of(), List.of(addresses)).withOptions(quick());
	}

	static ZmqEndpoint hwm(ZmqEndpoint endpoint, int hwm) {
		return endpoint.withOptions(SocketOptions.NONE.with("sendHwm", hwm).with("receiveHwm", hwm));
	}

	static ZmqEndpoint option(ZmqEndpoint endpoint, String name, Object value) {
		return endpoint.withOptions(SocketOptions.NONE.with(name, value));
	}

	static ZmqEndpoint sendTimeout(ZmqEndpoint endpoint, Duration timeout) {
		return option(endpoint, "sendTimeout", timeout);
	}

	static ZmqEndpoint notFailFast(ZmqEndpoint endpoint) {
		return endpoint.toBuilder().failFast(false).build();
	}

	static ZmqEndpoint in(String context, ZmqEndpoint endpoint) {
		return endpoint.toBuilder().context(context).build();
	}

	/**
	 * Return the type of a peer that connects to a bound endpoint.
	 */
	static EndpointType peerOf(EndpointType bound) {
		return switch (bound) {
			case REP -> EndpointType.REQ;
			case REQ, ROUTER, DEALER -> EndpointType.DEALER;
			case PULL -> EndpointType.PUSH;
			case PUSH -> EndpointType.PULL;
			case PUB, XPUB -> EndpointType.SUB;
			case SUB, XSUB -> EndpointType.PUB;
			case PAIR -> EndpointType.PAIR;
		};
	}

	private static SocketOptions quick() {
		return SocketOptions.NONE.with("linger", Duration.ofMillis(100))
			.with("sendTimeout", LONG)
			.with("reconnectInterval", Duration.ofMillis(20))
			.with("reconnectIntervalMax", Duration.ofMillis(200));
	}

}
