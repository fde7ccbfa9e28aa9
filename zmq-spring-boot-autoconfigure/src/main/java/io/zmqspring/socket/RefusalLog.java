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

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs whose connections an endpoint closed, at most once a minute for each reason: a
 * peer can come again and again. Used by the supervisor only.
 */
final class RefusalLog {

	private static final Log logger = LogFactory.getLog(RefusalLog.class);

	private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

	private final String endpoint;

	private final Map<PeerRefusal, Long> loggedAt = new EnumMap<>(PeerRefusal.class);

	RefusalLog(String endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Log a refusal, unless one for the same reason was logged less than a minute ago.
	 * @param refused what happened
	 * @param now the time, by {@link System#nanoTime()}
	 */
	void log(PeerTable.Refused refused, long now) {
		Long before = this.loggedAt.get(refused.refusal());
		if (before == null || now - before >= PAUSE) {
			this.loggedAt.put(refused.refusal(), now);
			logger.warn("ZeroMQ endpoint '" + this.endpoint + "' closed the connection of " + refused.peer() + ": "
					+ refused.detail() + " (others are only counted for a minute, as zmq.peers.refused with the reason "
					+ refused.refusal().tag() + ")");
		}
	}

}
