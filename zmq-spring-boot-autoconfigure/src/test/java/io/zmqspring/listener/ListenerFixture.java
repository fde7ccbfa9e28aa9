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

package io.zmqspring.listener;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.zmqspring.convert.BytesCodec;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.JacksonCodec;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.TextCodec;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.observation.RecordedObservations;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.MessageReceiver;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZMsgConverter;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real endpoints over inproc, and what happened to the messages of their listeners.
 */
final class ListenerFixture implements AutoCloseable {

	static final long PATIENCE_SECONDS = 20;

	static final ListenerSettings SETTINGS = new ListenerSettings(4, Duration.ofSeconds(PATIENCE_SECONDS), false);

	final PayloadConverter converter = new PayloadConverter(
			List.of(new BytesCodec(), new TextCodec(), new JacksonCodec(JacksonCodec.JSON, new JsonMapper())),
			List.of(new ZMsgConverter()));

	final BlockingQueue<ListenerError> errors = new LinkedBlockingQueue<>();

	final RecordedObservations observed = new RecordedObservations();

	final ZmqSockets sockets;

	ListenerFixture(ZmqEndpoint... endpoints) {
		this.sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(endpoints), Map.of(), List.of(), List.of());
	}

	static ZmqEndpoint bound(String name, EndpointType type) {
		return ZmqEndpoint.of(name, type, List.of("inproc://" + name), List.of());
	}

	static ZmqEndpoint connected(String name, EndpointType type, String to) {
		return ZmqEndpoint.of(name, type, List.of(), List.of("inproc://" + to));
	}

	static Framing framing(EndpointType type) {
		return Framing.of(ZmqEndpoint.builder("orders", type).build());
	}

	static SocketOptions shortSend() {
		return SocketOptions.NONE.with("sendTimeout", Duration.ofMillis(50));
	}

	ListenerFixture start() {
		this.sockets.start();
		return this;
	}

	ManagedSocket socket(String endpoint) {
		return this.sockets.get(endpoint);
	}

	void send(String endpoint, String... frames) {
		socket(endpoint).send(ZmqMessage.ofText(frames));
	}

	long dropped(String endpoint, DropReason reason) {
		return socket(endpoint).snapshot().dropped().get(reason);
	}

	ZmqErrorHandler errorHandler() {
		return (error) -> {
			this.errors.add(error);
			return null;
		};
	}

	ZmqListenerRegistry registry() {
		return registry(SETTINGS, null);
	}

	ZmqListenerRegistry registry(ListenerSettings settings, @Nullable Executor executor) {
		return new ZmqListenerRegistry(this.sockets, Framing::of, this.converter, settings, errorHandler(),
				this.observed.observations(), executor);
	}

	MethodListenerFactory methods() {
		return new MethodListenerFactory(this.sockets, this.converter,
				org.springframework.core.convert.support.DefaultConversionService.getSharedInstance(), null, List.of(),
				null);
	}

	ListenerInvoker invoker(String endpoint, MessageListener listener) {
		return invoker(endpoint, ListenerDefinition.of(endpoint, listener));
	}

	private ListenerInvoker invoker(String id, ListenerDefinition definition) {
		ManagedSocket socket = socket(definition.endpoint());
		return new ListenerInvoker(socket.endpoint(), id, Framing.of(socket.endpoint()), definition.listener(),
				new ReplySender(socket, Framing.of(socket.endpoint()), this.converter, definition.codec(),
						definition.listener().returnType(), null),
				errorHandler(), this.observed.observations());
	}

	/**
	 * Make a container that the test drives step by step.
	 */
	ListenerContainer container(EndpointDispatcher dispatcher, String id, ListenerDefinition definition,
			int concurrency, ListenerSettings settings, @Nullable Executor executor) {
		ListenerContainer container = new ListenerContainer(id, definition, concurrency, settings,
				socket(definition.endpoint()), dispatcher, invoker(id, definition),
				new WorkerExecutors(settings, executor));
		dispatcher.register(container);
		return container;
	}

	static List<ZmqMessage> messages(String... texts) {
		return Arrays.stream(texts).map(ZmqMessage::ofText).toList();
	}

	static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
		T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		assertThat(next).as("came within " + PATIENCE_SECONDS + " s").isNotNull();
		return next;
	}

	/**
	 * Keep what an endpoint without listeners receives.
	 */
	BlockingQueue<ZmqMessage> received(String endpoint) {
		BlockingQueue<ZmqMessage> received = new LinkedBlockingQueue<>();
		socket(endpoint).attach(new MessageReceiver() {

			@Override
			public int demand() {
				return Integer.MAX_VALUE;
			}

			@Override
			public void receive(List<ZmqMessage> messages) {
				received.addAll(messages);
			}

		});
		return received;
	}

	@Override
	public void close() {
		this.sockets.stop();
	}

}
