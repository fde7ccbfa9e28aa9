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

import java.nio.charset.StandardCharsets;
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
 * A conversation without lock-step: the router answers each report of the device that it
 * knows by its routing id, with as many commands as it likes.
 */
@Component
class RouterDealer {

	private static final Logger logger = LoggerFactory.getLogger(RouterDealer.class);

	private final ZmqTemplate template;

	private final AtomicInteger counter = new AtomicInteger();

	RouterDealer(ZmqTemplate template) {
		this.template = template;
	}

	@Scheduled(fixedRate = 1000)
	void report() {
		this.template.to("device").send("temperature " + (20 + this.counter.getAndIncrement() % 10));
	}

	@ZmqListener("control")
	void control(String report, @Header(ZmqHeaders.ROUTING_ID) byte[] device) {
		logger.info("router/dealer: {} reports {}", new String(device, StandardCharsets.UTF_8), report);
		this.template.to("control").routingId(device).send("open the window");
		this.template.to("control").routingId(device).send("close the window");
	}

	@ZmqListener("device")
	void obey(String command) {
		logger.info("router/dealer: the device was told to {}", command);
	}

}
