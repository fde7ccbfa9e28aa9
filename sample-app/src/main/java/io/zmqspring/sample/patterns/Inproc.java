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
 * Two ends of a pair inside one process, without a network.
 */
@Component
class Inproc {

	private static final Logger logger = LoggerFactory.getLogger(Inproc.class);

	private final ZmqTemplate template;

	private final AtomicInteger counter = new AtomicInteger();

	Inproc(ZmqTemplate template) {
		this.template = template;
	}

	@Scheduled(fixedRate = 1000)
	void send() {
		this.template.to("left").send("note " + this.counter.incrementAndGet());
	}

	@ZmqListener("right")
	void receive(String note) {
		logger.info("inproc: right got '{}' from left", note);
	}

}
