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
final class Connector {

	private static final Log logger = LogFactory.getLog(Connector.class);

	private static final long RELEASE_TIME = TimeUnit.SECONDS.toNanos(2);

	private static final long RELEASE_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

	private final ZmqEndpoint endpoint;

	private final LockedSocket socket;

	private final Connections connections;

	private final InprocDirectory inproc;

	Connector(ZmqEndpoint endpoint, LockedSocket socket, Connections connections, InprocDirectory inproc) {
		this.endpoint = endpoint;
		this.socket = socket;
		this.connections = connections;
		this.inproc = inproc;
	}

	/**
	 * Bind to all addresses.
	 * @throws ZmqBindException if one cannot be bound and the endpoint is to fail fast
	 */
	void bind() {
		for (Connection connection : this.connections.all()) {
			if (connection.isBind()) {
				try {
					bindAgain(connection);
				}
				catch (ZmqBindException ex) {
					if (this.endpoint.failFast()) {
						throw ex;
					}
					failed(connection, ex);
				}
			}
		}
	}

	/**
	 * Connect to all addresses; an address that cannot be connected is retried later.
	 */
	void connect() {
		for (Connection connection : this.connections.all()) {
			if (!connection.isBind()) {
				connect(connection, false);
			}
		}
	}

	/**
	 * Bind and connect again what is due. Like a send, that processes the socket's
	 * commands and may consume the signal that something has come in.
	 * @return whether there was anything due
	 */
	boolean retry(long now) {
		List<Connection> due = this.connections.due(now);
		for (Connection connection : due) {
			try {
				if (connection.isBind()) {
					bind(connection);
					logger.info("ZeroMQ endpoint '" + this.endpoint.name() + "': bound to " + connection.address());
				}
				else {
					connect(connection, true);
				}
			}
			catch (ZmqStoppedException ex) {
				return false;
			}
			catch (ZmqException ex) {
				failed(connection, ex);
			}
			catch (RuntimeException | Error ex) {
				// It is no longer due, nor is any other one: a new socket begins with
				// all.
				this.socket.withLock(() -> this.socket.fail(ex));
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
		this.inproc.close(this.connections);
		for (Connection connection : this.connections.all()) {
			if (connection.isBind() && connection.isInproc()) {
				try {
					this.socket.base().termEndpoint(connection.address().toString());
				}
				catch (RuntimeException | AssertionError ex) {
					logger.debug("The name " + connection.address() + " was not taken back", ex);
				}
			}
		}
		this.connections.closed();
	}

	/**
	 * Bind, and if the endpoint has had the address before, give the I/O thread that lets
	 * it go some time.
	 */
	private void bindAgain(Connection connection) {
		long deadline = System.nanoTime() + RELEASE_TIME;
		while (true) {
			try {
				bind(connection);
				return;
			}
			catch (ZmqBindException ex) {
				if (!this.connections.wasBound(connection) || ex.getReason() != ZmqBindException.Reason.IN_USE
						|| System.nanoTime() - deadline > 0) {
					throw ex;
				}
				LockSupport.parkNanos(RELEASE_PAUSE);
			}
		}
	}

	private void bind(Connection connection) {
		this.socket.withLock(() -> {
			SocketBase base = this.socket.base();
			Address address = this.connections.bindAddress(connection);
			if (connection.isInproc() && !this.inproc.bind(connection, this.connections)) {
				throw BindDiagnosis.diagnose(this.endpoint.name(), connection.address(), null);
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
				if (connection.isInproc()) {
					this.inproc.unbind(connection, this.connections);
				}
				throw BindDiagnosis.diagnose(this.endpoint.name(), address, cause);
			}
			this.connections.bound(connection, (String) base.getSocketOptx(ZMQ.ZMQ_LAST_ENDPOINT));
		});
	}

	private void connect(Connection connection, boolean again) {
		String host = unknownHost(connection);
		if (host != null) {
			failed(connection, new ZmqException(this.endpoint.name(),
					"cannot connect to " + connection.address() + ": the host '" + host + "' is not known"));
			return;
		}
		this.socket.withLock(() -> {
			SocketBase base = this.socket.base();
			this.connections.connecting(connection);
			try {
				if (again) {
					base.termEndpoint(connection.address().toString());
				}
				String routingId = OptionTable.connectRoutingId(this.endpoint);
				if (routingId != null) {
					base.setSocketOpt(ZMQ.ZMQ_CONNECT_RID, routingId);
				}
				if (!base.connect(connection.address().toString())) {
					throw LockedSocket.failure(base.errno());
				}
				this.connections.connecting(connection, (String) base.getSocketOptx(ZMQ.ZMQ_LAST_ENDPOINT));
				if (connection.isInproc()) {
					this.inproc.connect(connection, this.connections);
				}
			}
			catch (RuntimeException ex) {
				failed(connection, new ZmqException(this.endpoint.name(),
						"cannot connect to " + connection.address() + ": " + ex.getMessage(), ex));
			}
		});
	}

	/**
	 * Resolve the host of a connect address, without the lock: JeroMQ would with it.
	 * @return the name of the host if it has no address
	 */
	private static @Nullable String unknownHost(Connection connection) {
		if (!connection.address().isTcp()) {
			return null;
		}
		String host = connection.address().host();
		try {
			InetAddress.getAllByName(host);
			return null;
		}
		catch (UnknownHostException ex) {
			return host;
		}
	}

	private void failed(Connection connection, ZmqException ex) {
		if (this.connections.failed(connection, String.valueOf(ex.getMessage())) == 1) {
			logger.warn(ex.getMessage() + "; retrying", ex.getCause());
		}
	}

}
