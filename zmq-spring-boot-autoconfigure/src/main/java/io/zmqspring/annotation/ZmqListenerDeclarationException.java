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

import org.springframework.beans.factory.BeanInitializationException;

/**
 * Thrown when a method that is annotated with {@link ZmqListener} cannot listen.
 */
public class ZmqListenerDeclarationException extends BeanInitializationException {

	private final String declaration;

	public ZmqListenerDeclarationException(String declaration, Throwable cause) {
		super(declaration + " cannot be registered: " + cause.getMessage(), cause);
		this.declaration = declaration;
	}

	/**
	 * Return where the annotation is.
	 * @return a text that names class, method and bean
	 */
	public String getDeclaration() {
		return this.declaration;
	}

}
