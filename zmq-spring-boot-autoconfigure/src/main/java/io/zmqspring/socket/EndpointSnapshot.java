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

import java.util.List;
import java.util.Map;

import io.zmqspring.endpoint.ZmqEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an endpoint at one moment. Taking it touches no socket.
 *
 * @param endpoint the endpoint
 * @param state whether its socket is open
 * @param connections its addresses
 * @param peers the number of peers that are connected
 * @param reconnects how often a peer was connected again after it was lost
 * @param received the number of messages received
 * @param sent the number of messages sent
 * @param bytesReceived the number of bytes in the frames received
 * @param bytesSent the number of bytes in the frames sent
 * @param dropped the number of messages dropped, by reason
 * @param waitingSenders the number of threads that wait to send
 * @param refusals the number of peers whose connections were closed, by reason
 * @param lastRefusal the address of the last one and what it did, or null
 * @param pollerAlive whether the thread that reads the socket is alive
 * @param readerAttached whether somebody reads the endpoint: a listener, or the template
 * for replies
 * @param lastError what is wrong now, or null
 */
public record EndpointSnapshot(ZmqEndpoint endpoint, State state, List<ConnectionSnapshot> connections, int peers,
		long reconnects, long received, long sent, long bytesReceived, long bytesSent, Map<DropReason, Long> dropped,
		int waitingSenders, Map<PeerRefusal, Long> refusals, @Nullable String lastRefusal, boolean pollerAlive,
		boolean readerAttached, @Nullable String lastError) {

	/**
	 * Whether a socket is open.
	 */
	public enum State {

		/**
		 * Not started, or stopped.
		 */
		CLOSED,

		/**
		 * In use.
		 */
		OPEN,

		/**
		 * Unusable; it is being replaced.
		 */
		FAILED

	}

}
