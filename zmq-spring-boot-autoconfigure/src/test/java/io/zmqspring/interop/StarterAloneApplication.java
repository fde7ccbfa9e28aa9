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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.core.ZmqTemplate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * What {@link StarterAloneTests} runs. Uses nothing that the starter does not bring.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StarterAloneApplication {

	private final BlockingQueue<String> pulled = new LinkedBlockingQueue<>();

	/**
	 * Run the application, send a message and a request over its endpoints, and stop it.
	 * @return what became of them
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static String run() throws InterruptedException {
		String jobs = FreePort.address();
		String orders = FreePort.address();
		SpringApplication application = new SpringApplication(StarterAloneApplication.class);
		application.setRegisterShutdownHook(false);
		try (ConfigurableApplicationContext context = application.run("--spring.main.banner-mode=off",
				"--zmq.endpoints.in.type=pull", "--zmq.endpoints.in.bind=" + jobs, "--zmq.endpoints.out.type=push",
				"--zmq.endpoints.out.connect=" + jobs, "--zmq.endpoints.server.type=rep",
				"--zmq.endpoints.server.bind=" + orders, "--zmq.endpoints.client.type=req",
				"--zmq.endpoints.client.connect=" + orders)) {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			template.to("out").send("größer");
			String text = context.getBean(StarterAloneApplication.class).pulled.poll(20, TimeUnit.SECONDS);
			Receipt receipt = template.to("client").request(new Order("Tür", 4), Receipt.class);
			return "pulled " + text + "; replied " + receipt;
		}
	}

	@ZmqListener("in")
	void pull(String text) {
		this.pulled.add(text);
	}

	@ZmqListener("server")
	Receipt place(Order order) {
		return new Receipt(order.item(), order.quantity() * 2.5);
	}

	record Order(String item, int quantity) {

	}

	record Receipt(String item, double total) {

	}

}
