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

package io.zmqspring.stress;

import java.util.Scanner;
import java.util.concurrent.atomic.AtomicLong;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.socket.ContextSnapshot;
import io.zmqspring.socket.PeerRefusal;
import io.zmqspring.socket.ZmqSockets;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Answers requests and pulls messages on endpoints with default options. It writes a line
 * when it is up, and for each line that it reads one with what it holds, each after
 * {@value #ANSWER}; what it logs comes in between.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class LargeMessageApplication {

	static final String ANSWER = "> ";

	private final AtomicLong pulled = new AtomicLong();

	/**
	 * Run the application.
	 * @param args the addresses to bind to, for requests and for messages
	 */
	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(LargeMessageApplication.class,
				"--spring.main.banner-mode=off", "--spring.main.web-application-type=none", "--logging.level.root=warn",
				"--zmq.endpoints.server.type=rep", "--zmq.endpoints.server.bind=" + args[0],
				"--zmq.endpoints.jobs.type=pull", "--zmq.endpoints.jobs.bind=" + args[1]);
		System.out.println(ANSWER + "up");
		LargeMessageApplication application = context.getBean(LargeMessageApplication.class);
		ZmqSockets sockets = context.getBean(ZmqSockets.class);
		for (Scanner commands = new Scanner(System.in); commands.hasNextLine(); commands.nextLine()) {
			ContextSnapshot known = sockets.contexts().get(0);
			System.out.println(ANSWER + "memory=" + (Resources.heap() + Resources.direct()) + " pulled="
					+ application.pulled + " rebuilds=" + known.rebuilds() + " ioErrors=" + known.ioErrors() + " peers="
					+ (sockets.get("server").peers() + sockets.get("jobs").peers()) + " refused="
					+ sockets.get("server").snapshot().refusals().getOrDefault(PeerRefusal.MEMORY, 0L));
		}
	}

	@ZmqListener("server")
	String answer(byte[] payload) {
		return Integer.toString(payload.length);
	}

	@ZmqListener("jobs")
	void pull(byte[] payload) {
		this.pulled.incrementAndGet();
	}

}
