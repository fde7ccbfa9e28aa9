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

package io.zmqspring.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.zmqspring.endpoint.NearestName;
import io.zmqspring.listener.ListenerContainer;
import io.zmqspring.listener.ListenerSnapshot;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.listener.ZmqUnknownListenerException;
import io.zmqspring.patch.PatchResult;
import io.zmqspring.socket.ConnectionSnapshot;
import io.zmqspring.socket.ContextSnapshot;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.EndpointSnapshot;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The actuator endpoint {@code zmq}: shows contexts, endpoints and listeners as they are
 * now, and pauses, resumes, stops and starts a listener if
 * {@code management.endpoint.zmq.access} is {@code unrestricted}. Reading touches no
 * socket.
 */
@Endpoint(id = "zmq", defaultAccess = Access.READ_ONLY)
public final class ZmqActuatorEndpoint {

	private final ZmqSockets sockets;

	private final ZmqListenerRegistry listeners;

	private final Supplier<Map<String, Integer>> pendingRequests;

	/**
	 * Create an actuator endpoint.
	 * @param sockets the sockets to show
	 * @param listeners the listeners to show and to control
	 * @param pendingRequests gives the number of requests that wait for a reply, by the
	 * name of the endpoint
	 */
	public ZmqActuatorEndpoint(ZmqSockets sockets, ZmqListenerRegistry listeners,
			Supplier<Map<String, Integer>> pendingRequests) {
		this.sockets = sockets;
		this.listeners = listeners;
		this.pendingRequests = pendingRequests;
	}

	/**
	 * Return the live picture.
	 * @return all that is known now
	 */
	@ReadOperation
	public Descriptor zmq() {
		Map<String, ContextDescriptor> contexts = new LinkedHashMap<>();
		this.sockets.contexts().forEach((context) -> contexts.put(context.name(), ContextDescriptor.of(context)));
		Map<String, EndpointDescriptor> endpoints = new LinkedHashMap<>();
		this.sockets.all().forEach((socket) -> endpoints.put(socket.name(), descriptor(socket)));
		Map<String, ListenerDescriptor> containers = new LinkedHashMap<>();
		this.listeners.all()
			.forEach((container) -> containers.put(container.id(), ListenerDescriptor.of(container.snapshot())));
		Map<String, PatchDescriptor> patches = new LinkedHashMap<>();
		this.sockets.patches().forEach((patch, result) -> patches.put(patch.label(), PatchDescriptor.of(result)));
		return new Descriptor(contexts, this.sockets.pollers(), patches, endpoints, containers);
	}

	private EndpointDescriptor descriptor(ManagedSocket socket) {
		return EndpointDescriptor.of(socket, this.pendingRequests.get().getOrDefault(socket.name(), 0));
	}

	/**
	 * Return the live picture of one endpoint or listener.
	 * @param name the name of an endpoint, the id of a listener, or both
	 * @return what has this name
	 */
	@ReadOperation
	public NamedDescriptor named(@Selector String name) {
		EndpointDescriptor endpoint = this.sockets.all()
			.stream()
			.filter((socket) -> socket.name().equals(name))
			.findFirst()
			.map((socket) -> descriptor(socket))
			.orElse(null);
		ListenerDescriptor listener = this.listeners.all()
			.stream()
			.filter((container) -> container.id().equals(name))
			.findFirst()
			.map((container) -> ListenerDescriptor.of(container.snapshot()))
			.orElse(null);
		if (endpoint == null && listener == null) {
			throw unknown(name);
		}
		return new NamedDescriptor(endpoint, listener);
	}

	private InvalidEndpointRequestException unknown(String name) {
		List<String> names = Stream
			.concat(this.sockets.all().stream().map(ManagedSocket::name),
					this.listeners.all().stream().map(ListenerContainer::id))
			.distinct()
			.toList();
		String reason = "There is no ZeroMQ endpoint or listener '" + name + "'; "
				+ (names.isEmpty() ? "there is none at all"
						: "the nearest first, there are " + String.join(", ", NearestName.sorted(name, names)));
		return new InvalidEndpointRequestException(reason, reason);
	}

