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

package io.zmqspring.benchmarks.oneway;

import io.zmqspring.benchmarks.run.Senders;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.channel.FluxMessageChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.zeromq.outbound.ZeroMqMessageHandler;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.GenericMessage;

/**
 * Threads that send to a channel with Spring Integration's ZeroMQ handler behind it.
 */
public final class IntegrationPush implements Side {

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();

	private final Senders senders;

	/**
	 * Start the application.
	 * @param settings {@code address}, {@code payload} and {@code threads}
	 */
	public IntegrationPush(Settings settings) {
		this.application.registerBean(Settings.class, () -> settings);
		this.application.register(Flow.class);
		this.application.refresh();
		MessageChannel channel = this.application.getBean("jobs", MessageChannel.class);
		byte[] bytes = Payload.of(settings).bytes();
		this.senders = new Senders(settings.number(StarterPush.THREADS),
				() -> channel.send(new GenericMessage<>(bytes)));
	}

	@Override
	public void begin() {
		this.senders.begin();
	}

	@Override
	public void end() {
		this.senders.end();
	}

	@Override
	public void close() {
		this.application.close();
	}

	/**
	 * A channel and its handler. The channel is a reactive one, as the handler is, so
	 * that a sender is held back while the handler is busy.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Flow {

		@Bean(destroyMethod = "close")
		ZContext context() {
			return new ZContext();
		}

		@Bean
		FluxMessageChannel jobs() {
			return new FluxMessageChannel();
		}

		@Bean
		@ServiceActivator(inputChannel = "jobs")
		ZeroMqMessageHandler handler(ZContext context, Settings settings) {
			return new ZeroMqMessageHandler(context, settings.address(), SocketType.PUSH);
		}

	}

}
