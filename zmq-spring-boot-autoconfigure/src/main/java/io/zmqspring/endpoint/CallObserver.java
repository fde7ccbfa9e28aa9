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

package io.zmqspring.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * Is told of each message that a listener has handled and of each request that was made.
 * Called by the thread that did it; must be quick and must not throw.
 */
public interface CallObserver {

	/**
	 * Observes nothing.
	 */
	CallObserver NONE = new CallObserver() {

		@Override
		public void handled(String endpoint, String listener, long nanos, @Nullable Throwable error) {
		}

		@Override
		public void requested(String endpoint, long nanos, @Nullable Throwable error) {
		}

	};

	/**
	 * A listener has handled a message.
	 * @param endpoint the name of the endpoint that it came from
	 * @param listener the id of the listener
	 * @param nanos how long it took, in nanoseconds
	 * @param error what went wrong, or null
	 */
	void handled(String endpoint, String listener, long nanos, @Nullable Throwable error);

	/**
	 * A request has ended.
	 * @param endpoint the name of the endpoint that it went to
	 * @param nanos how long it took, in nanoseconds
	 * @param error what went wrong, or null
	 */
	void requested(String endpoint, long nanos, @Nullable Throwable error);

}
