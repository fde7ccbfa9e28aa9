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

/**
 * Is told by the guard of a socket what happens to its connections. Called on I/O
 * threads.
 */
interface PeerEvents {

	/**
	 * A peer has sent its greeting.
	 */
	void greeted(Object channel);

	/**
	 * The handshake with a peer is complete.
	 */
	void ready(Object channel);

	/**
	 * The connection of a peer is about to be closed.
	 * @param channel the connection's channel
	 * @param refusal why it is closed
	 * @param detail what the peer did
	 */
	void refused(Object channel, PeerRefusal refusal, String detail);

}
