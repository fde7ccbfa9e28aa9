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

import java.util.Locale;

/**
 * Why an endpoint closed the connection of a peer.
 */
public enum PeerRefusal {

	/**
	 * A frame or all frames of a message are larger than {@code max-message-size}.
	 */
	MESSAGE_SIZE,

	/**
	 * A message has more frames than {@code max-message-frames}.
	 */
	MESSAGE_FRAMES,

	/**
	 * There was no memory for a frame.
	 */
	MEMORY,

	/**
	 * The peer uses another security mechanism.
	 */
	MECHANISM,

	/**
	 * The peer did not complete its handshake: it is of a socket type that does not fit,
	 * was too slow, sent too much, or was not admitted.
	 */
	HANDSHAKE,

	/**
	 * The peer sent what is not ZMTP.
	 */
	PROTOCOL;

	/**
	 * Return the name as meters and the actuator have it.
	 * @return the name in kebab case
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
