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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.listener.ListenerError;
import io.zmqspring.listener.ListenerSnapshot;
import io.zmqspring.listener.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListenerRegistry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Messages that a listener cannot handle, and the good one after each of them.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class PoisonMessageTests {

	private static final int POISONED = 5;

	private static final String SENDER = """
			import sys, zmq
			socket = zmq.Context().socket(getattr(zmq, sys.argv[2]))
			socket.connect(sys.argv[1])
			poison = [[b"{not json"], [b""], [b'{"item":"a","quantity":1}', b"a second frame"],
			          [b'{"item":"a","quantity":-1}'], [b'{"item":"boom","quantity":1}']]
			for i, message in enumerate(poison):
			    socket.send_multipart(message)
			    if sys.argv[2] == "REQ":
			        print(socket.recv_string())
			    socket.send_string('{"item":"good","quantity":%d}' % (i + 1))
			    if sys.argv[2] == "REQ":
			        print(socket.recv_string())
			input()
			""";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, JacksonAutoConfiguration.class,
				ValidationAutoConfiguration.class))
		.withPropertyValues("zmq.endpoints.orders.bind=tcp://127.0.0.1:*");

	@Test
	void theErrorHandlerGetsEachAndTheNextGoodMessageIsHandled() {
		this.runner.withPropertyValues("zmq.endpoints.orders.type=pull")
			.withBean("errors", Errors.class)
			.withBean(Watched.class)
			.run((context) -> {
				try (PyPeer python = PyPeer.start(SENDER, address(context.getEnvironment()), "PUSH")) {
					Orders.expectGood(context.getBean(Watched.class).quantities);
					BlockingQueue<ListenerError> errors = context.getBean(Errors.class).errors;
					assertThat(next(errors).cause()).isInstanceOf(ZmqConversionException.class);
					assertThat(next(errors).cause()).isInstanceOf(ZmqConversionException.class);
					assertThat(next(errors).cause()).isInstanceOf(ZmqConversionException.class)
						.hasMessageContaining("one payload frame");
					ListenerError invalid = next(errors);
					assertThat(invalid.cause()).isInstanceOf(MethodArgumentNotValidException.class)
						.hasMessageContaining("quantity");
					assertThat(invalid.endpoint()).isEqualTo("orders");
					assertThat(invalid.listener()).isEqualTo("watched");
					assertThat(invalid.message().text(0)).contains("-1");
					assertThat(next(errors).cause()).isInstanceOf(IllegalStateException.class).hasMessage("by intent");
					expectCounted(context.getBean(ZmqListenerRegistry.class), "watched");
				}
			});
	}

	@Test
	void theDefaultErrorHandlerLogsEachOnce(CapturedOutput output) {
		this.runner.withPropertyValues("zmq.endpoints.orders.type=pull").withBean(Unwatched.class).run((context) -> {
			try (PyPeer python = PyPeer.start(SENDER, address(context.getEnvironment()), "PUSH")) {
				Orders.expectGood(context.getBean(Unwatched.class).quantities);
				expectCounted(context.getBean(ZmqListenerRegistry.class), "unwatched");
				List<String> logged = output.getAll()
					.lines()
					.filter((line) -> line.contains("LoggingErrorHandler") && line.contains("'unwatched'"))
					.toList();
				assertThat(logged).hasSize(POISONED);
				assertThat(logged.get(0)).contains("{not json");
			}
		});
	}

	@Test
	void anErrorHandlerAnswersTheRequest() {
		this.runner.withPropertyValues("zmq.endpoints.orders.type=rep")
			.withBean("errors", Errors.class)
			.withBean(Answering.class)
			.run((context) -> {
				try (PyPeer python = PyPeer.start(SENDER, address(context.getEnvironment()), "REQ")) {
					for (int i = 1; i <= POISONED; i++) {
						assertThat(python.readLine()).startsWith("error: ");
						python.expect("accepted " + i);
					}
					expectCounted(context.getBean(ZmqListenerRegistry.class), "answering");
				}
			});
	}

	private static void expectCounted(ZmqListenerRegistry registry, String id) {
		await().untilAsserted(() -> {
			ListenerSnapshot snapshot = registry.get(id).snapshot();
			assertThat(snapshot.failed()).isEqualTo(POISONED);
			assertThat(snapshot.handled()).isEqualTo(2 * POISONED);
		});
	}

	private static String address(org.springframework.core.env.Environment environment) {
		return "tcp://127.0.0.1:" + environment.getRequiredProperty("local.zmq.orders.port");
	}

	private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
		return queue.poll(20, TimeUnit.SECONDS);
	}

	static class Errors implements ZmqErrorHandler {

		private final BlockingQueue<ListenerError> errors = new LinkedBlockingQueue<>();

		@Override
		public Object handle(ListenerError error) {
			this.errors.add(error);
			return "error: " + error.cause().getClass().getSimpleName();
		}

	}

	abstract static class Orders {

		protected final BlockingQueue<Integer> quantities = new LinkedBlockingQueue<>();

		static void expectGood(BlockingQueue<Integer> quantities) throws InterruptedException {
			for (int i = 1; i <= POISONED; i++) {
				assertThat(next(quantities)).isEqualTo(i);
			}
			assertThat(quantities).isEmpty();
		}

		protected void accept(Order order) {
			if (order.item().equals("boom")) {
				throw new IllegalStateException("by intent");
			}
			this.quantities.add(order.quantity());
		}

	}

	static class Watched extends Orders {

		@ZmqListener(id = "watched", endpoint = "orders", errorHandler = "#{@errors}")
		void place(@Payload @Valid Order order) {
			accept(order);
		}

	}

	static class Unwatched extends Orders {

		@ZmqListener(id = "unwatched", endpoint = "orders")
		void place(@Payload @Valid Order order) {
			accept(order);
		}

	}

	static class Answering extends Orders {

		@ZmqListener(id = "answering", endpoint = "orders", errorHandler = "errors")
		String place(@Payload @Valid Order order) {
			accept(order);
			return "accepted " + order.quantity();
		}

	}

	record Order(String item, @Positive int quantity) {

	}

}
