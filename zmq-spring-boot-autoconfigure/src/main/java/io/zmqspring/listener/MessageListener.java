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

import java.lang.reflect.Type;

import io.zmqspring.convert.InboundMessage;
import org.jspecify.annotations.Nullable;

/**
 * Handles the messages of an endpoint. With a concurrency above 1 it is called by several
 * threads at once.
 */
@FunctionalInterface
public interface MessageListener {

	/**
	 * Handle a message.
	 * @param message the message
	 * @return the reply, or a {@link java.util.concurrent.CompletionStage} or Reactor
	 * {@code Mono} of it; null: on a rep endpoint an empty reply, elsewhere none
	 * @throws Exception if it cannot be handled; it goes to the error handler
	 */
	@Nullable Object onMessage(InboundMessage message) throws Exception;

	/**
	 * Return the declared type of the values that the listener returns, without the
	 * {@code CompletionStage}, {@code Mono} or {@code Message} around them. It may tell a
	 * codec more than their class, for example {@code List<Animal>}.
	 * @return the type; null if none is declared or the listener returns nothing
	 */
	default @Nullable Type returnType() {
		return null;
	}

}
