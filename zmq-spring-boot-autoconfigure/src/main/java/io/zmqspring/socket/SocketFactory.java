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
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqException;
import org.zeromq.SocketType;
import org.zeromq.ZMQ.Socket;
import zmq.SocketBase;
import zmq.ZMQ;
import zmq.msg.MsgAllocator;

/**
 * Makes the JeroMQ socket of an endpoint, ready to be bound and connected.
 */
final class SocketFactory {

	private final ZmqEndpoint endpoint;

	private final ManagedContext context;

	private final List<ZmqSocketCustomizer> customizers;

	SocketFactory(ZmqEndpoint endpoint, ManagedContext context, List<ZmqSocketCustomizer> customizers) {
		this.endpoint = endpoint;
		this.context = context;
		this.customizers = customizers;
	}

	/**
	 * The lock-step types run on their asynchronous counterparts, which look the same on
	 * the wire, and PUB on XPUB, which tells who subscribes.
	 */
	static SocketType socketType(EndpointType type) {
		return switch (type) {
			case REQ, DEALER -> SocketType.DEALER;
			case REP, ROUTER -> SocketType.ROUTER;
			case PUB, XPUB -> SocketType.XPUB;
			case SUB -> SocketType.SUB;
			case XSUB -> SocketType.XSUB;
			case PUSH -> SocketType.PUSH;
			case PULL -> SocketType.PULL;
			case PAIR -> SocketType.PAIR;
		};
	}

	/**
	 * Make a socket.
	 * @param watch watches its connections
	 * @throws ZmqException if it cannot be made
	 */
	Socket create(SocketWatch watch) {
		Socket created = null;
		try {
			created = this.context.createSocket(socketType(this.endpoint.type()));
			created.base().setEventHook(watch, ZMQ.ZMQ_EVENT_ALL);
			OptionTable.apply(this.endpoint, created.base());
			for (ZmqSocketCustomizer customizer : this.customizers) {
				customizer.customize(this.endpoint.name(), created);
			}
			guard(created.base(), watch);
			return created;
		}
		catch (RuntimeException ex) {
			if (created != null) {
				created.close();
			}
			throw (ex instanceof ZmqException) ? ex
					: new ZmqException(this.endpoint.name(), "its socket could not be made: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Bound what peers can send, also where a customizer has set another size or
	 * allocator.
	 */
	private void guard(SocketBase socket, PeerEvents events) {
		BoundedAllocator bounded = new BoundedAllocator((MsgAllocator) socket.getSocketOptx(ZMQ.ZMQ_MSG_ALLOCATOR),
				(long) socket.getSocketOptx(ZMQ.ZMQ_MAXMSGSIZE));
		socket.setSocketOpt(ZMQ.ZMQ_MSG_ALLOCATOR, this.context.isGuarded() ? new SocketGuard(bounded,
				OptionTable.maxMessageFrames(this.endpoint), this.context.incomplete(), events) : bounded);
	}

}
