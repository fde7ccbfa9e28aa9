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

package io.zmqspring.listener;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.ClassUtils;

/**
 * Tells asynchronous results from values.
 */
final class AsyncResult {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Mono",
			AsyncResult.class.getClassLoader());

	private AsyncResult() {
	}

	/**
	 * Return the stage that an asynchronous result completes.
	 * @return the stage, or null if the result is the value itself
	 */
	static @Nullable CompletionStage<?> stage(@Nullable Object result) {
		if (result instanceof CompletionStage<?> stage) {
			return stage;
		}
		return REACTOR ? Reactor.stage(result) : null;
	}

	static boolean isAsync(Class<?> type) {
		return CompletionStage.class.isAssignableFrom(type) || (REACTOR && Reactor.isMono(type));
	}

	/**
	 * Return the cause of a failed stage, without the exceptions that stages wrap around
	 * it.
	 */
	static @Nullable Throwable cause(@Nullable Throwable error) {
		if (error instanceof CompletionException || error instanceof ExecutionException) {
			return (error.getCause() != null) ? error.getCause() : error;
		}
		return error;
	}

	/**
	 * Loads Reactor's classes only where they exist.
	 */
	private static final class Reactor {

		private Reactor() {
		}

		static @Nullable CompletionStage<?> stage(@Nullable Object result) {
			return (result instanceof Mono<?> mono) ? mono.toFuture() : null;
		}

		static boolean isMono(Class<?> type) {
			return Mono.class.isAssignableFrom(type);
		}

	}

}
