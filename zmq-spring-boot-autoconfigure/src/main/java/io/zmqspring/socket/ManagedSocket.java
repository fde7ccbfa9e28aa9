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

import java.nio.channels.Selector;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;

import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqInterruptedException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.endpoint.ZmqStoppedException;
import io.zmqspring.endpoint.ZmqUnroutableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The thread-safe handle to one JeroMQ socket; nothing else holds it. It is a lock:
 * JeroMQ's sockets have no owner thread, but two threads must not use one at a time.
 * <p>
 * A sender takes the lock and never blocks while holding it. There is no queue but
 * ZeroMQ's own: when the socket would block, the caller waits until the poller has seen
 * it writable again. What comes in is read by the poller and handed to the
 * {@link MessageReceiver}.
 * <p>
 * The handle lives as long as the application context; the socket behind it is opened and
 * closed with it, and replaced if it breaks. All public methods may be called from any
 * thread.
 */
public final class ManagedSocket {

	private static final Log logger = LogFactory.getLog(ManagedSocket.class);

	/**
	 * Whether the poller has been told to look at the socket and has not done so yet.
	 */
	final AtomicBoolean queued = new AtomicBoolean();

	/**
	 * Whether the poller will look at the socket in its next step. For its thread only.
	 */
	boolean inTurn;

	private final ZmqEndpoint endpoint;

	private final ManagedContext context;

	private final SocketPoller poller;

	private final PeerSubscriptions subscriptions;

	private final Subscribers subscribers = new Subscribers();

	private final AtomicLongArray dropped = new AtomicLongArray(DropReason.values().length);

	private final Connections connections;

	private final LockedSocket socket;

	private final SocketSender sender;

	private final SocketReceiver receiver;

	private final Subscriptions topics;

	private final SocketLifecycle lifecycle;

	ManagedSocket(ZmqEndpoint endpoint, ManagedContext context, SocketPoller poller,
			List<ZmqSocketCustomizer> customizers) {
		this.endpoint = endpoint;
		this.context = context;
		this.poller = poller;
		this.subscriptions = new PeerSubscriptions(endpoint.name(), endpoint.maxRememberedTopics());
		this.connections = new Connections(endpoint);
		this.socket = new LockedSocket(endpoint.name(), this::closing);
		this.receiver = new SocketReceiver(this, this.socket,
				new FrameReader(endpoint.type(), this.socket, this.subscriptions, this.connections::changed),
				this.subscriptions);
		FrameWriter writer = new FrameWriter(endpoint, this.socket, this.subscribers,
				(missed) -> countDropped(DropReason.SUBSCRIBER_HWM, missed));
		this.topics = new Subscriptions(endpoint, this.socket, writer);
		this.sender = new SocketSender(endpoint, this.socket, writer, this.receiver, this::peers,
				() -> this.poller.ready(this));
		this.lifecycle = new SocketLifecycle(this, context, poller, new SocketFactory(endpoint, context, customizers),
				this.socket, this.connections, this.receiver::reset, this.topics::opened);
	}

	private void closing() {
		this.subscribers.forget();
		this.lifecycle.closing();
	}

	/**
	 * Return the endpoint that this is the socket of.
	 * @return the endpoint
	 */
	public ZmqEndpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * Return the name of the endpoint.
	 * @return the name
	 */
	public String name() {
		return this.endpoint.name();
	}

	/**
	 * Send a message, and wait up to the endpoint's send timeout while the socket is at
	 * its high-water mark or has no peer.
	 * @param message the message, of one frame or more
	 * @throws ZmqException if it was not sent, and then nothing of it was
	 */
	public void send(ZmqMessage message) {
		Duration timeout = this.endpoint.options().sendTimeout();
		send(message, (timeout != null) ? timeout : Duration.ZERO);
	}

	/**
	 * Send a message, and wait for some time while the socket is at its high-water mark
	 * or has no peer. On a poller thread it never waits.
	 * @param message the message, of one frame or more
	 * @param timeout how long to wait, zero: not at all
	 * @throws ZmqSendTimeoutException if the socket would still block
	 * @throws ZmqUnroutableException if no peer has the routing id in the first frame
	 * @throws ZmqInterruptedException if the thread is interrupted and would have to wait
	 * @throws ZmqStoppedException if the endpoint is stopped
	 * @throws ZmqException if it was not sent for another reason; in all cases nothing of
	 * the message was sent
	 */
	public void send(ZmqMessage message, Duration timeout) {
		this.sender.send(message, timeout);
	}

	/**
	 * Set the receiver of the socket. A receiver of an xpub endpoint first gets the
	 * topics that peers have subscribed to before.
	 * @param receiver takes the messages
	 * @throws ZmqOperationException if another one does already
	 */
	public void attach(MessageReceiver receiver) {
		if (!this.receiver.attach(receiver)) {
			throw new ZmqOperationException(name(),
					"it is read already, and an endpoint serves either listeners or the replies to requests",
					"use another endpoint for one of them");
		}
		resumeReading();
	}

	/**
	 * Take the receiver away again; what comes in waits in ZeroMQ's own queues. A batch
	 * that the poller has read already is still handed over.
	 * @param receiver the receiver that was attached
	 */
	public void detach(MessageReceiver receiver) {
		this.receiver.detach(receiver);
	}

	/**
	 * Notify the poller that the receiver has room again after its demand was zero.
	 */
	public void resumeReading() {
		this.receiver.resume();
		this.poller.ready(this);
	}

	/**
	 * Subscribe a sub or xsub endpoint to a topic, also each time when it is started
	 * again.
	 * @param topic the prefix of the topics; empty: all
	 * @throws ZmqOperationException if it is an endpoint of another type
	 */
	public void subscribe(String topic) {
		try {
			this.topics.add(topic);
		}
		finally {
			this.poller.ready(this);
		}
	}

