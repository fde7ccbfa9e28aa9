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

package io.zmqspring.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.socket.ConnectionSnapshot;
import io.zmqspring.socket.ZmqSockets;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.awaitility.Awaitility.await;

/**
 * What {@link LostPeerTests} runs in a virtual machine whose hosts are in a file.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class LateHostApplication {

	/**
	 * Connect to a host without an address, give it one, and send it a request.
	 * @param args the file of the hosts
	 * @throws IOException if the file cannot be written
	 */
	public static void main(String[] args) throws IOException {
		String address = FreePort.address();
		try (ConfigurableApplicationContext context = SpringApplication.run(LateHostApplication.class,
				"--spring.main.banner-mode=off", "--spring.main.web-application-type=none", "--logging.level.root=off",
				"--zmq.defaults.reconnect-interval-max=400ms", "--zmq.endpoints.server.type=rep",
				"--zmq.endpoints.server.bind=" + address, "--zmq.endpoints.client.type=req",
				"--zmq.endpoints.client.connect=" + address.replace("127.0.0.1", "late.example"))) {
			ZmqSockets sockets = context.getBean(ZmqSockets.class);
			await().atMost(Duration.ofSeconds(10)).until(() -> connection(sockets).attempts() > 1);
			System.out.println(connection(sockets).state());
			Files.writeString(Path.of(args[0]), "127.0.0.1 late.example\n");
			System.out.println(context.getBean(ZmqTemplate.class)
				.to("client")
				.timeout(Duration.ofSeconds(15))
				.request("found", String.class));
			System.out.println(connection(sockets).state());
		}
	}

	private static ConnectionSnapshot connection(ZmqSockets sockets) {
		return sockets.get("client").snapshot().connections().get(0);
	}

	@ZmqListener("server")
	String echo(String text) {
		return text;
	}

}
