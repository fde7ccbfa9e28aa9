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

package io.zmqspring.observation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;

/**
 * Keeps what was observed, and what happened to it in which order.
 */
public final class RecordedObservations implements ObservationHandler<Observation.Context> {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final List<String> events = new CopyOnWriteArrayList<>();

	private final List<Observation.Context> ended = new CopyOnWriteArrayList<>();

	public RecordedObservations() {
		this.registry.observationConfig().observationHandler(this);
	}

	public ObservationRegistry registry() {
		return this.registry;
	}

	public ZmqObservations observations() {
		return new ZmqObservations(this.registry);
	}

	/**
	 * Return what happened: {@code start}, {@code open}, {@code close}, {@code error} and
	 * {@code stop}, each with the name of the observation.
	 */
	public List<String> events() {
		return List.copyOf(this.events);
	}

	/**
	 * Return the observations that have ended, each as its name, the name of its endpoint
	 * and its outcome.
	 */
	public List<String> ended() {
		return this.ended.stream()
			.map((context) -> context.getName() + ' ' + value(context, "endpoint") + ' ' + value(context, "outcome"))
			.toList();
	}

	public List<Observation.Context> contexts() {
		return List.copyOf(this.ended);
	}

	public static String value(Observation.Context context, String key) {
		KeyValue value = context.getLowCardinalityKeyValue(key);
		return (value != null) ? value.getValue() : "";
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

	@Override
	public void onStart(Observation.Context context) {
		this.events.add("start " + context.getName());
	}

	@Override
	public void onScopeOpened(Observation.Context context) {
		this.events.add("open " + context.getName());
	}

	@Override
	public void onScopeClosed(Observation.Context context) {
		this.events.add("close " + context.getName());
	}

	@Override
	public void onError(Observation.Context context) {
		this.events.add("error " + context.getName());
	}

	@Override
	public void onStop(Observation.Context context) {
		this.events.add("stop " + context.getName());
		this.ended.add(context);
	}

}
