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

import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.atomic.AtomicBoolean;

import org.zeromq.ZMQ.Socket;
import zmq.Options;
import zmq.ZMQ;
import zmq.io.net.Address.IZAddress;
import zmq.io.net.SelectorProviderChooser;

/**
 * Kills the I/O thread of a socket when that thread next tries to connect. The socket
 * must connect to an address where nobody listens, so that it tries again and again.
 */
public final class DeadlyConnect implements SelectorProviderChooser {

	private final AtomicBoolean armed = new AtomicBoolean();

	/**
	 * Put this into a socket that does not connect yet.
	 * @param socket the socket
	 */
	public void install(Socket socket) {
		socket.base().setSocketOpt(ZMQ.ZMQ_SELECTOR_PROVIDERCHOOSER, this);
	}

	/**
	 * Kill the I/O thread at the next attempt, once.
	 */
	public void arm() {
		this.armed.set(true);
	}

	@Override
	public SelectorProvider choose(IZAddress address, Options options) {
		if (this.armed.compareAndSet(true, false)) {
			throw new StackOverflowError("deadly");
		}
		return SelectorProvider.provider();
	}

}
