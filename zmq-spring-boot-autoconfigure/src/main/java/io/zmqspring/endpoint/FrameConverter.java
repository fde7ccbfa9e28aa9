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

/**
 * Converts between messages and another library's own type for a list of frames.
 */
public interface FrameConverter {

	/**
	 * Return whether this converter is for a type.
	 * @param type the type
	 * @return whether it is
	 */
	boolean supports(Class<?> type);

	/**
	 * Return the frames of a message as that type.
	 * @param message the message
	 * @return a new object of that type
	 */
	Object fromMessage(ZmqMessage message);

	/**
	 * Return a message with the frames of an object of that type.
	 * @param frames an object of that type
	 * @return a new message
	 */
	ZmqMessage toMessage(Object frames);

}
