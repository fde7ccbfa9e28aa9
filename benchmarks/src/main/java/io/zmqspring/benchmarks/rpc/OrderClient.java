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

package io.zmqspring.benchmarks.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.zmqspring.benchmarks.run.Callers;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import org.HdrHistogram.Histogram;

/**
 * The side that places orders, with as many threads as the setting {@code callers} says.
 * Each thread places an order of its own number, so that a reply to another thread's
 * order is told apart.
 */
abstract class OrderClient implements Side {

	static final String CALLERS = "callers";

	private final Callers callers;

	/**
	 * Create a client that is at rest.
	 * @param settings the settings
	 * @param calls makes the call of one thread from the order that it places
	 */
	OrderClient(Settings settings, Function<Order, Callers.Call> calls) {
		this.callers = new Callers(orders(settings).stream().map(calls).toList());
	}

	/**
	 * Return one order for each caller.
	 */
	static List<Order> orders(Settings settings) {
		Order sample = Order.sample();
		List<Order> orders = new ArrayList<>();
		for (int i = 0; i < settings.number(CALLERS); i++) {
			orders.add(new Order(sample.id() + i, sample.name(), sample.amount(), sample.items()));
		}
		return orders;
	}

	/**
	 * Check a reply.
	 * @param expected the id of the order
	 * @param actual the id in the reply
	 */
	static void requireSame(long expected, long actual) {
		if (expected != actual) {
			throw new IllegalStateException("Order " + expected + " was answered by order " + actual);
		}
	}

	@Override
	public final void begin() {
		this.callers.begin();
	}

	@Override
	public final void end() {
		this.callers.end();
	}

	@Override
	public final long operations() {
		return this.callers.completed();
	}

	@Override
	public final long failures() {
		return this.callers.failed();
	}

	@Override
	public final Histogram times() {
		return this.callers.times();
	}

}
