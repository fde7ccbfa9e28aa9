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

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.zeromq.inbound.ZeroMqMessageProducer;
import org.springframework.messaging.MessageChannel;

/**
 * A service activator behind Spring Integration's ZeroMQ producer.
 */
public final class IntegrationPull implements Side {

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();

	private final LongAdder received = new LongAdder();

	public IntegrationPull(Settings settings) {
		this.application.registerBean(LongAdder.class, () -> this.received);
		this.application.register(Flow.class);
		this.application.refresh();
	}

	@Override
	public String address() {
		// It binds on a thread of its own.
		ZeroMqMessageProducer producer = this.application.getBean(ZeroMqMessageProducer.class);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (producer.getBoundPort() == 0) {
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException("The producer of Spring Integration has not bound within ten seconds");
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
		}
		return "tcp://127.0.0.1:" + producer.getBoundPort();
	}

	@Override
	public long operations() {
		return this.received.sum();
	}

	@Override
	public void close() {
		this.application.close();
	}

	/**
	 * A producer and the method that takes its messages.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Flow {

		private final LongAdder received;

		Flow(LongAdder received) {
			this.received = received;
		}

		@Bean(destroyMethod = "close")
		ZContext context() {
			return new ZContext();
		}

		@Bean
		DirectChannel jobs() {
			return new DirectChannel();
		}

		@Bean
		ZeroMqMessageProducer producer(ZContext context, MessageChannel jobs) {
			ZeroMqMessageProducer producer = new ZeroMqMessageProducer(context, SocketType.PULL);
			producer.setOutputChannel(jobs);
			// By default it rests for a second whenever it finds nothing.
			producer.setConsumeDelay(Duration.ofMillis(1));
			return producer;
		}

		@ServiceActivator(inputChannel = "jobs")
		void receive(byte[] job) {
			this.received.increment();
		}

	}

}