	/**
	 * Take a subscription back, also for the next start. Has no effect without it.
	 * @param topic the prefix that was subscribed to
	 * @throws ZmqOperationException if it is an endpoint of another type than sub and
	 * xsub
	 */
	public void unsubscribe(String topic) {
		try {
			this.topics.remove(topic);
		}
		finally {
			this.poller.ready(this);
		}
	}

	/**
	 * Count messages that were dropped.
	 * @param reason why
	 * @param count how many
	 */
	public void countDropped(DropReason reason, long count) {
		this.dropped.addAndGet(reason.ordinal(), count);
	}

	/**
	 * Return how many messages were received.
	 * @return a number that only grows
	 */
	public long received() {
		return this.receiver.received();
	}

	/**
	 * Return how many messages were sent.
	 * @return a number that only grows
	 */
	public long sent() {
		return this.sender.sent();
	}

	/**
	 * Return how many messages were dropped.
	 * @param reason why
	 * @return a number that only grows
	 */
	public long dropped(DropReason reason) {
		return this.dropped.get(reason.ordinal());
	}

	/**
	 * Return how many threads wait to send now.
	 * @return the number of threads
	 */
	public int waitingSenders() {
		return this.sender.waiting();
	}

	/**
	 * Return the network addresses of peers.
	 * @return at most 100 of them
	 */
	public List<String> peerAddresses() {
		return this.connections.addresses();
	}

	/**
	 * Return the topics that peers of a pub or xpub endpoint have subscribed to.
	 * @return each topic, with at most how many peers have subscribed to it
	 */
	public Map<String, Integer> peerSubscriptions() {
		return this.subscriptions.snapshot();
	}

	/**
	 * Return the topics that a sub or xsub endpoint has subscribed to.
	 * @return the topics; none for other types
	 */
	public List<String> topics() {
		return this.topics.all();
	}

	/**
	 * Return how many topics that peers have subscribed to are remembered now.
	 * @return at most the endpoint's {@code max-remembered-topics}
	 */
	public int rememberedTopics() {
		return this.subscriptions.size();
	}

	/**
	 * Return how many subscribers were at their high-water mark after the last message
	 * that did not reach all of them, less those that have caught up since.
	 * @return zero where JeroMQ's fields cannot be reached
	 */
	public int fullSubscribers() {
		return this.subscribers.full();
	}

	/**
	 * Return how often the poller moved on to the next socket with a full batch while
	 * there was more to read.
	 * @return a number that only grows
	 */
	public long fullBatches() {
		return this.receiver.fullBatches();
	}

	/**
	 * Return the state of the endpoint's addresses.
	 * @return a snapshot for each address
	 */
	public List<ConnectionSnapshot> connections() {
		return this.connections.snapshot();
	}

	/**
	 * Return the number of peers that are connected.
	 * @return the number of peers
	 */
	public int peers() {
		return this.connections.peers();
	}

	/**
	 * Wait until a number of peers are connected.
	 * @param count how many
	 * @param timeout how long to wait
	 * @return whether they are
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public boolean awaitPeers(int count, Duration timeout) throws InterruptedException {
		return this.connections.await(() -> peers() >= count, TimeUnit.NANOSECONDS.convert(timeout));
	}

	/**
	 * Wait until a number of peers have subscribed to a topic or a prefix of it. An xpub
	 * endpoint sees more than the first of them only with {@code xpub-verbose}. Peers
	 * that take a subscription back while others keep it are still counted.
	 * @param topic the topic
	 * @param count how many
	 * @param timeout how long to wait
	 * @return whether they have
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public boolean awaitSubscribers(byte[] topic, int count, Duration timeout) throws InterruptedException {
		return this.connections.await(() -> Math.min(this.subscriptions.matching(topic), peers()) >= count,
				TimeUnit.NANOSECONDS.convert(timeout));
	}

	/**
	 * Return what is known of the endpoint now. Touches no socket.
	 * @return a snapshot
	 */
	public EndpointSnapshot snapshot() {
		Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
		for (DropReason reason : DropReason.values()) {
			drops.put(reason, dropped(reason));
		}
		EndpointSnapshot.State known = this.context.isDead() ? EndpointSnapshot.State.FAILED : this.socket.state();
		Connections.Peers peers = this.connections.status();
		return new EndpointSnapshot(this.endpoint, known, peers.connections(), peers.count(), peers.reconnects(),
				received(), sent(), this.receiver.bytes(), this.sender.bytes(), drops, waitingSenders(),
				peers.refusals(), peers.lastRefusal(), this.poller.isAlive(), this.receiver.isAttached(),
				error(peers.connections()));
	}

	/** Return what is wrong with the context, the socket or an address, in that order. */
	private @Nullable String error(List<ConnectionSnapshot> connections) {
		String error = this.context.isDead() ? this.context.snapshot().lastError() : this.socket.lastError();
		return (error != null) ? error : ConnectionSnapshot.firstError(connections);
	}

	SocketLifecycle lifecycle() {
		return this.lifecycle;
	}

	/**
	 * Process the socket's commands, wake waiting senders, and hand over what has come
	 * in. Called by the poller only.
	 * @param selector the poller's selector, to register with
	 * @param batch an empty list to use
	 * @param max how many messages may be handed over
	 * @return whether there is more to read
	 */
	boolean service(Selector selector, List<ZmqMessage> batch, int max) {
		int fewest = this.connections.takeFewest();
		if (fewest != Integer.MAX_VALUE) {
			this.subscriptions.cap(fewest);
		}
		return this.receiver.service(selector, batch, max, this.sender::wake);
	}

}
