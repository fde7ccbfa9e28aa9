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

package io.zmqspring.endpoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to bind or to connect to, such as {@code tcp://*:5555} or
 * {@code inproc://orders}. Immutable.
 * <p>
 * Two addresses are equal if they are spelled alike: ZeroMQ knows them by their text.
 */
public final class Address {

	private static final Pattern ADDRESS = Pattern.compile("([a-z0-9]+)://(.+)");

	private static final Pattern HOST_AND_PORT = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\];]+)):(\\d{1,5}|\\*)");

	private static final int MAX_PORT = 65_535;

	private final String text;

	private final Transport transport;

	private final String host;

	private final int port;

	private Address(String text, Transport transport, String host, int port) {
		this.text = text;
		this.transport = transport;
		this.host = host;
		this.port = port;
	}

	/**
	 * Parse an address.
	 * @param text the address as ZeroMQ spells it
	 * @return the address
	 * @throws IllegalArgumentException if it is not an address; the message has the text
	 * and says what is wrong with it
	 */
	public static Address parse(String text) {
		Matcher parts = ADDRESS.matcher(text);
		if (!parts.matches()) {
			throw invalid(text, "is not an address");
		}
		return switch (parts.group(1)) {
			case "tcp" -> tcp(text, parts.group(2));
			case "inproc" -> new Address(text, Transport.INPROC, parts.group(2), 0);
			case "ipc" -> new Address(text, Transport.IPC, parts.group(2), 0);
			default -> throw invalid(text, "has the transport " + parts.group(1) + ", which is not supported");
		};
	}

	private static Address tcp(String text, String hostAndPort) {
		Matcher parts = HOST_AND_PORT.matcher(hostAndPort);
		if (!parts.matches()) {
			throw invalid(text, "has no host and port");
		}
		String host = (parts.group(1) != null) ? parts.group(1) : parts.group(2);
		int port = "*".equals(parts.group(3)) ? 0 : Integer.parseInt(parts.group(3));
		if (port > MAX_PORT) {
			throw invalid(text, "has a port above " + MAX_PORT);
		}
		return new Address(text, Transport.TCP, host, port);
	}

	private static IllegalArgumentException invalid(String text, String mistake) {
		return new IllegalArgumentException("\"" + text + "\" " + mistake);
	}

	/**
	 * Return how the bytes travel.
	 * @return the transport
	 */
	public Transport transport() {
		return this.transport;
	}

	/**
	 * Return whether the address is one of the network.
	 * @return whether its transport is tcp
	 */
	public boolean isTcp() {
		return this.transport == Transport.TCP;
	}

	/**
	 * Return whether the address is a name within a context.
	 * @return whether its transport is inproc
	 */
	public boolean isInproc() {
		return this.transport == Transport.INPROC;
	}

	/**
	 * Return the host of a tcp address, and what follows the transport of another one.
	 * @return the host, without the brackets of an IPv6 address, the name or the path
	 */
	public String host() {
		return this.host;
	}

	/**
	 * Return whether the address is that of all network interfaces.
	 * @return whether the host of a tcp address is '*'
	 */
	public boolean isAnyHost() {
		return isTcp() && "*".equals(this.host);
	}

	/**
	 * Return the port of a tcp address.
	 * @return the port, or 0 if it is any free one or the transport has no ports
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return whether to bind to the address means to take any free port.
	 * @return whether the port of a tcp address is 0 or '*'
	 */
	public boolean isAnyPort() {
		return isTcp() && this.port == 0;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Address address && this.text.equals(address.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	/**
	 * Return the address as it was spelled.
	 */
	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * How the bytes travel.
	 */
	public enum Transport {

		/**
		 * Over the network.
		 */
		TCP,

		/**
		 * Between the sockets of a context.
		 */
		INPROC,

		/**
		 * Between the processes of a machine.
		 */
		IPC

	}

}
