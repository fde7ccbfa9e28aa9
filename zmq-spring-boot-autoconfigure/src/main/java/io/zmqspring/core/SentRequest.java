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

package io.zmqspring.core;

import java.time.Duration;

import io.zmqspring.endpoint.ReadableDuration;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import io.zmqspring.socket.ManagedSocket;

/**
 * A request that was sent.
 *
 * @param socket the socket that it went over
 * @param pending where its reply is expected
 * @param id its correlation id
 * @param timeout how long it may take in all, in nanoseconds
 */
record SentRequest(ManagedSocket socket, PendingRequests pending, long id, long timeout) {

	long remaining(long start) {
		return start + this.timeout - System.nanoTime();
	}

	ZmqRequestTimeoutException timedOut() {
		return new ZmqRequestTimeoutException(this.socket.name(),
				"no reply within " + ReadableDuration.of(Duration.ofNanos(this.timeout))
						+ ((this.socket.peers() == 0) ? ": no peer is connected" : ""));
	}

}
