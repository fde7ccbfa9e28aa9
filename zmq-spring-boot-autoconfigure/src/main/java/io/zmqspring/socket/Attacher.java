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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.endpoint.Address;
import io.zmqspring.endpoint.ZmqBindException;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqStoppedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.ZMQ;

/**
 * Binds and connects a socket to its endpoint's addresses, and does it again where that
 * has failed. Called without the socket's lock, by one thread at a time.
 */
final class Attacher {

	private static final Log logger = LogFactory.getLog(Attacher.class);

	private static final long RELEASE_TIME = TimeUnit.SECONDS.toNanos(2);

	private static final long RELEASE_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

	private final ZmqEndpoint endpoint;

	private final LockedSocket socket;

	private final ConnectionTracker tracker;

	private final InprocDirectory inproc;

	Attacher(ZmqEndpoint endpoint, LockedSocket socket, ConnectionTracker tracker, InprocDirectory inproc) {
		this.endpoint = endpoint;
		this.socket = socket;
		this.tracker = tracker;
		this.inproc = inproc;
	}

	/**
	 * Bind to all addresses.
	 * @throws ZmqBindException if one cannot be bound and the endpoint is to fail fast
	 */
	void bind() {
		for (Attachment attachment : this.tracker.attachments()) {
			if (attachment.bind) {
				try {
					bindAgain(attachment);
				}
				catch (ZmqBindException ex) {
					if (this.endpoint.failFast()) {
						throw ex;
					}
					failed(attachment, ex);
				}
			}
		}
	}

	/**
	 * Connect to all addresses; one that cannot be connected is tried again later.
	 */
	void connect() {
		for (Attachment attachment : this.tracker.attachments()) {
			if (!attachment.bind) {
				connect(attachment, false);
			}
		}
	}

	/**
	 * Bind and connect again what is due. Like a send, that processes the socket's
	 * commands and may consume the signal that something has come in.
	 * @return whether there was anything due
	 */
	boolean retry(long now) {
		for (Attachment refused : this.tracker.newlyRefused()) {
			logger.warn("ZeroMQ endpoint '" + this.endpoint.name() + "' cannot use " + refused.address + ": "
					+ refused.lastError + "; it is tried again until it works");
		}
		List<Attachment> due = this.tracker.due(now);
		for (Attachment attachment : due) {
			try {
				if (attachment.bind) {
					bind(attachment);
					logger.info("ZeroMQ endpoint '" + this.endpoint.name() + "': bound to " + attachment.address
							+ " at last");
				}
				else {
					connect(attachment, true);
				}
			}
			catch (ZmqStoppedException ex) {
				return false;
			}
			catch (ZmqException ex) {
				failed(attachment, ex);
			}
			catch (RuntimeException | Error ex) {
				// It is no longer due, nor is any other one: a new socket begins with
				// all.
				this.socket.locked(() -> {
					this.socket.breakDown(ex);
					return true;
				});
				return true;
			}
		}
		return !due.isEmpty();
	}

	/**
	 * Take the socket's inproc names back before it is closed; JeroMQ would only do so
	 * some time later. Called with the lock held.
	 */
	void detach() {
		this.inproc.close(this.tracker);
		for (Attachment attachment : this.tracker.attachments()) {
			if (attachment.bind && attachment.isInproc()) {
				try {
					this.socket.base().termEndpoint(attachment.address.toString());
				}
				catch (RuntimeException | AssertionError ex) {
					logger.debug("The name " + attachment.address + " was not taken back", ex);
				}
			}
		}
		this.tracker.closed();
	}

	/**
	 * Bind, and if the endpoint has had the address before, give the I/O thread that lets
	 * it go some time.
	 */
	private void bindAgain(Attachment attachment) {
		long deadline = System.nanoTime() + RELEASE_TIME;
		while (true) {
			try {
				bind(attachment);
				return;
			}
			catch (ZmqBindException ex) {
				if (attachment.lastBound == null || ex.getReason() != ZmqBindException.Reason.IN_USE
						|| System.nanoTime() - deadline > 0) {
					throw ex;
				}
				LockSupport.parkNanos(RELEASE_PAUSE);
			}
		}
	}

	private void bind(Attachment attachment) {
		this.socket.locked(() -> {
			SocketBase base = this.socket.base();
			Address address = attachment.bindAddress();
			if (attachment.isInproc() && !this.inproc.bind(attachment, this.tracker)) {
				throw BindDiagnosis.diagnose(this.endpoint.name(), attachment.address, null);
			}
			boolean bound = false;
			RuntimeException cause = null;
			try {
				bound = base.bind(address.toString());
			}
			catch (RuntimeException ex) {
				cause = ex;
			}
			if (!bound) {
				if (attachment.isInproc()) {
					this.inproc.unbind(attachment, this.tracker);
				}
				throw BindDiagnosis.diagnose(this.endpoint.name(), address, cause);
			}
			this.tracker.bound(attachment, (String) base.getSocketOptx(ZMQ.ZMQ_LAST_ENDPOINT));
			return true;
		});
	}

	private void connect(Attachment attachment, boolean again) {
		String host = unknownHost(attachment);
		if (host != null) {
			failed(attachment, new ZmqException(this.endpoint.name(),
					"cannot connect to " + attachment.address + ": the host '" + host + "' is not known"));
			return;
		}
		this.socket.locked(() -> {
			SocketBase base = this.socket.base();
			this.tracker.connecting(attachment);
			try {
				if (again) {
					base.termEndpoint(attachment.address.toString());
				}
				String routingId = OptionTable.connectRoutingId(this.endpoint);
				if (routingId != null) {
					base.setSocketOpt(ZMQ.ZMQ_CONNECT_RID, routingId);
				}
				if (!base.connect(attachment.address.toString())) {
					throw LockedSocket.failure(base.errno());
				}
				this.tracker.connecting(attachment, (String) base.getSocketOptx(ZMQ.ZMQ_LAST_ENDPOINT));
				if (attachment.isInproc()) {
					this.inproc.connect(attachment, this.tracker);
				}
			}
			catch (RuntimeException ex) {
				failed(attachment, new ZmqException(this.endpoint.name(),
						"cannot connect to " + attachment.address + ": " + ex.getMessage(), ex));
			}
			return true;
		});
	}

	/**
	 * Resolve the host of a connect address, without the lock: JeroMQ would with it.
	 * @return the name of the host if it has no address
	 */
	private static @Nullable String unknownHost(Attachment attachment) {
		if (!attachment.address.isTcp()) {
			return null;
		}
		String host = attachment.address.host();
		try {
			InetAddress.getAllByName(host);
			return null;
		}
		catch (UnknownHostException ex) {
			return host;
		}
	}

	private void failed(Attachment attachment, ZmqException ex) {
		if (this.tracker.failed(attachment, String.valueOf(ex.getMessage())) == 1) {
			logger.warn(ex.getMessage() + "; it is tried again until it works", ex.getCause());
		}
	}

}
