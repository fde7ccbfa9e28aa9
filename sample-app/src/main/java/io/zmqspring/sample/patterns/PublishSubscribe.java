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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.convert.ZmqHeaders;
import io.zmqspring.core.ZmqTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.handler.annotation.Header;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * News by topic: each subscriber gets the topics that it has asked for.
 */
@Component
class PublishSubscribe {

	private static final Logger logger = LoggerFactory.getLogger(PublishSubscribe.class);

	private final ZmqTemplate template;

	private final AtomicInteger counter = new AtomicInteger();

	PublishSubscribe(ZmqTemplate template) {
		this.template = template;
	}

	@ZmqListener(endpoint = "prices", topics = "EUR")
	void euro(String price) {
		logger.info("publish/subscribe: a euro costs {}", price);
	}

	@ZmqListener(endpoint = "prices", topics = { "GBP", "CHF" })
	void other(String price, @Header(ZmqHeaders.TOPIC) String currency) {
		logger.info("publish/subscribe: {} costs {}", currency, price);
	}

	@Scheduled(fixedRate = 1000)
	void publish() {
		int tick = this.counter.getAndIncrement();
		String currency = new String[] { "EUR", "GBP", "CHF" }[tick % 3];
		if (this.template.awaitSubscribers("market", currency, 1, Duration.ofSeconds(5))) {
			this.template.to("market").publish(currency, "1." + (10 + tick % 90));
		}
	}

}
