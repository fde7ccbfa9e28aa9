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
 * Jobs that are spread over workers. Here all three are in one application; they could as
 * well be on three machines.
 */
@Component
class PushPull {

	private static final Logger logger = LoggerFactory.getLogger(PushPull.class);

	private final ZmqTemplate template;

	private final AtomicInteger counter = new AtomicInteger();

	PushPull(ZmqTemplate template) {
		this.template = template;
	}

	@ZmqListener("worker-1")
	@ZmqListener("worker-2")
	@ZmqListener("worker-3")
	void work(String job, @Header(ZmqHeaders.ENDPOINT) String worker) {
		logger.info("push/pull: {} does {}", worker, job);
	}

	@Scheduled(fixedRate = 1000)
	void push() {
		if (this.template.awaitPeers("jobs", 3, Duration.ofSeconds(5))) {
			this.template.to("jobs").send("job " + this.counter.incrementAndGet());
		}
	}

}
