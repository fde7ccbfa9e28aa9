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
public enum InboundFraming {

	/**
	 * All frames are payload: pull, dealer, pair and the subscriptions of xpub.
	 */
	PLAIN {

		@Override
		public InboundMessage split(ZmqMessage message) {
			return new InboundMessage(NONE, null, message);
		}

	},

	/**
	 * The first frame is the topic: sub and xsub. A message of one frame is topic and
	 * payload in one, as many ZeroMQ programs publish.
	 */
	TOPIC {

		@Override
		public InboundMessage split(ZmqMessage message) {
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
		public InboundMessage split(ZmqMessage message) {
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

	private static final byte[] DELIMITER = {};

	/**
	 * Return the framing of what an endpoint of a type receives.
	 * @param type the type
	 * @return the framing
	 */
	public static InboundFraming of(EndpointType type) {
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
	public abstract InboundMessage split(ZmqMessage message);

	/**
	 * Return whether a message is the lone empty frame that a peer with ZMQ_PROBE_ROUTER
	 * sends first. It asks and answers nothing; a libzmq REQ that gets a reply to it ends
	 * its connection.
	 * @param message the message
	 * @param first the index of the first frame that comes from the peer: 1 behind a
	 * routing id, else 0
	 * @return whether the peer has sent one frame, an empty one
	 */
	public static boolean isProbe(ZmqMessage message, int first) {
		return message.size() == first + 1 && message.frame(first).length == 0;
	}

	/**
	 * Frame a request so that any REP socket, and any ROUTER that keeps the envelope,
	 * returns its correlation id with the reply.
	 * @param correlationId the correlation id, not empty
	 * @param payload the payload frames
	 * @return the message
	 */
	public static ZmqMessage request(byte[] correlationId, ZmqMessage payload) {
		return payload.prepend(correlationId, DELIMITER);
	}

	/**
	 * Return whether a received message has the frames of a reply to a
	 * {@linkplain #request request}.
	 * @param message the message
	 * @return whether a correlation id and an empty frame stand in front
	 */
	public static boolean isReply(ZmqMessage message) {
		return message.size() > 2 && message.frame(1).length == 0;
	}

}
