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

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;

/**
 * Where envelope, topic and payload sit among the frames that an endpoint receives.
 */
enum InboundFraming {

	/**
	 * All frames are payload: pull, dealer, pair and the subscriptions of xpub.
	 */
	PLAIN {

		@Override
		InboundMessage split(ZmqMessage message) {
			return new InboundMessage(NONE, null, message);
		}

	},

	/**
	 * The first frame is the topic: sub and xsub. A message of one frame is topic and
	 * payload in one, as many ZeroMQ programs publish.
	 */
	TOPIC {

		@Override
		InboundMessage split(ZmqMessage message) {
			ZmqMessage payload = (message.size() > 1) ? message.slice(1, message.size()) : message;
			return new InboundMessage(NONE, message.frame(0), payload);
		}

	},

	/**
	 * The routing id and all up to and including the first empty frame are the envelope,
	 * as for a REP socket (https://rfc.zeromq.org/spec/28/); without an empty frame, or
	 * where it is the last, the routing id alone: rep and router.
	 */
	ENVELOPE {

		@Override
		InboundMessage split(ZmqMessage message) {
			int payload = Math.min(1, message.size());
			for (int i = 1; i < message.size() - 1; i++) {
				if (message.frame(i).length == 0) {
					payload = i + 1;
					break;
				}
			}
			return new InboundMessage(message.slice(0, payload), null, message.slice(payload, message.size()));
		}

	};

	private static final ZmqMessage NONE = ZmqMessage.of(new byte[0][]);

	static InboundFraming of(EndpointType type) {
		return switch (type) {
			case REP, ROUTER -> ENVELOPE;
			case SUB, XSUB -> TOPIC;
			case REQ, PUSH, PULL, PUB, DEALER, XPUB, PAIR -> PLAIN;
		};
	}

	/**
	 * Take a received message apart.
	 * @param message the message, of one frame or more
	 * @return its parts
	 */
	abstract InboundMessage split(ZmqMessage message);

}
