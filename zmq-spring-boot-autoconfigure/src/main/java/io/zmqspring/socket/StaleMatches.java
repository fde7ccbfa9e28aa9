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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.socket.pubsub.Dist;
import zmq.socket.pubsub.XPub;

/**
 * Takes back the choice of subscribers for a message that an XPUB socket has refused.
 * JeroMQ 0.6.0 keeps it: the next message, whatever its topic, would go to them too, and
 * would have to wait for the one that does not read.
 * <p>
 * The choice is a private field of JeroMQ. Where it cannot be reached (JeroMQ as a named
 * module, another version) nothing is done.
 */
final class StaleMatches {

	private static final Log logger = LogFactory.getLog(StaleMatches.class);

	private static final @Nullable MethodHandle DISTRIBUTOR = distributor();

	private StaleMatches() {
	}

	private static @Nullable MethodHandle distributor() {
		try {
			return MethodHandles.privateLookupIn(XPub.class, MethodHandles.lookup())
				.findGetter(XPub.class, "dist", Dist.class);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.info("After a publish that timed out, the next one can wait for the same subscriber: " + ex);
			return null;
		}
	}

	static void clear(SocketBase socket) {
		if (DISTRIBUTOR != null && socket instanceof XPub publisher) {
			try {
				((Dist) DISTRIBUTOR.invokeExact(publisher)).unmatch();
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

}
