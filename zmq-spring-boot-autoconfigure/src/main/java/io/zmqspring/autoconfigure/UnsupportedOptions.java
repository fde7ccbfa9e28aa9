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

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The options that ZeroMQ has and JeroMQ 0.6.0 has not, or has in a way that harms; they
 * have no property, and setting one fails with an explanation.
 */
final class UnsupportedOptions {

	private static final String NO_MULTICAST = "JeroMQ has no multicast transport";

	private static final String ALWAYS_BOTH = "a req endpoint always works as with req-relaxed and req-correlate: "
			+ "any number of requests at once, each with its own correlation id";

	private static final String ABSENT = "JeroMQ does not have this option";

	private static final Map<String, String> REASONS = reasons();

	private UnsupportedOptions() {
	}

	/**
	 * Return why an option cannot be set.
	 * @param option the name of the option, in kebab or camel case
	 * @return the reason, or null if it is no such option
	 */
	static @Nullable String reason(String option) {
		String uniform = uniform(option);
		if (uniform.startsWith("gssapi")) {
			return "JeroMQ's GSSAPI security does not work";
		}
		return REASONS.entrySet()
			.stream()
			.filter((entry) -> uniform(entry.getKey()).equals(uniform))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	private static String uniform(String option) {
		return option.replace("-", "").toLowerCase(Locale.ROOT);
	}

	private static Map<String, String> reasons() {
		Map<String, String> reasons = new LinkedHashMap<>();
		reasons.put("tos", "JeroMQ would set the size of the send buffer instead of the type of service");
		reasons.put("type-of-service", "JeroMQ would set the size of the send buffer instead of the type of service");
		reasons.put("socks-proxy", "JeroMQ's I/O thread fails on it");
		reasons.put("tcp-accept-filter", "JeroMQ compares it with the listener's own address, not with the peer's");
		reasons.put("multicast-hops", NO_MULTICAST);
		reasons.put("multicast-rate", NO_MULTICAST);
		reasons.put("multicast-loop", NO_MULTICAST);
		reasons.put("rate", NO_MULTICAST);
		reasons.put("recovery-interval", NO_MULTICAST);
		reasons.put("heartbeat-ttl", "with it JeroMQ loses its heartbeat timer and never detects a dead peer");
		reasons.put("req-relaxed", ALWAYS_BOTH);
		reasons.put("req-correlate", ALWAYS_BOTH);
		reasons.put("xpub-manual", "it needs the raw socket while a subscription is handled");
		reasons.put("xpub-welcome-message", ABSENT);
		reasons.put("connect-timeout", ABSENT);
		reasons.put("reconnect-stop", ABSENT);
		reasons.put("zap-enforce-domain", ABSENT);
		return reasons;
	}

}
