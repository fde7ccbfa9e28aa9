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

import java.nio.charset.StandardCharsets;

import io.zmqspring.endpoint.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * A received message, taken apart.
 *
 * @param envelope the frames that have to stand in front of a reply; none where the
 * pattern has no reply
 * @param topicFrame the topic, or null where the pattern has none
 * @param payload the payload frames
 */
public record InboundMessage(ZmqMessage envelope, byte @Nullable [] topicFrame, ZmqMessage payload) {

	/**
	 * Return the routing id of the peer.
	 * @return the routing id, or null where the pattern has none
	 */
	public byte @Nullable [] routingId() {
		return (this.envelope.size() > 0) ? this.envelope.frame(0) : null;
	}

	/**
	 * Return the topic as text in UTF-8.
	 * @return the topic, or null where the pattern has none
	 */
	public @Nullable String topic() {
		return (this.topicFrame != null) ? new String(this.topicFrame, StandardCharsets.UTF_8) : null;
	}

}
