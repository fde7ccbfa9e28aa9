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

import org.zeromq.ZMQ;

/**
 * Changes a socket before it is bound or connected, for what
 * {@code zmq.endpoints.<name>.options} cannot say. Beans of this type are called in
 * order.
 */
@FunctionalInterface
public interface ZmqSocketCustomizer {

	/**
	 * Customize a new socket. Called by the thread that starts the endpoint; the socket
	 * must not be kept, sent to, received from, bound or connected.
	 * @param endpoint the name of the endpoint
	 * @param socket its socket
	 */
	void customize(String endpoint, ZMQ.Socket socket);

}
