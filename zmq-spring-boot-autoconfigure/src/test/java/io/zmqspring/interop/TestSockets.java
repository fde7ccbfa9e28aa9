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

package io.zmqspring.interop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.zmqspring.convert.BytesCodec;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.TextCodec;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.ContextSnapshot;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.MessageReceiver;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZMsgConverter;
import io.zmqspring.socket.ZmqSockets;
import org.awaitility.Awaitility;

/**
 * Endpoints with a template and no Spring context.
 */
public final class TestSockets implements AutoCloseable {

	private final ZmqSockets sockets;

	private final ZmqTemplate template;

	/**
	 * Start endpoints.
	 * @param endpoints the endpoints
	 */
	public TestSockets(ZmqEndpoint... endpoints) {
		this.sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(endpoints), Map.of(), List.of(), List.of());
		PayloadConverter converter = new PayloadConverter(List.of(new BytesCodec(), new TextCodec()),
				List.of(new ZMsgConverter()));
		this.template = new ZmqTemplate(this.sockets, Framing::of, converter, ZmqObservations.NOOP);
		this.sockets.start();
		this.template.start();
	}

	/**
	 * Return the template.
	 * @return the template
	 */
	public ZmqTemplate template() {
		return this.template;
	}

	/**
	 * Return the socket of an endpoint.
	 * @param endpoint the name of the endpoint
	 * @return the socket
	 */
	public ManagedSocket socket(String endpoint) {
		return this.sockets.get(endpoint);
	}

	/**
	 * Return what is known of the contexts.
	 * @return a snapshot for each context
	 */
	public List<ContextSnapshot> contexts() {
		return this.sockets.contexts();
	}

	/**
	 * Return the address that an endpoint is bound to.
	 * @param endpoint the name of the endpoint
	 * @return the address with its port
	 */
	public String address(String endpoint) {
		return String.valueOf(socket(endpoint).snapshot().connections().get(0).actual());
	}

	/**
	 * Keep what an endpoint receives.
	 * @param endpoint the name of the endpoint
	 * @return what it receives from now on
	 */
	public Received read(String endpoint) {
		Received received = new Received();
		read(endpoint, received.messages::add);
		return received;
	}

	/**
	 * Read an endpoint.
	 * @param endpoint the name of the endpoint
	 * @param consumer takes each message, on the poller thread
	 */
	public void read(String endpoint, Consumer<ZmqMessage> consumer) {
		socket(endpoint).attach(new Reader(consumer));
	}

	@Override
	public void close() {
		this.template.stop();
		this.sockets.stop();
	}

	/**
	 * What an endpoint has received.
	 */
	public static final class Received {

		private final List<ZmqMessage> messages = Collections.synchronizedList(new ArrayList<>());

		private Received() {
		}

		/**
		 * Wait for messages.
		 * @param count how many there must be at least
		 * @return all that have come
		 */
		public List<ZmqMessage> await(int count) {
			Awaitility.await().atMost(PyPeer.PATIENCE).until(() -> this.messages.size() >= count);
			return all();
		}

		/**
		 * Return what has come until now.
		 * @return the messages
		 */
		public List<ZmqMessage> all() {
			synchronized (this.messages) {
				return List.copyOf(this.messages);
			}
		}

		/**
		 * Forget what has come.
		 */
		public void clear() {
			this.messages.clear();
		}

	}

	private record Reader(Consumer<ZmqMessage> consumer) implements MessageReceiver {

		@Override
		public int demand() {
			return 100;
		}

		@Override
		public void receive(List<ZmqMessage> messages) {
			messages.forEach(this.consumer);
		}

	}

}
