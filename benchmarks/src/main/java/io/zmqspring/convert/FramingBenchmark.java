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

package io.zmqspring.convert;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.zeromq.ZFrame;
import org.zeromq.ZMsg;

/**
 * Messages put together and taken apart. Raw is the same with JeroMQ's own list of
 * frames.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FramingBenchmark {

	private static final ZmqEndpoint ENDPOINT = ZmqEndpoint.of("endpoint", EndpointType.PUSH, List.of(), List.of());

	private final byte[] payload = new byte[256];

	private final byte[] id = new byte[8];

	private final byte[] empty = {};

	private final ZmqMessage plain = ZmqMessage.of(this.payload);

	private final ZmqMessage published = ZmqMessage.of("EUR".getBytes(StandardCharsets.UTF_8), this.payload);

	private final ZmqMessage requested = ZmqMessage.of(this.id, this.id, this.empty, this.payload);

	private final PayloadConverter converter = new PayloadConverter(List.of(new BytesCodec(), new TextCodec()),
			List.of());

	private final Framing push = framing(EndpointType.PUSH);

	private final Framing publish = framing(EndpointType.PUB);

	private final Framing pull = framing(EndpointType.PULL);

	private final Framing subscribe = framing(EndpointType.SUB);

	private final Framing router = framing(EndpointType.ROUTER);

	private final Framing request = framing(EndpointType.REQ);

	private static Framing framing(EndpointType type) {
		return Framing.of(ZmqEndpoint.of("endpoint", type, List.of(), List.of()));
	}

	private ZmqMessage.Builder frames(OutboundMessage message) {
		return this.converter.toFrames("endpoint", null, message.payload(), null);
	}

	/**
	 * A message of the payload alone.
	 * @return its parts
	 */
	@Benchmark
	public InboundMessage inPlain() {
		return this.pull.split(this.plain);
	}

	/**
	 * A message with a topic.
	 * @return its parts
	 */
	@Benchmark
	public InboundMessage inTopic() {
		return this.subscribe.split(this.published);
	}

	/**
	 * A message with an envelope.
	 * @return its parts
	 */
	@Benchmark
	public InboundMessage inEnvelope() {
		return this.router.split(this.requested);
	}

	/**
	 * A message with an envelope, which is taken off.
	 * @return the rest
	 */
	@Benchmark
	public ZMsg rawInEnvelope() {
		ZMsg message = new ZMsg();
		message.add(this.id);
		message.add(this.id);
		message.add(this.empty);
		message.add(this.payload);
		ZFrame routingId = message.pop();
		ZFrame correlationId = message.unwrap();
		if (routingId == null || correlationId == null) {
			throw new IllegalStateException("There is no envelope");
		}
		return message;
	}

	/**
	 * A message of the payload alone.
	 * @return the message
	 */
	@Benchmark
	public ZmqMessage outPlain() {
		OutboundMessage message = OutboundMessage.of(ENDPOINT, this.payload, null);
		return this.push.message(message, frames(message));
	}

	/**
	 * A message with a topic.
	 * @return the message
	 */
	@Benchmark
	public ZmqMessage outTopic() {
		OutboundMessage message = OutboundMessage.of(ENDPOINT, this.payload, null).withTopic("EUR");
		return this.publish.message(message, frames(message));
	}

	/**
	 * A message with a topic.
	 * @return the message
	 */
	@Benchmark
	public ZMsg rawOutTopic() {
		ZMsg message = new ZMsg();
		message.add("EUR");
		message.add(this.payload);
		return message;
	}

	/**
	 * A message with an envelope.
	 * @return the message
	 */
	@Benchmark
	public ZmqMessage outRequest() {
		OutboundMessage message = OutboundMessage.of(ENDPOINT, this.payload, null);
		return this.request.request(1, message, frames(message));
	}

	/**
	 * A message with an envelope.
	 * @return the message
	 */
	@Benchmark
	public ZMsg rawOutRequest() {
		ZMsg message = new ZMsg();
		message.add(this.id);
		message.add(this.empty);
		message.add(this.payload);
		return message;
	}

}
