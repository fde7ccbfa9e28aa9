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
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Finds the methods of a class that are annotated with {@link ZmqListener}.
 */
final class ListenerMethods {

	private ListenerMethods() {
	}

	/**
	 * Return the methods and their annotations, those of interfaces and superclasses
	 * included.
	 */
	static Map<Method, Set<ZmqListener>> of(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, List.of(ZmqListener.class, ZmqListeners.class))) {
			return Map.of();
		}
		return MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<Set<ZmqListener>>) (method) -> {
					Set<ZmqListener> annotations = AnnotatedElementUtils.findMergedRepeatableAnnotations(method,
							ZmqListener.class, ZmqListeners.class);
					return annotations.isEmpty() ? null : annotations;
				});
	}

	/**
	 * Return the text that names an annotated method in error messages.
	 */
	static String describe(Class<?> type, Method method, String beanName) {
		return "@ZmqListener on " + type.getName() + "." + method.getName() + " (bean '" + beanName + "')";
	}

}
