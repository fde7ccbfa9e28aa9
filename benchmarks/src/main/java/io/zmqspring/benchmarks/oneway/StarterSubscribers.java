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

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import io.zmqspring.benchmarks.run.StarterApplication;
import io.zmqspring.listener.Dispatch;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Sub endpoints with a listener each.
 */
public final class StarterSubscribers implements Side {

	private final ConfigurableApplicationContext application;

	private final LongAdder received = new LongAdder();

	/**
	 * Start the application.
	 * @param settings {@code address}, {@code endpoints}, {@code dispatch},
	 * {@code fix-signaler}, {@code fix-io-thread} and {@code listener-threads}, without
	 * which each listener has a thread of its own
	 */
	public StarterSubscribers(Settings settings) {
		int endpoints = settings.number(Settings.ENDPOINTS);
		Dispatch dispatch = Dispatch.valueOf(settings.text(Settings.DISPATCH, "workers").toUpperCase(Locale.ROOT));
		Map<String, Object> properties = new HashMap<>();
		for (int i = 0; i < endpoints; i++) {
			properties.put("zmq.endpoints.news-" + i + ".type", "sub");
			properties.put("zmq.endpoints.news-" + i + ".connect", settings.address());
			properties.put("zmq.endpoints.news-" + i + ".topics", StarterPublisher.TOPIC);
		}
		String threads = settings.text(Settings.LISTENER_THREADS, "");
		properties.put(Settings.LISTENER_THREADS, threads);
		Class<?>[] beans = threads.isEmpty() ? new Class<?>[0] : new Class<?>[] { CommonExecutor.class };
		this.application = StarterApplication.start(settings, properties, beans);
		for (int i = 0; i < endpoints; i++) {
			StarterApplication.listen(this.application, "news-" + i, this, "receive", dispatch);
		}
	}

	/**
	 * Count a message.
	 * @param news the message
	 */
	public void receive(byte[] news) {
		this.received.increment();
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
	 * One executor for all listeners.
	 */
	@Configuration(proxyBeanMethods = false)
	static class CommonExecutor {

		@Bean
		ThreadPoolTaskExecutor zmqListenerExecutor(@Value("${listener-threads}") int threads) {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(threads);
			return executor;
		}

	}

}
