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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.zmqspring.benchmarks.jmh.StarterParts;
import io.zmqspring.benchmarks.rpc.Order;
import io.zmqspring.convert.Framing;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.ManagedSocket;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.zeromq.ZContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a received message to the listener method that has returned. Raw is what a program
 * does with the received array that decodes it and calls the method itself.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ListenerInvokerBenchmark {

	private static final String ENDPOINT = "in";

	private final JsonMapper mapper = new JsonMapper();

	private final byte[] payload = this.mapper.writeValueAsBytes(Order.sample());

	private ZContext context;

	private StarterParts starter;

	private ListenerInvoker bytes;

	private ListenerInvoker text;

	private ListenerInvoker json;

	private Method method;

	private @Nullable Object last;

	/**
	 * Make the listeners.
	 * @throws NoSuchMethodException if there is no listener method
	 */
	@Setup
	public void open() throws NoSuchMethodException {
		this.context = new ZContext();
		this.starter = new StarterParts(this.context,
				ZmqEndpoint.of(ENDPOINT, EndpointType.PULL, List.of("inproc://in"), List.of()));
		this.bytes = invoker(byte[].class);
		this.text = invoker(String.class);
		this.json = invoker(Order.class);
		this.method = getClass().getMethod("handle", byte[].class);
	}

	private ListenerInvoker invoker(Class<?> payloadType) {
		ManagedSocket socket = this.starter.sockets().get(ENDPOINT);
		Framing framing = Framing.of(socket.endpoint());
		return new ListenerInvoker(socket.endpoint(), ENDPOINT, framing,
				this.starter.listener(ENDPOINT, this, payloadType),
				new ReplySender(socket, framing, this.starter.converter(), null, null, null), new LoggingErrorHandler(),
				ZmqObservations.NOOP);
	}

	/**
	 * Close the sockets.
	 */
	@TearDown
	public void close() {
		this.starter.close();
		this.context.close();
	}

	/**
	 * A listener.
	 * @param payload the payload
	 */
	public void handle(byte[] payload) {
		this.last = payload;
	}

	/**
	 * A listener.
	 * @param payload the payload
	 */
	public void handle(String payload) {
		this.last = payload;
	}

	/**
	 * A listener.
	 * @param payload the payload
	 */
	public void handle(Order payload) {
		this.last = payload;
	}

	private @Nullable Object invoke(ListenerInvoker invoker) {
		invoker.handle(ZmqMessage.of(this.payload), ListenerInvokerBenchmark::requireSuccess);
		return this.last;
	}

	private static void requireSuccess(@Nullable Throwable error) {
		if (error != null) {
			throw new IllegalStateException(error);
		}
	}

	/**
	 * The array by reflection alone.
	 * @return what the listener got
	 * @throws InvocationTargetException if the listener throws
	 * @throws IllegalAccessException if the listener is not accessible
	 */
	@Benchmark
	public @Nullable Object rawBytes() throws InvocationTargetException, IllegalAccessException {
		this.method.invoke(this, (Object) this.payload);
		return this.last;
	}

	/**
	 * The array by a listener.
	 * @return what the listener got
	 */
	@Benchmark
	public @Nullable Object bytes() {
		return invoke(this.bytes);
	}

	/**
	 * Text without a listener.
	 * @return the text
	 */
	@Benchmark
	public @Nullable Object rawText() {
		handle(new String(this.payload, StandardCharsets.UTF_8));
		return this.last;
	}

	/**
	 * Text by a listener.
	 * @return what the listener got
	 */
	@Benchmark
	public @Nullable Object text() {
		return invoke(this.text);
	}

	/**
	 * An object in JSON without a listener.
	 * @return the object
	 */
	@Benchmark
	public @Nullable Object rawJson() {
		handle(this.mapper.readValue(this.payload, Order.class));
		return this.last;
	}

	/**
	 * An object in JSON by a listener.
	 * @return what the listener got
	 */
	@Benchmark
	public @Nullable Object json() {
		return invoke(this.json);
	}

}
