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

import io.zmqspring.benchmarks.run.CallingSide;
import io.zmqspring.benchmarks.run.Settings;

/**
 * The side that places orders, with as many threads as the setting {@code callers} says.
 * Each thread places an order of its own number, so that a reply to another thread's
 * order is told apart.
 */
abstract class OrderClient extends CallingSide {

	private final List<Order> orders;

	OrderClient(Settings settings) {
		super(settings.number(Settings.CALLERS));
		this.orders = orders(settings);
	}

	/**
	 * Return one order for each caller.
	 */
	static List<Order> orders(Settings settings) {
		Order sample = Order.sample();
		List<Order> orders = new ArrayList<>();
		for (int i = 0; i < settings.number(Settings.CALLERS); i++) {
			orders.add(new Order(sample.id() + i, sample.name(), sample.amount(), sample.items()));
		}
		return orders;
	}

	/**
	 * Place an order and wait for the reply.
	 * @param caller which of the callers places it, from 0
	 * @param order the caller's order
	 * @return the id in the reply
	 * @throws Exception if there is no reply
	 */
	abstract long place(int caller, Order order) throws Exception;

	@Override
	protected final void call(int caller) throws Exception {
		Order order = this.orders.get(caller);
		long answered = place(caller, order);
		if (answered != order.id()) {
			throw new IllegalStateException("Order " + order.id() + " was answered by order " + answered);
		}
	}

}
