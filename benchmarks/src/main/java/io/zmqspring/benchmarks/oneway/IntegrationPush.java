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

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.zmqspring.benchmarks.run.DrivingSide;
import io.zmqspring.benchmarks.run.RawConnections;
import io.zmqspring.benchmarks.run.Settings;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.zeromq.outbound.ZeroMqMessageHandler;
import org.springframework.messaging.support.GenericMessage;

/**
 * Threads that send with Spring Integration's ZeroMQ handler, which may have so many
 * messages in hand. Behind a channel it would be slower: a {@code FluxMessageChannel}
 * that is full sleeps for 10 ms, a {@code DirectChannel} has no limit.
 */
public final class IntegrationPush extends DrivingSide {

	private static final int IN_HAND = 256;

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();

	private final Semaphore room = new Semaphore(IN_HAND);

	private final ZeroMqMessageHandler handler;

	private final byte[] bytes;

	/**
	 * Start the application.
	 * @param settings {@code address}, {@code payload} and {@code threads}
	 */
	public IntegrationPush(Settings settings) {
		super(settings.number(Settings.THREADS));
		this.bytes = Payload.of(settings).bytes();
		this.application.registerBean(Settings.class, () -> settings);
		this.application.register(Flow.class);
		this.application.refresh();
		this.handler = this.application.getBean(ZeroMqMessageHandler.class);
		this.handler.start();
	}

	@Override
	protected void step(int thread) throws InterruptedException {
		if (!this.room.tryAcquire(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new IllegalStateException("Not sent in time");
		}
		this.handler.handleMessage(new GenericMessage<>(this.bytes))
			.doFinally((signal) -> this.room.release())
			.subscribe(null, this::failed);
	}

	@Override
	public void close() {
		this.application.close();
	}

	/**
	 * The handler.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Flow {

		@Bean(destroyMethod = "close")
		ZContext context() {
			return new ZContext();
		}

		@Bean
		ZeroMqMessageHandler handler(ZContext context, Settings settings) {
			ZeroMqMessageHandler handler = new ZeroMqMessageHandler(context, settings.address(), SocketType.PUSH);
			handler.setSocketConfigurer((socket) -> socket.setHandshakeIvl(RawConnections.HANDSHAKE_MILLIS));
			return handler;
		}

	}

}