	/**
	 * Pause, resume, stop or start a listener.
	 * @param listenerId the id of the listener
	 * @param action what to do; a stop waits until the messages that were taken over are
	 * handled
	 * @return the listener afterwards
	 */
	@WriteOperation
	public ListenerDescriptor control(@Selector String listenerId, Action action) {
		ListenerContainer container = container(listenerId);
		switch (action) {
			case PAUSE -> container.pause();
			case RESUME -> container.resume();
			case STOP -> container.stop();
			case START -> container.start();
		}
		return ListenerDescriptor.of(container.snapshot());
	}

	private ListenerContainer container(String id) {
		try {
			return this.listeners.get(id);
		}
		catch (ZmqUnknownListenerException ex) {
			String reason = String.valueOf(ex.getMessage());
			throw new InvalidEndpointRequestException(reason, reason, ex);
		}
	}

	private static String kebab(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * What to do with a listener.
	 */
	public enum Action {

		/**
		 * Take no more messages for now; they wait with ZeroMQ, also those for the other
		 * listeners of the endpoint.
		 */
		PAUSE,

		/**
		 * Take messages again after a pause.
		 */
		RESUME,

		/**
		 * Take no more messages and end the threads. While other listeners of the
		 * endpoint run, its messages are dropped and counted as {@code no-listener};
		 * otherwise they wait with ZeroMQ.
		 */
		STOP,

		/**
		 * Start after a stop.
		 */
		START

	}

	/**
	 * The live picture.
	 *
	 * @param contexts the contexts by name
	 * @param pollers the threads that read the sockets, and whether each is alive
	 * @param jeromqPatches the patches of JeroMQ by name; empty before the first socket
	 * @param endpoints the endpoints by name
	 * @param listeners the listeners by id
	 */
	public record Descriptor(Map<String, ContextDescriptor> contexts, Map<String, Boolean> pollers,
			Map<String, PatchDescriptor> jeromqPatches, Map<String, EndpointDescriptor> endpoints,
			Map<String, ListenerDescriptor> listeners) {

	}

	/**
	 * What has a name.
	 *
	 * @param endpoint the endpoint of this name, or null
	 * @param listener the listener with this id, or null
	 */
	public record NamedDescriptor(@Nullable EndpointDescriptor endpoint, @Nullable ListenerDescriptor listener) {

	}

	/**
	 * A context.
	 *
	 * @param ioThreads the number of its I/O threads
	 * @param open whether it is open
	 * @param rebuilds how often it was rebuilt
	 * @param ioErrors the number of exceptions that its threads survived
	 * @param incompleteBytes the memory of large messages that its peers have begun to
	 * send
	 * @param lastError what went wrong last, or null
	 */
	public record ContextDescriptor(int ioThreads, boolean open, int rebuilds, long ioErrors, long incompleteBytes,
			@Nullable String lastError) {

		static ContextDescriptor of(ContextSnapshot context) {
			return new ContextDescriptor(context.ioThreads(), context.open(), context.rebuilds(), context.ioErrors(),
					context.incompleteBytes(), context.lastError());
		}

	}

	/**
	 * A patch of JeroMQ.
	 *
	 * @param state whether it was applied
	 * @param detail what it changes, or why it was not applied and what follows
	 */
	public record PatchDescriptor(String state, String detail) {

		static PatchDescriptor of(PatchResult result) {
			return new PatchDescriptor(kebab(result.state()), result.detail());
		}

	}

	/**
	 * An endpoint.
	 *
	 * @param type the pattern that it plays
	 * @param context the name of its context
	 * @param state whether its socket is open
	 * @param addresses its addresses
	 * @param peers the number of peers that are connected
	 * @param peerAddresses the network addresses of the peers, at most 100 of them
	 * @param reconnects how often a peer was connected again after it was lost
	 * @param topics the topics that a sub or xsub endpoint has subscribed to
	 * @param subscriptions the topics that peers subscribed to, each with at most how
	 * many of them
	 * @param pendingRequests the number of requests that wait for a reply
	 * @param received the number of messages received
	 * @param sent the number of messages sent
	 * @param dropped the number of messages dropped, by reason
	 * @param waitingSenders the number of threads that wait to send
	 * @param refusals the number of peers whose connections were closed, by reason
	 * @param lastRefusal the address of the last one and what it did, or null
	 * @param readerAttached whether a listener or the template receives from it
	 * @param lastError what went wrong last, or null
	 */
	public record EndpointDescriptor(String type, String context, String state, List<AddressDescriptor> addresses,
			int peers, List<String> peerAddresses, long reconnects, List<String> topics,
			Map<String, Integer> subscriptions, int pendingRequests, long received, long sent,
			Map<String, Long> dropped, int waitingSenders, Map<String, Long> refusals, @Nullable String lastRefusal,
			boolean readerAttached, @Nullable String lastError) {

		static EndpointDescriptor of(ManagedSocket socket, int pendingRequests) {
			EndpointSnapshot snapshot = socket.snapshot();
			Map<String, Long> dropped = new LinkedHashMap<>();
			DropReason.of(snapshot.endpoint().type())
				.forEach((reason) -> dropped.put(reason.tag(), snapshot.dropped().getOrDefault(reason, 0L)));
			Map<String, Long> refusals = new LinkedHashMap<>();
			snapshot.refusals().forEach((reason, count) -> refusals.put(reason.tag(), count));
			return new EndpointDescriptor(snapshot.endpoint().type().label(), snapshot.endpoint().context(),
					kebab(snapshot.state()), snapshot.connections().stream().map(AddressDescriptor::of).toList(),
					snapshot.peers(), socket.peerAddresses(), snapshot.reconnects(), socket.topics(),
					socket.peerSubscriptions(), pendingRequests, snapshot.received(), snapshot.sent(), dropped,
					snapshot.waitingSenders(), refusals, snapshot.lastRefusal(), snapshot.readerAttached(),
					snapshot.lastError());
		}

	}

	/**
	 * An address of an endpoint.
	 *
	 * @param address the address as it is configured
	 * @param bind whether it is an address to listen on
	 * @param state the state of the address
	 * @param actual the address as ZeroMQ resolved it, or null
	 * @param attempts the number of failed attempts since it last worked
	 * @param lastError what went wrong last, or null
	 */
	public record AddressDescriptor(String address, boolean bind, String state, @Nullable String actual, long attempts,
			@Nullable String lastError) {

		static AddressDescriptor of(ConnectionSnapshot connection) {
			return new AddressDescriptor(connection.address(), connection.bind(), kebab(connection.state()),
					connection.actual(), connection.attempts(), connection.lastError());
		}

	}

	/**
	 * A listener.
	 *
	 * @param endpoint the name of its endpoint
	 * @param state whether it runs
	 * @param topics the topic prefixes that it takes; none: all
	 * @param concurrency how many messages it handles at once at most
	 * @param dispatch which threads handle its messages
	 * @param handled the number of messages whose handling has ended
	 * @param failed the number of messages that could not be handled
	 * @param queued the number of messages that wait for a worker
	 * @param inFlight the number of messages that are being handled
	 */
	public record ListenerDescriptor(String endpoint, String state, List<String> topics, int concurrency,
			String dispatch, long handled, long failed, int queued, int inFlight) {

		static ListenerDescriptor of(ListenerSnapshot snapshot) {
			return new ListenerDescriptor(snapshot.endpoint(), kebab(snapshot.state()), snapshot.topics(),
					snapshot.concurrency(), kebab(snapshot.dispatch()), snapshot.handled(), snapshot.failed(),
					snapshot.queued(), snapshot.inFlight());
		}

	}

}
