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

package io.zmqspring.socket;

import java.util.List;

import io.zmqspring.endpoint.ZmqMessage;

/**
 * Takes what a {@link ManagedSocket} receives. Both methods are called by the socket's
 * poller thread, one call at a time, and must neither block nor throw.
 */
public interface MessageReceiver {

	/**
	 * Return how many messages may be handed over now. While this is zero nothing is
	 * received, so that ZeroMQ's high-water mark and then TCP hold the senders back. Once
	 * there is room again, {@link ManagedSocket#resumeReading()} has to be called. A call
	 * that returns more than zero is followed by one of {@link #receive}.
	 * @return the number of messages, zero or more
	 */
	int demand();

	/**
	 * Take messages, at most as many as {@link #demand()} said.
	 * @param messages the messages in the order in which they came, none if none was
	 * there after all; the list is used again after the call and must not be kept
	 */
	void receive(List<ZmqMessage> messages);

}
