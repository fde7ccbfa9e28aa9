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

package io.zmqspring.benchmarks.rpc;

import java.util.Objects;

import io.rsocket.frame.decoder.PayloadDecoder;
import io.rsocket.transport.netty.server.CloseableChannel;
import io.rsocket.transport.netty.server.TcpServerTransport;
import io.zmqspring.benchmarks.run.BootJson;
import io.zmqspring.benchmarks.run.Settings;
import io.zmqspring.benchmarks.run.Side;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.messaging.rsocket.annotation.support.RSocketMessageHandler;
import org.springframework.stereotype.Controller;

/**
 * Spring's RSocket over TCP, as Spring Boot would set it up: frames are decoded without a
 * copy, Netty's buffers are pooled, and epoll is used where there is one. The payload is
 * JSON, as that of the others is.
 */
public final class RSocketServer implements Side {

	private final CloseableChannel channel;

	public RSocketServer(Settings settings) {
		this.channel = Objects.requireNonNull(
				io.rsocket.core.RSocketServer.create(RSocketMessageHandler.responder(strategies(), new Orders()))
					.payloadDecoder(PayloadDecoder.ZERO_COPY)
					.bind(TcpServerTransport.create("127.0.0.1", 0))
					.block());
	}

	static RSocketStrategies strategies() {
		JsonMapper mapper = BootJson.mapper();
		return RSocketStrategies.builder()
			.encoder(new JacksonJsonEncoder(mapper))
			.decoder(new JacksonJsonDecoder(mapper))
			.build();
	}

	@Override
	public String address() {
		return "tcp://127.0.0.1:" + this.channel.address().getPort();
	}

	@Override
	public void close() {
		this.channel.dispose();
		this.channel.onClose().block();
	}

	@Controller
	private static final class Orders {

		@MessageMapping("orders")
		Order place(Order order) {
			return order;
		}

	}

}
