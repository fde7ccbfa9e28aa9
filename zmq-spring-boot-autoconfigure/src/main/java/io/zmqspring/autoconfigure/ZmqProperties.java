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

package io.zmqspring.autoconfigure;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.listener.ListenerSettings;
import io.zmqspring.patch.JeroMqPatch;
import io.zmqspring.socket.ContextSettings;
import io.zmqspring.socket.SocketLayerSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for ZeroMQ.
 *
 * @param contexts The ZeroMQ contexts by name. An endpoint selects one with 'context'.
 * The context 'default' always exists. A ZContext bean of the same name replaces these
 * settings.
 * @param poller The threads that read the sockets.
 * @param listener The listener containers.
 * @param shutdownTimeout How long a stop waits for a context to end, in addition to the
 * longest linger of its sockets.
 * @param jeromqPatches The patches of JeroMQ 0.6.0 that are applied when its classes are
 * loaded.
 * @param defaults The socket options of all endpoints that do not set them under
 * 'options'.
 * @param endpoints The endpoints by name, each with a ZeroMQ socket.
 */
@ConfigurationProperties(prefix = "zmq", ignoreUnknownFields = false)
public record ZmqProperties(@DefaultValue Map<String, Context> contexts, @DefaultValue Poller poller,
		@DefaultValue Listener listener, @DefaultValue("5s") Duration shutdownTimeout,
		@DefaultValue JeromqPatches jeromqPatches, @DefaultValue @NestedConfigurationProperty SocketOptions defaults,
		@DefaultValue Map<String, Endpoint> endpoints) {

	/**
	 * Return the settings of the socket layer.
	 * @return the settings
	 * @throws InvalidConfigurationPropertyValueException if a value is out of range
	 */
	SocketLayerSettings toSettings() {
		requirePositive("zmq.poller.threads", this.poller.threads());
		requirePositive("zmq.poller.batch-size", this.poller.batchSize());
		requireNotNegative("zmq.shutdown-timeout", this.shutdownTimeout);
		Map<String, ContextSettings> settings = new LinkedHashMap<>();
		this.contexts.forEach((name, context) -> settings.put(name, context.toSettings(name)));
		return new SocketLayerSettings(this.poller.threads(), this.poller.batchSize(), this.shutdownTimeout,
				this.jeromqPatches.excluded(), settings);
	}

	/**
	 * Return the settings of listeners.
	 * @param virtualThreads whether the application uses virtual threads
	 * @return the settings
	 * @throws InvalidConfigurationPropertyValueException if a value is out of range
	 */
	ListenerSettings toListenerSettings(boolean virtualThreads) {
		requirePositive("zmq.listener.prefetch", this.listener.prefetch());
		requireNotNegative("zmq.listener.stop-timeout", this.listener.stopTimeout());
		return new ListenerSettings(this.listener.prefetch(), this.listener.stopTimeout(), virtualThreads);
	}

	private static void requirePositive(String name, int value) {
		if (value < 1) {
			throw new InvalidConfigurationPropertyValueException(name, value, "It must be 1 or more.");
		}
	}

	private static void requireNotNegative(String name, Duration value) {
		if (value.isNegative()) {
			throw new InvalidConfigurationPropertyValueException(name, value, "It must not be negative.");
		}
	}

	/**
	 * A ZeroMQ context.
	 *
	 * @param ioThreads The number of threads for the network input and output of the
	 * context.
	 * @param maxSockets The number of sockets that the context may have at the same time.
	 * @param maxIncompleteSize The total size of all messages over 64 KB that peers have
	 * begun to send. A connection on which one more begins is closed. By default a
	 * quarter of the maximum heap.
	 */
	public record Context(@DefaultValue("1") int ioThreads, @DefaultValue("1024") int maxSockets,
			@Nullable DataSize maxIncompleteSize) {

		private ContextSettings toSettings(String name) {
			String prefix = "zmq.contexts." + name;
			requirePositive(prefix + ".io-threads", this.ioThreads);
			requirePositive(prefix + ".max-sockets", this.maxSockets);
			DataSize size = this.maxIncompleteSize;
			if (size != null && size.toBytes() < 1) {
				throw new InvalidConfigurationPropertyValueException(prefix + ".max-incomplete-size", size,
						"It must be 1 byte or more.");
			}
			return new ContextSettings(this.ioThreads, this.maxSockets,
					(size != null) ? size.toBytes() : ContextSettings.DEFAULTS.maxIncompleteSize());
		}

	}

	/**
	 * The patches of JeroMQ 0.6.0 that are applied when its classes are loaded.
	 *
	 * @param enabled Whether to apply the patches of JeroMQ.
	 * @param exclude The patches that are not applied: signaler, io-thread, guard.
	 */
	public record JeromqPatches(@DefaultValue("true") boolean enabled, @DefaultValue Set<JeroMqPatch> exclude) {

		Set<JeroMqPatch> excluded() {
			return this.enabled ? this.exclude : EnumSet.allOf(JeroMqPatch.class);
		}

	}

	/**
	 * The threads that read the sockets.
	 *
	 * @param threads The number of threads that read the sockets.
	 * @param batchSize How many messages one socket may hand over before its poller
	 * serves the next socket.
	 */
	public record Poller(@DefaultValue("1") int threads, @DefaultValue("256") int batchSize) {

	}

	/**
	 * The listener containers.
	 *
	 * @param prefetch How many messages a listener may take over from its socket before
	 * they are handled.
	 * @param stopTimeout How long a stop waits for a listener to handle the messages that
	 * it has taken over.
	 */
	public record Listener(@DefaultValue("256") int prefetch, @DefaultValue("8s") Duration stopTimeout) {

	}

	/**
	 * One endpoint.
	 *
	 * @param type The socket type: push, pull, pub, sub, xpub, xsub, req, rep, dealer,
	 * router or pair. Required.
	 * @param context The name of the endpoint's context.
	 * @param bind The addresses to listen on, for example tcp://*:5555. Port 0 or '*'
	 * chooses any free port and publishes it as local.zmq.[endpoint].port.
	 * @param connect The addresses to connect to, for example tcp://host:5555.
	 * @param topics The topic prefixes that a sub or xsub endpoint subscribes to, in
	 * addition to those of its listeners.
	 * @param options The socket options of this endpoint, which override those in
	 * zmq.defaults.
	 * @param codec The name of the codec for payloads, for example json. By default, the
	 * type of the payload decides.
	 * @param requestTimeout How long a request waits for its reply.
	 * @param maxPendingRequests How many requests may wait for a reply at the same time.
	 * @param maxRememberedTopics How many topics that peers have subscribed to a pub or
	 * xpub endpoint remembers. Subscriptions to more topics work, but they are neither
	 * shown nor waited for.
	 * @param failFast Whether startup fails when an address cannot be bound. Otherwise
	 * the endpoint retries until it can bind.
	 */
	public record Endpoint(@Nullable EndpointType type, @DefaultValue(ZmqEndpoint.DEFAULT_CONTEXT) String context,
			@DefaultValue List<String> bind, @DefaultValue List<String> connect, @DefaultValue List<String> topics,
			@DefaultValue @NestedConfigurationProperty SocketOptions options, @Nullable String codec,
			@DefaultValue("5s") Duration requestTimeout, @DefaultValue("65536") int maxPendingRequests,
			@DefaultValue("10000") int maxRememberedTopics, @DefaultValue("true") boolean failFast) {

	}

}
