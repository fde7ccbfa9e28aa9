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
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import org.jspecify.annotations.Nullable;

/**
 * Where envelope, topic and payload sit among the frames that one endpoint sends and
 * receives. It takes received messages apart, and puts in front of a payload what the
 * pattern asks for.
 * <p>
 * A {@link FramingFactory} bean replaces it. Implementations keep no state of a message
 * and are used from many threads at once.
 */
public interface Framing {

	/**
	 * Return ZeroMQ's own framing of an endpoint.
	 * @param endpoint the endpoint
	 * @return its framing
	 */
	static Framing of(ZmqEndpoint endpoint) {
		return new StandardFraming(endpoint);
	}

	/**
	 * Take a message for a listener apart.
	 * @param message the message, of one frame or more
	 * @return its parts
	 */
	InboundMessage split(ZmqMessage message);

	/**
	 * Take the reply to a request apart.
	 * @param message a message that the endpoint has received
	 * @return its parts, or null if it is not a reply
	 */
	@Nullable InboundReply splitReply(ZmqMessage message);

	/**
	 * Complete a message that belongs to no request.
	 * @param message says where it goes
	 * @param payload the payload frames
	 * @return the message with all its frames
	 * @throws ZmqOperationException if the endpoint cannot send, or the message lacks the
	 * topic or the routing id that it needs
	 */
	ZmqMessage message(OutboundMessage message, ZmqMessage.Builder payload);

	/**
	 * Complete a request. Any REP socket, and any ROUTER that keeps the envelope, returns
	 * the correlation id with the reply.
	 * @param correlationId identifies the reply
	 * @param request what is asked
	 * @param payload the payload frames
	 * @return the message with all its frames
	 */
	ZmqMessage request(long correlationId, OutboundMessage request, ZmqMessage.Builder payload);

	/**
	 * Complete a reply.
	 * @param request the message that is replied to
	 * @param reply what is replied
	 * @param payload the payload frames
	 * @return the message with all its frames
	 */
	ZmqMessage reply(InboundMessage request, OutboundMessage reply, ZmqMessage.Builder payload);

	/**
	 * Return whether a message is the lone empty frame that a peer with ZMQ_PROBE_ROUTER
	 * sends first. It asks and answers nothing; a libzmq REQ that gets a reply to it ends
	 * its connection.
	 * @param message the message
	 * @param first the index of the first frame that comes from the peer: 1 behind a
	 * routing id, else 0
	 * @return whether the peer has sent one frame, an empty one
	 */
	static boolean isProbe(ZmqMessage message, int first) {
		return message.size() == first + 1 && message.frame(first).length == 0;
	}

}
