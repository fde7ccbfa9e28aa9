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

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;

/**
 * Sends numbered messages, or counts those that arrive in order and without a gap. Others
 * are ignored.
 */
final class Numbers implements MessageReceiver {

	private static final String PREFIX = "healthy ";

	private volatile int received;

	static boolean isReceivedBy(EndpointType type) {
		return type != EndpointType.PUSH && !type.publishes();
	}

	static void send(ManagedSocket socket, int first, int count) {
		for (int i = 0; i < count; i++) {
			ZmqMessage message = ZmqMessage.ofText(PREFIX + (first + i));
			socket.send((socket.endpoint().type() == EndpointType.REQ) ? message.prepend(new byte[8], new byte[0])
					: message);
		}
	}

	int received() {
		return this.received;
	}

	@Override
	public int demand() {
		return Integer.MAX_VALUE;
	}

	@Override
	public void receive(List<ZmqMessage> messages) {
		for (ZmqMessage message : messages) {
			if (message.text(message.size() - 1).equals(PREFIX + this.received)) {
				this.received++;
			}
		}
	}

}
