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

package io.zmqspring.annotation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.zmqspring.convert.BytesCodec;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.TextCodec;
import io.zmqspring.endpoint.CallObserver;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.listener.ListenerSettings;
import io.zmqspring.listener.LoggingErrorHandler;
import io.zmqspring.listener.MethodListenerFactory;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZMsgConverter;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.DefaultConversionService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqListenerAnnotationBeanPostProcessor}.
 */
class ZmqListenerAnnotationBeanPostProcessorTests {

	@Test
	void whenMethodIsAnnotatedThenItGetsMessages() throws Exception {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Setup.class,
				Simple.class)) {
			context.getBean(ZmqSockets.class).get("jobs-out").send(ZmqMessage.ofText("one"));
			assertThat(context.getBean(Simple.class).got.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
		}
	}

	static class Simple {

		final BlockingQueue<String> got = new LinkedBlockingQueue<>();

		@ZmqListener("jobs")
		void job(String text) {
			this.got.add(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Setup {

		@Bean
		ZmqSockets sockets() {
			return new ZmqSockets(SocketLayerSettings.DEFAULTS,
					List.of(ZmqEndpoint.of("jobs", SocketType.PULL, List.of("inproc://jobs"), List.of()),
							ZmqEndpoint.of("jobs-out", SocketType.PUSH, List.of(), List.of("inproc://jobs"))),
					Map.of(), List.of(), List.of());
		}

		@Bean
		PayloadConverter converter() {
			return new PayloadConverter(List.of(new BytesCodec(), new TextCodec()), List.of(new ZMsgConverter()));
		}

		@Bean
		ZmqListenerRegistry registry(ZmqSockets sockets, PayloadConverter converter) {
			return new ZmqListenerRegistry(sockets, converter, ListenerSettings.DEFAULTS, new LoggingErrorHandler(),
					CallObserver.NONE, null);
		}

		@Bean
		MethodListenerFactory listeners(ZmqSockets sockets, PayloadConverter converter) {
			return new MethodListenerFactory(sockets, converter, DefaultConversionService.getSharedInstance(), null,
					List.of(), null);
		}

		@Bean
		static ZmqListenerAnnotationBeanPostProcessor processor() {
			return new ZmqListenerAnnotationBeanPostProcessor();
		}

	}

}
