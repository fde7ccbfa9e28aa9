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

import io.zmqspring.annotation.ZmqListenerDeclarationException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the listener that a failure is about.
 */
final class FailedListener {

	private FailedListener() {
	}

	/**
	 * Return where the listener is that failed.
	 * @return what an analysis begins with; nothing if no listener failed
	 */
	static String prefix(Throwable failure) {
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ZmqListenerDeclarationException listener) {
				return listener.getDeclaration() + ": ";
			}
		}
		return "";
	}

}
