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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import io.zmqspring.endpoint.Address;
import io.zmqspring.endpoint.ZmqBindException;
import io.zmqspring.endpoint.ZmqBindException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why an address could not be bound: JeroMQ calls every failure "in use". The
 * address is tried once more with a plain socket, and the operating system's answer is
 * read.
 */
final class BindDiagnosis {

	private BindDiagnosis() {
	}

	static ZmqBindException diagnose(String endpoint, Address address, @Nullable Throwable cause) {
		if (!address.isTcp()) {
			return new ZmqBindException(endpoint, address, Reason.IN_USE, "the name is taken already", cause);
		}
		String host = address.host();
		InetSocketAddress tried = new InetSocketAddress(address.isAnyHost() ? "0.0.0.0" : host, address.port());
		if (tried.isUnresolved()) {
			return new ZmqBindException(endpoint, address, Reason.NOT_LOCAL, "the host '" + host + "' is not known",
					cause);
		}
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(tried);
			return new ZmqBindException(endpoint, address, Reason.IN_USE,
					"JeroMQ was refused it, though it is free a moment later", cause);
		}
		catch (IOException ex) {
			String answer = String.valueOf(ex.getMessage());
			if (answer.contains("in use")) {
				return new ZmqBindException(endpoint, address, Reason.IN_USE, "another socket listens there", ex);
			}
			if (answer.contains("assign requested address")) {
				return new ZmqBindException(endpoint, address, Reason.NOT_LOCAL,
						"no network interface of this machine has the address " + host, ex);
			}
			return new ZmqBindException(endpoint, address, Reason.OTHER, answer, ex);
		}
	}

}
