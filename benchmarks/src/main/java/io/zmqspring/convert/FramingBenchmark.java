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

	private final byte[] payload = new byte[256];

	private final byte[] id = new byte[8];

	private final byte[] empty = {};

	private final ZmqMessage plain = ZmqMessage.of(this.payload);

	private final ZmqMessage published = ZmqMessage.of("EUR".getBytes(StandardCharsets.UTF_8), this.payload);

	private final ZmqMessage requested = ZmqMessage.of(this.id, this.id, this.empty, this.payload);

	private final OutboundFraming outbound = new OutboundFraming(
			new PayloadConverter(List.of(new BytesCodec(), new TextCodec()), List.of()));

	private final ZmqEndpoint push = ZmqEndpoint.of("push", EndpointType.PUSH, List.of(), List.of());

	private final ZmqEndpoint publish = ZmqEndpoint.of("pub", EndpointType.PUB, List.of(), List.of());

	/**
	 * A message of the payload alone.
	 * @return its parts
	 */
	@Benchmark
	public InboundMessage inPlain() {
		return InboundFraming.PLAIN.split(this.plain);
	}

	/**
	 * A message with a topic.
	 * @return its parts
	 */
	@Benchmark
	public InboundMessage inTopic() {
		return InboundFraming.TOPIC.split(this.published);
	}

	/**
	 * A message with an envelope.
	 * @return its parts
	 */
	@Benchmark
	public InboundMessage inEnvelope() {
		return InboundFraming.ENVELOPE.split(this.requested);
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
		return this.outbound.frame(this.push, this.payload, null, null);
	}

	/**
	 * A message with a topic.
	 * @return the message
	 */
	@Benchmark
	public ZmqMessage outTopic() {
		return this.outbound.frame(this.publish, this.payload, "EUR", null);
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
		return InboundFraming.request(this.id, this.plain);
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
