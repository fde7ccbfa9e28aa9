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

package io.zmqspring.convert;

/**
 * The headers that a listener can ask for with {@code @Header}, and that a
 * {@code Message} that is sent may carry.
 */
public final class ZmqHeaders {

	/**
	 * The topic of a message of the publish/subscribe pattern, a {@code String}; in: sub
	 * and xsub, out: pub and xpub.
	 */
	public static final String TOPIC = "zmq_topic";

	/**
	 * The routing id of the peer, a {@code byte[]}; in: rep and router, out: router.
	 */
	public static final String ROUTING_ID = "zmq_routingId";

	/**
	 * The name of the endpoint that a message came from, a {@code String}.
	 */
	public static final String ENDPOINT = "zmq_endpoint";

	private ZmqHeaders() {
	}

}
