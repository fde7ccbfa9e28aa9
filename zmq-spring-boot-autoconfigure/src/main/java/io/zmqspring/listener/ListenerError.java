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

import io.zmqspring.endpoint.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be handled, and why.
 *
 * @param endpoint the name of the endpoint that it came from
 * @param listener the id of the listener
 * @param message the message with all its frames
 * @param payload its payload frames, or null if it could not be split
 * @param cause what went wrong
 */
public record ListenerError(String endpoint, String listener, ZmqMessage message, @Nullable ZmqMessage payload,
		Throwable cause) {

}
