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

/**
 * Observes which listeners a registry has. Called by one thread at a time, which holds
 * the lock of the registry.
 */
public interface RegistryObserver {

	/**
	 * Called for each listener that the registry has or gets.
	 * @param container the listener
	 */
	void registered(ListenerContainer container);

	/**
	 * Called for each listener that the registry no longer has.
	 * @param container the listener
	 */
	void unregistered(ListenerContainer container);

}
