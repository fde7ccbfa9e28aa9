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

package io.zmqspring.autoconfigure;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.core.ZmqTemplate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application that makes one request and prints the reply; run with the libraries that
 * have to be there, and no others.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BareApplication {

	@ZmqListener("orders")
	String echo(String text) {
		return "echo: " + text;
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(BareApplication.class,
				"--zmq.endpoints.orders.type=rep", "--zmq.endpoints.orders.bind=inproc://orders",
				"--zmq.endpoints.place.type=req", "--zmq.endpoints.place.connect=inproc://orders")) {
			String reply = context.getBean(ZmqTemplate.class).to("place").request("one", String.class);
			System.out.println("reply: " + reply);
		}
	}

}
