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

import java.util.concurrent.Executor;

import io.zmqspring.annotation.ZmqListenerAnnotationBeanPostProcessor;
import io.zmqspring.convert.FramingFactory;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.listener.ListenerSettings;
import io.zmqspring.listener.LoggingErrorHandler;
import io.zmqspring.listener.MethodListenerFactory;
import io.zmqspring.listener.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.util.ClassUtils;
import org.springframework.validation.Validator;

/**
 * The listeners. An executor is taken by its name only, an error handler too: beans of
 * these types mostly serve something else.
 * <p>
 * Each application context looks through its own beans for listeners; one below another
 * registers them with the registry above, where the sockets are.
 */
@Configuration(proxyBeanMethods = false)
class ZmqListenerConfiguration {

	static final String EXECUTOR = "zmqListenerExecutor";

	static final String ERROR_HANDLER = "zmqErrorHandler";

	@Bean(name = ERROR_HANDLER)
	@ConditionalOnMissingBean(name = ERROR_HANDLER)
	ZmqErrorHandler zmqErrorHandler() {
		return new LoggingErrorHandler();
	}

	@Bean
	UnusedErrorHandlers zmqUnusedErrorHandlers(ConfigurableApplicationContext context, ZmqListenerRegistry registry) {
		return new UnusedErrorHandlers(context, registry);
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqListenerRegistry zmqListenerRegistry(ZmqProperties properties, Environment environment, ZmqSockets sockets,
			FramingFactory framings, PayloadConverter converter, @Qualifier(ERROR_HANDLER) ZmqErrorHandler errorHandler,
			ObjectProvider<ZmqObservations> observations, @Qualifier(EXECUTOR) ObjectProvider<Executor> executor) {
		ListenerSettings settings = properties.toListenerSettings(Threading.VIRTUAL.isActive(environment));
		return new ZmqListenerRegistry(sockets, framings, converter, settings, errorHandler,
				observations.getIfAvailable(() -> ZmqObservations.NOOP), executor.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MethodListenerFactory zmqMethodListenerFactory(ZmqSockets sockets, PayloadConverter converter,
			ConfigurableBeanFactory beanFactory, @Qualifier("defaultValidator") ObjectProvider<Validator> validator,
			ObjectProvider<Validator> validators, ObjectProvider<HandlerMethodArgumentResolver> resolvers) {
		ConversionService conversionService = beanFactory.getConversionService();
		return new MethodListenerFactory(sockets, converter,
				(conversionService != null) ? conversionService : ApplicationConversionService.getSharedInstance(),
				working(validator.getIfAvailable(validators::getIfUnique)), resolvers.orderedStream().toList(),
				beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	static ZmqListenerAnnotationBeanPostProcessor zmqListenerAnnotationBeanPostProcessor() {
		return new ZmqListenerAnnotationBeanPostProcessor();
	}

	/**
	 * Nobody asks for a bean that only listens, so a lazy one would never be there.
	 */
	@Bean
	static LazyInitializationExcludeFilter zmqLazyInitializationExcludeFilter() {
		return (name, definition, type) -> ZmqListenerAnnotationBeanPostProcessor
			.hasListeners(ClassUtils.getUserClass(type));
	}

	/**
	 * Spring MVC has a validator that accepts everything where there is no other; with it
	 * nobody would notice that nothing is validated.
	 */
	private static @Nullable Validator working(@Nullable Validator validator) {
		return (validator != null && validator.supports(Object.class)) ? validator : null;
	}

}
