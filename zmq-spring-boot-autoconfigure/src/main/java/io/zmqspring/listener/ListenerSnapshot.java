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

import java.util.List;

/**
 * The state of a listener at one moment.
 *
 * @param id the id of the listener
 * @param endpoint the name of the endpoint that it listens to
 * @param state whether it runs
 * @param topics the topic prefixes that it takes; none: all
 * @param concurrency how many messages it handles at once at most
 * @param dispatch which threads handle its messages
 * @param handled the number of messages whose handling has ended, failed ones included
 * @param failed the number of messages that could not be handled
 * @param queued the number of messages that wait for a worker
 * @param inFlight the number of messages that are being handled or whose asynchronous
 * reply is outstanding
 */
public record ListenerSnapshot(String id, String endpoint, State state, List<String> topics, int concurrency,
		Dispatch dispatch, long handled, long failed, int queued, int inFlight) {

	/**
	 * Whether a listener runs.
	 */
	public enum State {

		/**
		 * Takes no messages; they wait in ZeroMQ's own queues.
		 */
		STOPPED,

		/**
		 * Takes messages.
		 */
		RUNNING,

		/**
		 * Runs but takes no messages for now.
		 */
		PAUSED,

		/**
		 * Takes no messages and handles those that it has taken over.
		 */
		STOPPING

	}

}
