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

package io.zmqspring.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.zmqspring.socket.ConnectionSnapshot;
import io.zmqspring.socket.EndpointSnapshot;
import io.zmqspring.socket.ManagedSocket;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of one endpoint. It is up while its socket is open, the thread that reads it
 * is alive, all its bind addresses are bound and, if it only connects, at least one of
 * its connect addresses is connected.
 * <p>
 * Reads a snapshot and touches no socket; may be called from any thread.
 */
public final class ZmqEndpointHealthIndicator implements HealthIndicator {

	private final ManagedSocket socket;

	public ZmqEndpointHealthIndicator(ManagedSocket socket) {
		this.socket = socket;
	}

	@Override
	public Health health() {
		EndpointSnapshot snapshot = this.socket.snapshot();
		Health.Builder health = isUp(snapshot) ? Health.up() : Health.down();
		health.withDetail("type", snapshot.endpoint().type().label())
			.withDetail("context", snapshot.endpoint().context())
			.withDetail("socket", lower(snapshot.state()))
			.withDetail("bind", addresses(snapshot, true))
			.withDetail("connect", addresses(snapshot, false))
			.withDetail("peers", snapshot.peers())
			.withDetail("refusals", refusals(snapshot))
			.withDetail("pollerAlive", snapshot.pollerAlive())
			.withDetail("waitingSenders", snapshot.waitingSenders());
		if (snapshot.lastError() != null) {
			health.withDetail("lastError", snapshot.lastError());
		}
		return health.build();
	}

	private static boolean isUp(EndpointSnapshot snapshot) {
		List<ConnectionSnapshot> bound = of(snapshot, true);
		return snapshot.state() == EndpointSnapshot.State.OPEN && snapshot.pollerAlive()
				&& bound.stream().allMatch((connection) -> connection.state() == ConnectionSnapshot.State.BOUND)
				&& (!bound.isEmpty() || of(snapshot, false).stream()
					.anyMatch((connection) -> connection.state() == ConnectionSnapshot.State.CONNECTED));
	}

	private static List<ConnectionSnapshot> of(EndpointSnapshot snapshot, boolean bind) {
		return snapshot.connections().stream().filter((connection) -> connection.bind() == bind).toList();
	}

	private static Map<String, Object> addresses(EndpointSnapshot snapshot, boolean bind) {
		Map<String, Object> addresses = new LinkedHashMap<>();
		of(snapshot, bind).forEach((connection) -> addresses.put(connection.address(), details(connection)));
		return addresses;
	}

	private static Map<String, Object> details(ConnectionSnapshot connection) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", lower(connection.state()));
		if (connection.actual() != null) {
			details.put("actual", connection.actual());
		}
		if (!connection.bind() || connection.attempts() > 0) {
			details.put("attempts", connection.attempts());
		}
		if (connection.lastError() != null) {
			details.put("lastError", connection.lastError());
		}
		return details;
	}

	private static Map<String, Long> refusals(EndpointSnapshot snapshot) {
		Map<String, Long> refusals = new LinkedHashMap<>();
		snapshot.refusals().forEach((reason, count) -> refusals.put(reason.tag(), count));
		return refusals;
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
