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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.zmqspring.listener.ListenerContainer;
import io.zmqspring.listener.RegistryObserver;
import io.zmqspring.listener.ZmqListenerRegistry;

/**
 * Binds the gauges of all listeners: {@code zmq.listener.queued} and
 * {@code zmq.listener.in.flight}, which together are at most
 * {@code zmq.listener.prefetch}. Listeners that are registered later get them too; they
 * end with their listener.
 */
public final class ZmqListenerMetrics implements MeterBinder {

	private final ZmqListenerRegistry listeners;

	public ZmqListenerMetrics(ZmqListenerRegistry listeners) {
		this.listeners = listeners;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.listeners.observe(new Gauges(registry));
	}

	/**
	 * The gauges in one meter registry.
	 */
	private static final class Gauges implements RegistryObserver {

		private final MeterRegistry registry;

		private final Map<ListenerContainer, List<Gauge>> gauges = new ConcurrentHashMap<>();

		Gauges(MeterRegistry registry) {
			this.registry = registry;
		}

		@Override
		public void registered(ListenerContainer container) {
			Tags tags = Tags.of(ZmqMetrics.SYSTEM, Tag.of("endpoint", container.definition().endpoint()),
					Tag.of("listener", container.id()));
			this.gauges.put(container, List.of(
					Gauge.builder("zmq.listener.queued", container, (it) -> it.snapshot().queued())
						.description("Messages taken over that wait for a worker")
						.tags(tags)
						.register(this.registry),
					Gauge.builder("zmq.listener.in.flight", container, (it) -> it.snapshot().inFlight())
						.description("Messages that are being handled or whose asynchronous reply is outstanding")
						.tags(tags)
						.register(this.registry)));
		}

		@Override
		public void unregistered(ListenerContainer container) {
			List<Gauge> ended = this.gauges.remove(container);
			if (ended != null) {
				ended.forEach(this.registry::remove);
			}
		}

	}

}
