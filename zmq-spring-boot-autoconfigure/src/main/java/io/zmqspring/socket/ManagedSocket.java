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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

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
import org.zeromq.SocketType;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;
import zmq.util.Errno;

/**
 * The thread-safe handle to one JeroMQ socket; nothing else holds it. It is a lock:
 * JeroMQ's sockets have no owner thread, they only must not be used by two at a time.
 * <p>
 * Whoever sends takes the lock and never blocks with it. There is no queue but ZeroMQ's
 * own: when the socket would block, the caller waits until the poller has seen it
 * writable again. What comes in is read by the poller and handed to the
 * {@link MessageReader}.
 * <p>
 * The handle lives as long as the application context; the socket behind it is opened and
 * closed with it, and replaced if it breaks. All public methods may be called from any
 * thread.
 */
public final class ManagedSocket {

	private static final Log logger = LogFactory.getLog(ManagedSocket.class);

	/**
	 * A ROUTER or XPUB socket is always writable, for somebody. Of two threads that wait
	 * for different peers one can consume the news that the other waits for, so that they
	 * look again by themselves.
	 */
	private static final long ROUTED_RETRY = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long REPLACE_PAUSE = TimeUnit.SECONDS.toNanos(1);

	private static final int MAX_FRAME_RETRIES = 1000;

	private static final Errno ERRNO = new Errno();

	private final ZmqEndpoint endpoint;

	private final SocketType type;

	private final ManagedContext context;

	private final SocketPoller poller;

	private final List<ZmqSocketCustomizer> customizers;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition writable = this.lock.newCondition();

	private final Set<String> topics = new LinkedHashSet<>();

	private final SubscriptionTable subscriptions = new SubscriptionTable();

	private final List<byte[]> frames = new ArrayList<>();

	private final AtomicLongArray dropped = new AtomicLongArray(DropReason.values().length);

	private volatile ConnectionTracker tracker;

	private volatile @Nullable MessageReader reader;

	private volatile EndpointSnapshot.State state = EndpointSnapshot.State.CLOSED;

	private volatile @Nullable String lastError;

	private volatile boolean throttled;

	private volatile long received;

	private volatile long sent;

	private volatile int waitingSenders;

	private org.zeromq.ZMQ.@Nullable Socket socket;

	private @Nullable SelectionKey key;

	private boolean interruptSeen;

	private long replaceAt;

	ManagedSocket(ZmqEndpoint endpoint, ManagedContext context, SocketPoller poller,
			List<ZmqSocketCustomizer> customizers) {
		this.endpoint = endpoint;
		this.type = wireType(endpoint.type());
		this.context = context;
		this.poller = poller;
		this.customizers = customizers;
		this.tracker = new ConnectionTracker(endpoint);
		this.topics.addAll(endpoint.topics());
	}

