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

package io.zmqspring.sample.serve;

import java.io.PrintStream;

import io.zmqspring.annotation.ZmqListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Prints each text that it receives, and replies to it.
 */
@Component
class Greeter {

	private static final Logger logger = LoggerFactory.getLogger(Greeter.class);

	private final PrintStream standardOutput;

	Greeter(PrintStream standardOutput) {
		this.standardOutput = standardOutput;
	}

	@EventListener
	void sayWhere(ApplicationReadyEvent event) {
		logger.info("greeter listens on port {}",
				event.getApplicationContext().getEnvironment().getProperty("local.zmq.greeter.port"));
	}

	@ZmqListener("greeter")
	String greet(String text) {
		this.standardOutput.println("received: " + text);
		return "echo: " + text;
	}

}
