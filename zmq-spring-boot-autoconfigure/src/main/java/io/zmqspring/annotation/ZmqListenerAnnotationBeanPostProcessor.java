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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zmqspring.listener.ListenerContainer;
import io.zmqspring.listener.ListenerDefinition;
import io.zmqspring.listener.MethodListenerFactory;
import io.zmqspring.listener.ZmqListenerRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.util.Assert;

/**
 * Finds methods that are annotated with {@link ZmqListener} and registers them with the
 * {@link ZmqListenerRegistry} once all singletons exist; methods of beans that are
 * created later are registered then. When a bean is destroyed its listeners are removed.
 * Only singletons can listen. The post-processor has no order, so it comes after those
 * that have one and may wrap beans in proxies.
 */
public final class ZmqListenerAnnotationBeanPostProcessor
		implements DestructionAwareBeanPostProcessor, BeanFactoryAware, SmartInitializingSingleton, DisposableBean {

	private final Set<Class<?>> withoutListeners = ConcurrentHashMap.newKeySet();

	private final List<Found> waiting = new ArrayList<>();

	private final Map<String, List<Registration>> registered = new ConcurrentHashMap<>();

	private @Nullable ConfigurableListableBeanFactory beanFactory;

	private @Nullable Registrar registrar;

	/**
	 * Return whether beans of a type have listener methods.
	 * @param type the type
	 * @return whether one of its methods is annotated with {@link ZmqListener}
	 */
	public static boolean hasListeners(Class<?> type) {
		return !ListenerMethods.of(type).isEmpty();
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
		if (bean instanceof AopInfrastructureBean || this.withoutListeners.contains(type)) {
			return bean;
		}
		Map<Method, Set<ZmqListener>> methods = ListenerMethods.of(type);
		if (methods.isEmpty()) {
			this.withoutListeners.add(type);
			return bean;
		}
		ConfigurableListableBeanFactory factory = beanFactory();
		if (factory.containsBeanDefinition(beanName)) {
			ListenerScope.requireSingleton(factory, beanName, type, methods.keySet());
		}
		methods.entrySet()
			.stream()
			.sorted(Comparator.comparing((entry) -> entry.getKey().toString()))
			.forEach((entry) -> entry.getValue()
				.forEach((annotation) -> add(new Found(bean, beanName, type, entry.getKey(), annotation))));
		return bean;
	}

	private void add(Found found) {
		Registrar ready;
		synchronized (this.waiting) {
			ready = this.registrar;
			if (ready == null) {
				this.waiting.add(found);
				return;
			}
		}
		register(ready, found);
	}

	private void register(Registrar ready, Found found) {
		Registration registration = ready.register(found);
		this.registered.computeIfAbsent(found.beanName(), (name) -> new CopyOnWriteArrayList<>()).add(registration);
	}

	@Override
	public void afterSingletonsInstantiated() {
		ListenerScope.requireSingletons(beanFactory());
		Registrar ready = new Registrar(beanFactory());
		while (true) {
			List<Found> found;
			synchronized (this.waiting) {
				if (this.waiting.isEmpty()) {
					this.registrar = ready;
					return;
				}
				found = List.copyOf(this.waiting);
				this.waiting.clear();
			}
			found.forEach((each) -> register(ready, each));
		}
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return hasListeners(AopProxyUtils.ultimateTargetClass(bean));
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		unregister(beanName);
	}

	/**
	 * Unregister the listeners of beans that are not destroyed, such as those that a
	 * factory bean made.
	 */
	@Override
	public void destroy() {
		this.registered.keySet().forEach(this::unregister);
	}

	/**
	 * The registry can belong to a parent context, and then outlives the beans of this
	 * one.
	 */
	private void unregister(String beanName) {
		synchronized (this.waiting) {
			this.waiting.removeIf((found) -> found.beanName().equals(beanName));
		}
		List<Registration> registrations = this.registered.remove(beanName);
		if (registrations != null) {
			registrations.forEach(Registration::undo);
		}
	}

	private ConfigurableListableBeanFactory beanFactory() {
		Assert.state(this.beanFactory != null, "No BeanFactory was set");
		return this.beanFactory;
	}

	/**
	 * An annotation on a method of a bean.
	 */
	private record Found(Object bean, String beanName, Class<?> type, Method method, ZmqListener annotation) {

		@Override
		public String toString() {
			return ListenerMethods.describe(this.type, this.method, this.beanName);
		}

	}

	/**
	 * A listener and where it was registered.
	 */
	private record Registration(ZmqListenerRegistry registry, ListenerContainer container) {

		void undo() {
			if (this.registry.all().contains(this.container)) {
				this.registry.unregister(this.container.id());
			}
		}

	}

	/**
	 * Registers what was found.
	 */
	private static final class Registrar {

		private final ConfigurableBeanFactory beanFactory;

		private final AttributeResolver attributes;

		Registrar(ConfigurableBeanFactory beanFactory) {
			this.beanFactory = beanFactory;
			this.attributes = new AttributeResolver(beanFactory);
		}

		Registration register(Found found) {
			try {
				ZmqListenerRegistry registry = this.beanFactory.getBean(ZmqListenerRegistry.class);
				return new Registration(registry,
						registry.register(definition(found), found.beanName() + '.' + found.method().getName()));
			}
			catch (RuntimeException ex) {
				throw new ZmqListenerDeclarationException(found.toString(), ex);
			}
		}

		private ListenerDefinition definition(Found found) {
			ZmqListener annotation = found.annotation();
			String endpoint = this.attributes.text("endpoint", annotation.endpoint());
			Assert.notNull(endpoint, "it names no endpoint");
			String codec = this.attributes.text("codec", annotation.codec());
			String sendTo = sendTo(found.method());
			Method invocable = AopUtils.selectInvocableMethod(found.method(), found.bean().getClass());
			return ListenerDefinition
				.of(endpoint,
						this.beanFactory.getBean(MethodListenerFactory.class)
							.create(endpoint, codec, sendTo, found.bean(), invocable))
				.withId(this.attributes.text("id", annotation.id()))
				.withTopics(this.attributes.texts("topics", annotation.topics()))
				.withConcurrency(this.attributes.number("concurrency", annotation.concurrency()))
				.withAutoStartup(this.attributes.flag("autoStartup", annotation.autoStartup(), true))
				.withDispatch(this.attributes.dispatch("dispatch", annotation.dispatch()))
				.withErrorHandler(this.attributes.errorHandler("errorHandler", annotation.errorHandler()))
				.withCodec(codec)
				.withSendTo(sendTo);
		}

		private @Nullable String sendTo(Method method) {
			SendTo annotation = AnnotatedElementUtils.findMergedAnnotation(method, SendTo.class);
			if (annotation == null) {
				return null;
			}
			List<String> names = this.attributes.texts("@SendTo", annotation.value());
			Assert.isTrue(names.size() == 1, () -> "@SendTo has to name one endpoint, but names " + names);
			return names.get(0);
		}

	}

}
