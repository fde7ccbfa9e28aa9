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

import java.util.List;
import java.util.Map;

import io.zmqspring.benchmarks.run.Settings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link OrderClient}.
 */
class OrderClientTests {

	private static final Settings TWO_CALLERS = new Settings(Map.of(Settings.CALLERS, "2"));

	@Test
	void eachCallerHasAnOrderOfItsOwn() {
		List<Order> orders = OrderClient.orders(TWO_CALLERS);
		assertThat(orders).extracting(Order::id).doesNotHaveDuplicates().hasSize(2);
	}

	@Test
	void whenTheReplyIsToAnotherOrderThenTheCallFails() {
		OrderClient client = new OrderClient(TWO_CALLERS) {

			@Override
			long place(int caller, Order order) {
				return Order.sample().id();
			}

			@Override
			public void close() {
			}

		};
		client.begin();
		await().until(() -> client.failures() > 0 && client.operations() > 0);
		client.end();
	}

}
