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
import java.util.Collection;
import java.util.Comparator;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.CannotLoadBeanClassException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Refuses listeners on beans that are not singletons: each request for such a bean would
 * add a listener, and without a request there would be none.
 */
final class ListenerScope {

	private static final String TARGET_PREFIX = ScopedProxyUtils.getTargetBeanName("");

	private ListenerScope() {
	}

	/**
	 * Check all beans that may not have been created yet.
	 */
	static void requireSingletons(ConfigurableListableBeanFactory beanFactory) {
		for (String name : beanFactory.getBeanDefinitionNames()) {
			BeanDefinition definition = beanFactory.getMergedBeanDefinition(name);
			if (!definition.isAbstract() && !definition.isSingleton()) {
				Class<?> type = type(beanFactory, name);
				requireSingleton(beanFactory, name, type, ListenerMethods.of(type).keySet());
			}
		}
	}

	/**
	 * Check a bean.
	 * @param methods its listener methods
	 */
	static void requireSingleton(ConfigurableListableBeanFactory beanFactory, String name, Class<?> type,
			Collection<Method> methods) {
		BeanDefinition definition = beanFactory.getMergedBeanDefinition(name);
		if (definition.isSingleton()) {
			return;
		}
		String bean = ScopedProxyUtils.isScopedTarget(name) ? name.substring(TARGET_PREFIX.length()) : name;
		methods.stream().min(Comparator.comparing(Method::toString)).ifPresent((method) -> {
			throw new ZmqListenerDeclarationException(ListenerMethods.describe(type, method, bean),
					new IllegalStateException("the bean has the scope '" + definition.getScope()
							+ "', but a listener needs a singleton; have a singleton listen that asks for the bean,"
							+ " for example with an ObjectProvider"));
		});
	}

	private static Class<?> type(ConfigurableListableBeanFactory beanFactory, String name) {
		try {
			Class<?> type = beanFactory.getType(name, false);
			return (type != null) ? ClassUtils.getUserClass(type) : Object.class;
		}
		catch (CannotLoadBeanClassException ex) {
			// A request for such a bean fails with this exception.
			return Object.class;
		}
	}

}