	/**
	 * The lock-step types run on their asynchronous counterparts, which look the same on
	 * the wire, and PUB on XPUB, which tells who subscribes.
	 */
	private static SocketType wireType(SocketType type) {
		return switch (type) {
			case REQ -> SocketType.DEALER;
			case REP -> SocketType.ROUTER;
			case PUB -> SocketType.XPUB;
			default -> type;
		};
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
		if (message.size() < ((this.type == SocketType.ROUTER) ? 2 : 1)) {
			throw new ZmqOperationException(name(),
					"a message to it needs "
							+ ((this.type == SocketType.ROUTER) ? "a routing id and one frame more" : "one frame")
							+ ", this one is " + message);
		}
		boolean interrupted = Thread.interrupted();
		this.lock.lock();
		try {
			if (!trySend(message)) {
				interrupted |= interruptSeen();
				awaitAccepted(message, SocketPoller.isPollerThread() ? Duration.ZERO : timeout, interrupted);
			}
			else if (this.waitingSenders > 0) {
				this.writable.signal();
			}
		}
		finally {
			pollAfterSend();
			interrupted |= interruptSeen();
			this.lock.unlock();
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void awaitAccepted(ZmqMessage message, Duration timeout, boolean interrupted) {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean routed = isRouted();
		if (routed) {
			this.writable.signalAll();
		}
		this.waitingSenders++;
		try {
			do {
				long remaining = deadline - System.nanoTime();
				if (remaining <= 0) {
					throw sendTimeout(timeout);
				}
				if (interrupted) {
					throw new ZmqInterruptedException(name(), "not sent: the thread was interrupted while it waited");
				}
				pollAfterSend();
				interrupted = awaitWritable(routed ? Math.min(remaining, ROUTED_RETRY) : remaining);
			}
			while (!trySend(message));
		}
		finally {
			this.interruptSeen |= interrupted;
			this.waitingSenders--;
			if (this.waitingSenders > 0) {
				this.writable.signal();
			}
		}
	}

	private boolean awaitWritable(long nanos) {
		try {
			this.writable.awaitNanos(nanos);
			return interruptSeen();
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

	private ZmqSendTimeoutException sendTimeout(Duration timeout) {
		return new ZmqSendTimeoutException(name(),
				"not sent within " + timeout + ": "
						+ ((peers() > 0)
								? "its peers do not read, and the high-water mark of "
										+ this.endpoint.options().sendHwm() + " messages is reached"
								: "no peer is connected"));
	}

	private boolean isRouted() {
		return this.type == SocketType.ROUTER || this.type == SocketType.XPUB;
	}

	private boolean interruptSeen() {
		boolean seen = this.interruptSeen;
		this.interruptSeen = false;
		return seen;
	}

	/**
	 * Send the frames without waiting.
	 * @return false if the socket would block; nothing was sent then
	 */
	private boolean trySend(ZmqMessage message) {
		SocketBase base = base();
		int last = message.size() - 1;
		try {
			for (int i = 0; i <= last; i++) {
				int flags = ZMQ.ZMQ_DONTWAIT | ((i < last) ? ZMQ.ZMQ_SNDMORE : 0);
				if (!sendFrame(base, message.frame(i), flags, i == 0)) {
					return false;
				}
			}
		}
		catch (ZmqException ex) {
			throw ex;
		}
		catch (RuntimeException | AssertionError ex) {
			breakDown(ex);
			throw new ZmqException(name(), "not sent: the socket broke and is replaced", ex);
		}
		this.sent++;
		return true;
	}

	private boolean sendFrame(SocketBase base, byte[] frame, int flags, boolean first) {
		int retries = 0;
		while (!base.send(new Msg(frame), flags)) {
			switch (base.errno()) {
				case ZError.EINTR -> forgetInterrupt();
				case ZError.EAGAIN -> {
					if (!first) {
						// ZeroMQ promises this cannot be; half a message must not stay.
						if (++retries > MAX_FRAME_RETRIES) {
							throw new IllegalStateException("A frame was refused in the middle of a message");
						}
					}
					else if (dropsAtHighWaterMark()) {
						sendLossy(base, frame, flags);
						return true;
					}
					else {
						return false;
					}
				}
				case ZError.EHOSTUNREACH ->
					throw new ZmqUnroutableException(name(), "not sent: no peer has this routing id");
				case ZError.ETERM -> throw stopped();
				default -> throw new IllegalStateException("JeroMQ error " + base.errno());
			}
		}
		return true;
	}

	private boolean dropsAtHighWaterMark() {
		return this.type == SocketType.XPUB && !Boolean.TRUE.equals(this.endpoint.options().xpubNoDrop());
	}

	/**
	 * The socket is set not to drop, so that a subscriber at its high-water mark is
	 * noticed; then the message is sent to all the others.
	 */
	private void sendLossy(SocketBase base, byte[] frame, int flags) {
		countDropped(DropReason.SUBSCRIBER_HWM, 1);
		base.setSocketOpt(ZMQ.ZMQ_XPUB_NODROP, false);
		while (!base.send(new Msg(frame), flags) && base.errno() == ZError.EINTR) {
			forgetInterrupt();
		}
		base.setSocketOpt(ZMQ.ZMQ_XPUB_NODROP, true);
	}

	/**
	 * JeroMQ reports an interrupt as EINTR, with the thread's flag taken off, and keeps
	 * the error until somebody clears it.
	 */
	private void forgetInterrupt() {
		ERRNO.set(0);
		this.interruptSeen = true;
	}

	/**
	 * A send processes the socket's commands and may so have consumed the signal that
	 * something has come in.
	 */
	private void pollAfterSend() {
		if (this.type == SocketType.PUSH || this.throttled || this.socket == null) {
			return;
		}
		try {
			if ((events() & ZMQ.ZMQ_POLLIN) != 0) {
				this.poller.ready(this);
			}
		}
		catch (RuntimeException | AssertionError ex) {
			breakDown(ex);
		}
	}

	private int events() {
		SocketBase base = base();
		while (true) {
			int events = base.getSocketOpt(ZMQ.ZMQ_EVENTS);
			if (events >= 0) {
				return events;
			}
			if (base.errno() != ZError.EINTR) {
				return 0;
			}
			forgetInterrupt();
		}
	}

	private SocketBase base() {
		if (this.socket == null) {
			throw stopped();
		}
		return this.socket.base();
	}

	private ZmqStoppedException stopped() {
		return new ZmqStoppedException(name(), (this.state == EndpointSnapshot.State.FAILED)
				? "its socket broke and is being replaced: " + this.lastError : "it is stopped");
	}

	/**
	 * Set who reads the socket.
	 * @param reader takes the messages
	 * @throws ZmqOperationException if another one does already
	 */
	public void attach(MessageReader reader) {
		locked(() -> {
			if (this.reader != null && this.reader != reader) {
				throw new ZmqOperationException(name(),
						"it is read already; an endpoint serves either listeners or the replies to requests");
			}
			this.reader = reader;
			return true;
		});
		resumeReading();
	}

	/**
	 * Take the reader away again; what comes in waits in ZeroMQ's own queues.
	 * @param reader the reader that was attached
	 */
	public void detach(MessageReader reader) {
		locked(() -> {
			this.reader = (this.reader == reader) ? null : this.reader;
			return true;
		});
	}

	/**
	 * Say that the reader has room again after its demand was zero.
	 */
	public void resumeReading() {
		this.throttled = false;
		this.poller.ready(this);
	}

	/**
	 * Subscribe a sub endpoint to a topic, also each time when it is started again.
	 * @param topic the prefix of the topics; empty: all
	 */
	public void subscribe(String topic) {
		locked(() -> {
			if (this.topics.add(topic) && this.socket != null) {
				this.socket.subscribe(topic.getBytes(StandardCharsets.UTF_8));
			}
			return true;
		});
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
	 * Return the number of peers that are connected.
	 * @return the number of peers
	 */
	public int peers() {
		return this.tracker.peers();
	}

	/**
	 * Wait until so many peers are connected.
	 * @param count how many
	 * @param timeout how long to wait
	 * @return whether they are
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public boolean awaitPeers(int count, Duration timeout) throws InterruptedException {
		return this.tracker.await(() -> peers() >= count, timeout.toNanos());
	}

	/**
	 * Wait until so many peers have subscribed to a topic or a prefix of it.
	 * @param topic the topic
	 * @param count how many
	 * @param timeout how long to wait
	 * @return whether they have
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public boolean awaitSubscribers(byte[] topic, int count, Duration timeout) throws InterruptedException {
		return this.tracker.await(() -> Math.min(this.subscriptions.matching(topic), peers()) >= count,
				timeout.toNanos());
	}

	/**
	 * Return what is known of the endpoint now. Touches no socket.
	 * @return a snapshot
	 */
	public EndpointSnapshot snapshot() {
		Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
		for (DropReason reason : DropReason.values()) {
			drops.put(reason, this.dropped.get(reason.ordinal()));
		}
		EndpointSnapshot.State known = this.context.isDead() ? EndpointSnapshot.State.FAILED : this.state;
		String error = this.context.isDead() ? this.context.snapshot().lastError() : this.lastError;
		return new EndpointSnapshot(this.endpoint, known, this.tracker.snapshot(), peers(),
				this.subscriptions.snapshot(), this.received, this.sent, drops, this.waitingSenders,
				this.tracker.refusedHandshakes(), this.poller.isAlive(), this.reader != null, error);
	}

	void open() {
		locked(() -> {
			ConnectionTracker fresh = new ConnectionTracker(this.endpoint);
			org.zeromq.ZMQ.Socket created = this.context.createSocket(this.type);
			try {
				created.base().setEventHook(fresh, ZMQ.ZMQ_EVENT_ALL);
				OptionTable.apply(this.endpoint, created.base());
				if (this.type == SocketType.XPUB) {
					created.setXpubNoDrop(true);
				}
				if (this.endpoint.type() == SocketType.PUB) {
					created.setXpubVerbose(true);
				}
				this.customizers.forEach((customizer) -> customizer.customize(name(), created));
				if (this.type == SocketType.SUB) {
					this.topics.forEach((topic) -> created.subscribe(topic.getBytes(StandardCharsets.UTF_8)));
				}
			}
			catch (RuntimeException ex) {
				created.close();
				throw ex;
			}
			this.tracker = fresh;
			this.subscriptions.clear();
			this.frames.clear();
			this.socket = created;
			this.lastError = null;
			this.state = EndpointSnapshot.State.OPEN;
			return true;
		});
	}

	void bind() {
		for (Attachment attachment : this.tracker.attachments()) {
			if (attachment.bind) {
				try {
					bind(attachment);
				}
				catch (ZmqException ex) {
					if (this.endpoint.failFast()) {
						throw ex;
					}
					failed(attachment, ex);
				}
			}
		}
	}

	void connect() {
		for (Attachment attachment : this.tracker.attachments()) {
			if (!attachment.bind) {
				connect(attachment, false);
			}
		}
		this.poller.ready(this);
	}

	private void bind(Attachment attachment) {
		locked(() -> {
			ConnectionTracker watching = this.tracker;
			if (attachment.isInproc() && !this.context.inproc().bind(attachment, watching)) {
				throw BindDiagnosis.diagnose(name(), attachment.address, null);
			}
			SocketBase base = base();
			boolean bound;
			try {
				bound = base.bind(attachment.address);
			}
			catch (RuntimeException ex) {
				throw BindDiagnosis.diagnose(name(), attachment.address, ex);
			}
			if (!bound) {
				throw BindDiagnosis.diagnose(name(), attachment.address, null);
			}
			watching.bound(attachment, (String) base.getSocketOptx(ZMQ.ZMQ_LAST_ENDPOINT));
			return true;
		});
	}

	private void connect(Attachment attachment, boolean again) {
		String host = unknownHost(attachment);
		if (host != null) {
			failed(attachment, new ZmqException(name(),
					"cannot connect to " + attachment.address + ": the host '" + host + "' is not known"));
			return;
		}
		locked(() -> {
			SocketBase base = base();
			try {
				if (again) {
					base.termEndpoint(attachment.address);
				}
				if (this.endpoint.options().connectRoutingId() != null) {
					base.setSocketOpt(ZMQ.ZMQ_CONNECT_RID, this.endpoint.options().connectRoutingId());
				}
				if (!base.connect(attachment.address)) {
					throw new IllegalStateException("JeroMQ error " + base.errno());
				}
				this.tracker.connecting(attachment, (String) base.getSocketOptx(ZMQ.ZMQ_LAST_ENDPOINT));
				if (attachment.isInproc()) {
					this.context.inproc().connect(attachment, this.tracker);
				}
			}
			catch (RuntimeException ex) {
				failed(attachment, new ZmqException(name(), "cannot connect to " + attachment.address, ex));
			}
			return true;
		});
	}

	/**
	 * Resolve the host of a connect address, without the lock: JeroMQ would with it.
	 * @return the name of the host if it has no address
	 */
	private static @Nullable String unknownHost(Attachment attachment) {
		if (!attachment.address.startsWith("tcp://")) {
			return null;
		}
		String host = attachment.address.substring("tcp://".length(), attachment.address.lastIndexOf(':'));
		try {
			InetAddress.getAllByName(host);
			return null;
		}
		catch (UnknownHostException ex) {
			return host;
		}
	}

	private void failed(Attachment attachment, ZmqException ex) {
		this.lastError = ex.getMessage();
		this.tracker.failed(attachment, String.valueOf(ex.getMessage()));
		if (attachment.attempts == 1) {
			logger.warn(ex.getMessage() + "; it is tried again until it works", ex.getCause());
		}
	}

	/**
	 * Do what is due: replace a broken socket, bind and connect again. Called by the
	 * supervisor.
	 */
	void supervise(long now) {
		if (this.state == EndpointSnapshot.State.FAILED && now - this.replaceAt >= 0) {
			replace();
		}
		if (this.state == EndpointSnapshot.State.OPEN) {
			for (Attachment attachment : this.tracker.due(now)) {
				try {
					retry(attachment);
				}
				catch (ZmqStoppedException ex) {
					return;
				}
				catch (ZmqException ex) {
					failed(attachment, ex);
				}
			}
		}
	}

	private void retry(Attachment attachment) {
		if (attachment.bind) {
			bind(attachment);
			logger.info("ZeroMQ endpoint '" + name() + "': bound to " + attachment.address + " at last");
		}
		else {
			connect(attachment, true);
		}
	}

	private void replace() {
		try {
			open();
			bind();
			connect();
			logger.info("ZeroMQ endpoint '" + name() + "': its broken socket was replaced");
		}
		catch (RuntimeException ex) {
			locked(() -> {
				breakDown(ex);
				return true;
			});
		}
	}

	/**
	 * Give the socket up after an error that it does not survive; the supervisor replaces
	 * it. Called with the lock held.
	 */
	private void breakDown(Throwable cause) {
		logger.error("ZeroMQ endpoint '" + name() + "': its socket broke and will be replaced", cause);
		closeSocket();
		this.lastError = cause.toString();
		this.replaceAt = System.nanoTime() + REPLACE_PAUSE;
		this.state = EndpointSnapshot.State.FAILED;
		this.writable.signalAll();
	}

	/**
	 * Let go of a socket whose context has lost a thread: its channels have nobody left
	 * to close them.
	 */
	void abandon() {
		locked(() -> {
			this.tracker.closeChannels();
			closeSocket();
			this.replaceAt = System.nanoTime();
			this.state = EndpointSnapshot.State.FAILED;
			this.writable.signalAll();
			return true;
		});
	}

	void close() {
		locked(() -> {
			closeSocket();
			this.state = EndpointSnapshot.State.CLOSED;
			this.writable.signalAll();
			return true;
		});
		this.poller.wakeup();
	}

	private void closeSocket() {
		if (this.socket == null) {
			return;
		}
		if (this.key != null) {
			this.key.cancel();
			this.key = null;
		}
		this.context.inproc().close(this.tracker);
		try {
			this.socket.base().setEventHook(null, 0);
			this.socket.close();
		}
		catch (RuntimeException | AssertionError ex) {
			logger.warn("ZeroMQ endpoint '" + name() + "': its socket did not close cleanly", ex);
		}
		this.socket = null;
		this.tracker.closed();
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
		MessageReader reading = this.reader;
		boolean promised = false;
		boolean more;
		this.lock.lock();
		try {
			if (this.socket == null) {
				return false;
			}
			register(selector);
			int events = events();
			wakeSenders(events);
			if ((events & ZMQ.ZMQ_POLLIN) == 0) {
				return false;
			}
			int demand = (this.type == SocketType.XPUB && reading == null) ? max : demand(reading, max);
			this.throttled = demand <= 0;
			if (this.throttled) {
				return false;
			}
			promised = true;
			drain(batch, demand);
			events = events();
			wakeSenders(events);
			more = (events & ZMQ.ZMQ_POLLIN) != 0;
		}
		catch (ZmqException ex) {
			throw ex;
		}
		catch (RuntimeException | AssertionError ex) {
			breakDown(ex);
			more = false;
		}
		finally {
			this.lock.unlock();
		}
		if (reading != null && promised) {
			reading.read(batch);
		}
		return more;
	}

	private static int demand(@Nullable MessageReader reading, int max) {
		return (reading != null) ? Math.min(reading.demand(), max) : 0;
	}

	private void register(Selector selector) {
		if (this.key == null) {
			try {
				this.key = base().getFD().register(selector, SelectionKey.OP_READ, this);
			}
			catch (ClosedChannelException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	/**
	 * Forget the registration with a selector that is no more.
	 */
	void unregister() {
		locked(() -> {
			this.key = null;
			return true;
		});
	}

	private void wakeSenders(int events) {
		if (this.waitingSenders > 0 && (events & ZMQ.ZMQ_POLLOUT) != 0) {
			if (isRouted()) {
				this.writable.signalAll();
			}
			else {
				this.writable.signal();
			}
		}
	}

	private void drain(List<ZmqMessage> batch, int max) {
		SocketBase base = base();
		int taken = 0;
		boolean subscribed = false;
		while (taken < max) {
			Msg msg = base.recv(ZMQ.ZMQ_DONTWAIT);
			if (msg != null) {
				this.frames.add(msg.data());
				if (!msg.hasMore()) {
					ZmqMessage message = ZmqMessage.of(this.frames);
					this.frames.clear();
					batch.add(message);
					taken++;
					subscribed |= this.type == SocketType.XPUB && this.subscriptions.note(message);
				}
			}
			else if (base.errno() != ZError.EINTR) {
				checkNothingLeft(base.errno());
				break;
			}
			else {
				forgetInterrupt();
			}
		}
		this.received += taken;
		if (subscribed) {
			this.tracker.changed();
		}
	}

	private static void checkNothingLeft(int errno) {
		if (errno != ZError.EAGAIN && errno != ZError.ETERM) {
			throw new IllegalStateException("JeroMQ error " + errno);
		}
	}

	private <T> T locked(Supplier<T> action) {
		boolean interrupted = Thread.interrupted();
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			interrupted |= interruptSeen();
			this.lock.unlock();
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public String toString() {
		return "ManagedSocket[" + name() + ']';
	}

}
