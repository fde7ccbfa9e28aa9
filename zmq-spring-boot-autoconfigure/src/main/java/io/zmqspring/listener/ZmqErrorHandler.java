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

import org.jspecify.annotations.Nullable;

/**
 * Handles each message that a listener could not handle: it could not be converted or was
 * not valid, the listener threw, or its reply could not be converted. Called by the
 * thread that handled the message; the listener then takes the next one.
 */
@FunctionalInterface
public interface ZmqErrorHandler {

	/**
	 * Handle an error.
	 * @param error the message and what went wrong
	 * @return the reply for a peer of a rep or router endpoint; null: no reply, so that
	 * the peer's request times out. Ignored on endpoints of other types
	 * @throws Exception if the error cannot be handled; it is logged
	 */
	@Nullable Object handle(ListenerError error) throws Exception;

}
