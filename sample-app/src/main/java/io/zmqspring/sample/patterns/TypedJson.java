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

package io.zmqspring.sample.patterns;

import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.core.ZmqTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Objects instead of texts: JSON on the wire, records on both ends.
 */
@Component
class TypedJson {

	private static final Logger logger = LoggerFactory.getLogger(TypedJson.class);

	private final ZmqTemplate template;

	private final AtomicInteger counter = new AtomicInteger();

	TypedJson(ZmqTemplate template) {
		this.template = template;
	}

	@ZmqListener("orders-server")
	Receipt place(Order order) {
		return new Receipt(order.id(), order.pieces() * 250L);
	}

	@Scheduled(fixedRate = 1000)
	void order() {
		int id = this.counter.incrementAndGet();
		Order order = new Order(id, "tea", 1 + id % 5);
		Receipt receipt = this.template.to("orders-client").request(order, Receipt.class);
		logger.info("json: {} -> {}", order, receipt);
	}

	/**
	 * An order.
	 *
	 * @param id its number
	 * @param article what is ordered
	 * @param pieces how many of them
	 */
	record Order(int id, String article, int pieces) {

	}

	/**
	 * The receipt for an order.
	 *
	 * @param order the number of the order
	 * @param cents the price
	 */
	record Receipt(int order, long cents) {

	}

}
