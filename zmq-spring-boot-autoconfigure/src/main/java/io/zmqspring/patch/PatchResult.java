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

package io.zmqspring.patch;

/**
 * Whether a patch was applied, and why.
 *
 * @param state whether it was applied
 * @param detail what it changes, or why it was not applied and what follows
 */
public record PatchResult(State state, String detail) {

	/**
	 * Return whether the changed classes are in use on purpose.
	 * @return whether the state is {@link State#APPLIED}
	 */
	public boolean isApplied() {
		return this.state == State.APPLIED;
	}

	/**
	 * Whether a patch was applied.
	 */
	public enum State {

		/**
		 * The classes were changed, at this start or an earlier one in this virtual
		 * machine.
		 */
		APPLIED,

		/**
		 * The class files are not those that the patch is written for.
		 */
		UNKNOWN_CLASS,

		/**
		 * The classes could not be changed. JeroMQ works as released.
		 */
		NOT_POSSIBLE,

		/**
		 * The configuration excludes it.
		 */
		EXCLUDED

	}

}
