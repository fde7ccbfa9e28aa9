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

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.core.ZmqTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * A question and its answer: the return value of the listener is the reply.
 */
@Component
class RequestReply {

	private static final Logger logger = LoggerFactory.getLogger(RequestReply.class);

	private final ZmqTemplate template;

	private final AtomicInteger counter = new AtomicInteger();

	RequestReply(ZmqTemplate template) {
		this.template = template;
	}

	@ZmqListener("echo-server")
	String answer(String question) {
		return question.toUpperCase(Locale.ROOT);
	}

	@Scheduled(fixedRate = 1000)
	void ask() {
		String question = "hello " + this.counter.incrementAndGet();
		String answer = this.template.to("echo-client").request(question, String.class);
		logger.info("request/reply: asked '{}', was answered '{}'", question, answer);
	}

}
