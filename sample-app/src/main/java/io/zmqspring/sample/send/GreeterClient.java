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

package io.zmqspring.sample.send;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.ReadableDuration;
import io.zmqspring.endpoint.ZmqException;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Sends texts, one after the other, and prints the replies.
 */
@Component
public class GreeterClient {

	/**
	 * How long a server that is there may take to answer the connection.
	 */
	private static final Duration SILENT_WAIT = Duration.ofMillis(300);

	private final ZmqTemplate template;

	private final String address;

	GreeterClient(ZmqTemplate template, Environment environment) {
		this.template = template;
		this.address = environment.getRequiredProperty("zmq.endpoints.greeter.connect");
	}

	/**
	 * Send texts and print a line for each reply.
	 * @param texts the texts to send
	 * @param wait how long to wait for the server
	 * @param replies where the replies go
	 * @param errors where it is told what went wrong
	 * @return whether each text was answered
	 */
	public boolean send(List<String> texts, Duration wait, PrintStream replies, PrintStream errors) {
		if (!await(wait, errors)) {
			errors.println("no server at " + this.address + " within " + ReadableDuration.of(wait));
			return false;
		}
		try {
			for (String text : texts) {
				replies.println(this.template.to("greeter").request(text, String.class));
			}
			return true;
		}
		catch (ZmqException ex) {
			errors.println(ex.getMessage());
			return false;
		}
	}

	private boolean await(Duration wait, PrintStream errors) {
		Duration silent = (wait.compareTo(SILENT_WAIT) < 0) ? wait : SILENT_WAIT;
		if (this.template.awaitPeers("greeter", 1, silent)) {
			return true;
		}
		errors.println("waiting for " + this.address);
		return this.template.awaitPeers("greeter", 1, wait.minus(silent));
	}

}
