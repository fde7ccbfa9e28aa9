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

package io.zmqspring.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.zmqspring.endpoint.CallObserver;
import org.jspecify.annotations.Nullable;

/**
 * Times each handled message as {@code zmq.listener} and each request as
 * {@code zmq.request}. The tag {@code error} has the simple name of the exception, or
 * {@code none}.
 */
public final class MicrometerCallObserver implements CallObserver {

	private static final String NO_ERROR = "none";

	private final MeterRegistry registry;

	private final Map<Call, Timer> timers = new ConcurrentHashMap<>();

	public MicrometerCallObserver(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void handled(String endpoint, String listener, long nanos, @Nullable Throwable error) {
		record(new Call(endpoint, listener, name(error)), nanos);
	}

	@Override
	public void requested(String endpoint, long nanos, @Nullable Throwable error) {
		record(new Call(endpoint, null, name(error)), nanos);
	}

	private void record(Call call, long nanos) {
		Timer timer = this.timers.get(call);
		if (timer == null) {
			timer = this.timers.computeIfAbsent(call, this::timer);
		}
		timer.record(nanos, TimeUnit.NANOSECONDS);
	}

	private Timer timer(Call call) {
		Tags tags = Tags.of(ZmqMetrics.SYSTEM, Tag.of("endpoint", call.endpoint()), Tag.of("error", call.error()));
		if (call.listener() == null) {
			return Timer.builder("zmq.request")
				.description("Time from a request to its reply")
				.tags(tags)
				.register(this.registry);
		}
		return Timer.builder("zmq.listener")
			.description("Time that a listener took for a message")
			.tags(tags.and("listener", call.listener()))
			.register(this.registry);
	}

	private static String name(@Nullable Throwable error) {
		return (error != null) ? error.getClass().getSimpleName() : NO_ERROR;
	}

	/**
	 * What tells one timer from another.
	 *
	 * @param endpoint the name of the endpoint
	 * @param listener the id of the listener, or null for a request
	 * @param error the name of the exception
	 */
	private record Call(String endpoint, @Nullable String listener, String error) {

	}

}
