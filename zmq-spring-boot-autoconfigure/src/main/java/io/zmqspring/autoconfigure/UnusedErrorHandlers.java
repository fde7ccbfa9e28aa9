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

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.zmqspring.listener.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListenerRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Says once, when the application has started, which error handlers no listener uses:
 * whoever wrote one may take it to be for all.
 */
final class UnusedErrorHandlers implements ApplicationListener<ContextRefreshedEvent> {

	private static final Log logger = LogFactory.getLog(UnusedErrorHandlers.class);

	private final ConfigurableApplicationContext context;

	private final ZmqListenerRegistry registry;

	UnusedErrorHandlers(ConfigurableApplicationContext context, ZmqListenerRegistry registry) {
		this.context = context;
		this.registry = registry;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		List<String> unused = unused();
		if (!unused.isEmpty()) {
			logger.info("No listener uses the ZmqErrorHandler " + String.join(", ", unused)
					+ ": name it in the attribute errorHandler of @ZmqListener, or call the bean '"
					+ ZmqListenerConfiguration.ERROR_HANDLER + "' to have it for all listeners");
		}
	}

	private List<String> unused() {
		ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
		Set<Object> used = Collections.newSetFromMap(new IdentityHashMap<>());
		this.registry.all().forEach((container) -> used.add(container.definition().errorHandler()));
		return Arrays.stream(beans.getBeanNamesForType(ZmqErrorHandler.class, false, false))
			.filter((name) -> !name.equals(ZmqListenerConfiguration.ERROR_HANDLER))
			.filter((name) -> !beans.containsSingleton(name) || !used.contains(beans.getBean(name)))
			.toList();
	}

}
