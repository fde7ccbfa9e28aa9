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

package io.zmqspring.convert;

import io.zmqspring.endpoint.ZmqEndpoint;

/**
 * Creates the {@link Framing} of each endpoint. A bean of this type replaces the default.
 * It can return {@link Framing#of} for the endpoints that it does not change.
 */
@FunctionalInterface
public interface FramingFactory {

	/**
	 * Return the framing of an endpoint. The template asks for it once, and each listener
	 * once for the endpoint that it listens to and the one that it sends to.
	 * @param endpoint the endpoint
	 * @return its framing
	 */
	Framing create(ZmqEndpoint endpoint);

}
