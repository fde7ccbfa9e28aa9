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
 * Which threads handle a listener's messages.
 */
public enum Dispatch {

	/**
	 * Worker threads: the application's own executor if there is one, virtual threads if
	 * the application uses them, else a pool of the listener's own.
	 */
	WORKERS,

	/**
	 * The thread that reads the sockets. For handlers that are known to be quick: while
	 * one runs, no endpoint of that thread is read. Their replies never wait: one that
	 * finds the socket at its high-water mark is dropped and counted as
	 * {@code UNSENT_REPLY}.
	 */
	POLLER,

	/**
	 * Virtual threads, on Java 21 and later.
	 */
	VIRTUAL

}
