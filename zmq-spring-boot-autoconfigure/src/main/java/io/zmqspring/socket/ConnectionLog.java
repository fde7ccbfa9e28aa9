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

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs what happens to the connections of an endpoint, at most once a minute for each
 * topic: connections can come and go all the time. Used by the supervisor only.
 */
final class ConnectionLog {

	static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

	private static final Log logger = LogFactory.getLog(ConnectionLog.class);

	private final String endpoint;

	private final Map<String, Long> loggedAt = new HashMap<>();

	private final Map<String, Integer> skipped = new HashMap<>();

	ConnectionLog(String endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Log an item, unless one of the same topic was logged less than a minute ago.
	 * @param item what has happened
	 * @param now the time, by {@link System#nanoTime()}
	 */
	void log(ConnectionNews.Item item, long now) {
		Long before = this.loggedAt.get(item.topic());
		if (before != null && now - before < PAUSE) {
			this.skipped.merge(item.topic(), item.count(), Integer::sum);
			return;
		}
		this.loggedAt.put(item.topic(), now);
		Integer unlogged = this.skipped.remove(item.topic());
		int similar = item.count() - 1 + ((unlogged != null) ? unlogged : 0);
		String message = "ZeroMQ endpoint '" + this.endpoint + "': " + item.text()
				+ ((similar > 0) ? " (" + similar + " similar events were not logged)" : "");
		if (item.warning()) {
			logger.warn(message);
		}
		else {
			logger.info(message);
		}
	}

}
