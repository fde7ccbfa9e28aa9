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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.core.ZmqOperations;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.listener.ZmqErrorHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Null as the payload of messages, requests and replies, on both sides of each.
 */
@Timeout(60)
class NullPayloadTests {

	private static final ZmqMessage EMPTY = ZmqMessage.ofText("");

	private static final ZmqMessage JSON_NULL = ZmqMessage.ofText("null");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(Shop.class)
		.withPropertyValues("zmq.endpoints.orders.type=rep", "zmq.endpoints.orders.bind=inproc://orders",
				"zmq.endpoints.shop.type=req", "zmq.endpoints.shop.connect=inproc://orders",
				"zmq.endpoints.jobs.type=push", "zmq.endpoints.jobs.bind=inproc://jobs", "zmq.endpoints.work.type=pull",
				"zmq.endpoints.work.connect=inproc://jobs");

	@Test
	void whenRequestIsNullThenTheListenerGetsNull() {
		this.contextRunner.run((context) -> {
			ZmqOperations.CallSpec shop = context.getBean(ZmqTemplate.class).to("shop");
			for (Object payload : new Object[] { null, EMPTY, JSON_NULL }) {
				assertThat(shop.request(payload, Receipt.class)).isEqualTo(new Receipt(0));
			}
		});
	}

	@Test
	void whenReplyIsNullThenTheRequestReturnsNull() {
		this.contextRunner.run((context) -> {
			ZmqOperations.CallSpec shop = context.getBean(ZmqTemplate.class).to("shop");
			Order unknown = new Order(-1);
			assertThat(shop.request(unknown, Receipt.class)).isNull();
			assertThat(shop.requestAsync(unknown, Receipt.class).get(10, TimeUnit.SECONDS)).isNull();
			assertThat(shop.request(unknown, new ParameterizedTypeReference<List<Receipt>>() {
			})).isNull();
			assertThat(shop.request(unknown, new ParameterizedTypeReference<Optional<Receipt>>() {
			})).isEqualTo(Optional.empty());
			assertThat(shop.request(unknown, ZmqMessage.class)).isEqualTo(EMPTY);
			assertThat(shop.request(unknown, String.class)).isEmpty();
			assertThat(shop.request(new Order(7), Receipt.class)).isEqualTo(new Receipt(7));
		});
	}

	@Test
	void whenMessageIsNullThenTheErrorHandlerIsToldThatItIsRequired() {
		this.contextRunner.run((context) -> {
			BlockingQueue<Throwable> errors = context.getBean(Shop.class).errors;
			for (Object payload : new Object[] { null, EMPTY, JSON_NULL }) {
				context.getBean(ZmqTemplate.class).to("jobs").send(payload);
				assertThat(errors.poll(10, TimeUnit.SECONDS)).isInstanceOf(ZmqConversionException.class)
					.hasMessageContaining("the payload is null");
			}
			context.getBean(ZmqTemplate.class).to("jobs").send(new Order(3));
			assertThat(context.getBean(Shop.class).worked.poll(10, TimeUnit.SECONDS)).isEqualTo(new Order(3));
		});
	}

	record Order(int id) {

	}

	record Receipt(int order) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Shop {

		private final BlockingQueue<Order> worked = new LinkedBlockingQueue<>();

		private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();

		@ZmqListener("orders")
		@Nullable Receipt place(@Nullable Order order) {
			if (order == null) {
				return new Receipt(0);
			}
			return (order.id() > 0) ? new Receipt(order.id()) : null;
		}

		@ZmqListener("work")
		void work(Order order) {
			this.worked.add(order);
		}

		@Bean
		ZmqErrorHandler zmqErrorHandler() {
			return (error) -> {
				this.errors.add(error.cause());
				return null;
			};
		}

	}

}
