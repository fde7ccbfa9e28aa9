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
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import zmq.SocketBase;
import zmq.pipe.Pipe;
import zmq.socket.pubsub.Dist;
import zmq.socket.pubsub.XPub;

/**
 * The subscribers of an XPUB socket, of which JeroMQ 0.6.0 knows more than it tells.
 * <p>
 * A socket that may drop gives a message to every matching subscriber that is below its
 * high-water mark, whatever the others do, and does not say that others have missed it.
 * One that must not drop refuses the message for all while one matching subscriber is at
 * its mark, and keeps the choice of subscribers: the next message, whatever its topic,
 * would go to them too, and would have to wait for the one that does not read.
 * <p>
 * All this is in private fields of JeroMQ. Where they cannot be reached (JeroMQ as a
 * named module, another version) nothing is known and nothing is done. Unless said
 * otherwise, all methods are called with the socket's lock held.
 */
final class Subscribers {

	private static final Log logger = LogFactory.getLog(Subscribers.class);

	private final Set<Pipe> passedOver = Collections.newSetFromMap(new IdentityHashMap<>());

	private int missed;

	private volatile int full;

	private static boolean reach() {
		try {
			MethodHandles.lookup().ensureInitialized(Fields.class);
			return true;
		}
		catch (IllegalAccessException | LinkageError ex) {
			logger.info("Subscribers at their high-water mark cannot be counted, and after a publish that timed out "
					+ "the next one can wait for the same subscriber: " + ex.getCause());
			return false;
		}
	}

	/**
	 * Return whether JeroMQ's fields can be reached. May be called without the lock.
	 */
	static boolean areKnown() {
		return Reach.KNOWN;
	}

	/**
	 * Return how many subscribers are at their high-water mark. May be called without the
	 * lock.
	 */
	int full() {
		return this.full;
	}

	/**
	 * Count the subscribers that have missed a message because they are at their
	 * high-water mark.
	 * @param topic the first frame of the message, which was just sent
	 */
	int missed(SocketBase socket, byte[] topic) {
		if (!areKnown()) {
			return 0;
		}
		XPub publisher = (XPub) socket;
		Dist distributor = Fields.distributor(publisher);
		List<Pipe> pipes = Fields.pipes(distributor);
		int eligible = Fields.eligible(distributor);
		if (eligible == pipes.size()) {
			return 0;
		}
		this.full = count(pipes);
		this.missed = 0;
		pipes.subList(eligible, pipes.size()).stream().filter((pipe) -> !pipe.checkHwm()).forEach(this.passedOver::add);
		Fields.match(publisher, topic, this::matches);
		this.passedOver.clear();
		return this.missed;
	}

	/**
	 * Note a subscriber whose subscriptions fit the message, once for each of them.
	 */
	private void matches(Pipe pipe) {
		this.missed += this.passedOver.remove(pipe) ? 1 : 0;
	}

	/**
	 * Take the choice of subscribers for a message that was refused back.
	 */
	void refused(SocketBase socket) {
		if (areKnown()) {
			Dist distributor = Fields.distributor((XPub) socket);
			distributor.unmatch();
			this.full = count(Fields.pipes(distributor));
		}
	}

	/**
	 * Look whether subscribers have caught up.
	 */
	void refresh(SocketBase socket) {
		if (this.full > 0) {
			this.full = count(Fields.pipes(Fields.distributor((XPub) socket)));
		}
	}

	/**
	 * The socket is no more.
	 */
	void forget() {
		this.full = 0;
	}

	private static int count(List<Pipe> pipes) {
		int count = 0;
		for (Pipe pipe : pipes) {
			count += pipe.checkHwm() ? 0 : 1;
		}
		return count;
	}

	/**
	 * Looks for the fields at the first use. The classes that have them must not be
	 * loaded before the patches of JeroMQ are applied.
	 */
	private static final class Reach {

		private static final boolean KNOWN = reach();

	}

	/**
	 * What JeroMQ does not give out.
	 */
	private static final class Fields {

		private static final MethodHandle DISTRIBUTOR;

		private static final MethodHandle PIPES;

		private static final MethodHandle ELIGIBLE;

		private static final MethodHandle SUBSCRIPTIONS;

		private static final MethodHandle MATCH;

		private static final Class<?> HANDLER;

		static {
			try {
				Lookup lookup = MethodHandles.privateLookupIn(XPub.class, MethodHandles.lookup());
				Class<?> trie = lookup.findClass("zmq.socket.pubsub.Mtrie");
				HANDLER = lookup.findClass("zmq.socket.pubsub.Mtrie$IMtrieHandler");
				DISTRIBUTOR = lookup.findGetter(XPub.class, "dist", Dist.class);
				Lookup inDistributor = MethodHandles.privateLookupIn(Dist.class, MethodHandles.lookup());
				PIPES = inDistributor.findGetter(Dist.class, "pipes", List.class);
				ELIGIBLE = inDistributor.findGetter(Dist.class, "eligible", int.class);
				SUBSCRIPTIONS = lookup.findGetter(XPub.class, "subscriptions", trie);
				MATCH = lookup.findVirtual(trie, "match",
						MethodType.methodType(void.class, ByteBuffer.class, int.class, HANDLER, XPub.class));
			}
			catch (ReflectiveOperationException ex) {
				throw new ExceptionInInitializerError(ex);
			}
		}

		static Dist distributor(XPub publisher) {
			try {
				return (Dist) DISTRIBUTOR.invokeExact(publisher);
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

		@SuppressWarnings("unchecked")
		static List<Pipe> pipes(Dist distributor) {
			try {
				return (List<Pipe>) PIPES.invokeExact(distributor);
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

		/**
		 * Return the number of pipes below their mark, which are the first of all.
		 */
		static int eligible(Dist distributor) {
			try {
				return (int) ELIGIBLE.invokeExact(distributor);
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

		static void match(XPub publisher, byte[] topic, Consumer<Pipe> matching) {
			Object handler = Proxy.newProxyInstance(HANDLER.getClassLoader(), new Class<?>[] { HANDLER },
					(proxy, method, args) -> {
						matching.accept((Pipe) args[0]);
						return null;
					});
			try {
				MATCH.invoke(SUBSCRIPTIONS.invoke(publisher), ByteBuffer.wrap(topic), topic.length, handler, publisher);
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
