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

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.patch.JeroMqPatch;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/**
 * Makes requests over sockets in a virtual machine of its own, for
 * {@link JeroMqPatchTests}: there each class is loaded only once.
 */
public final class PatchProgram {

	private static final int REQUESTS = 200;

	private PatchProgram() {
	}

	/**
	 * Run the program.
	 * @param args what to do: {@code patch} or {@code exclude}, and before it {@code use}
	 * to use JeroMQ first
	 */
	public static void main(String[] args) throws InterruptedException {
		for (String step : args) {
			if ("use".equals(step)) {
				try (ZContext context = new ZContext()) {
					context.createSocket(SocketType.PAIR).bind("inproc://used");
				}
			}
			else {
				makeRequests("patch".equals(step));
			}
		}
	}

	private static void makeRequests(boolean patch) throws InterruptedException {
		SocketLayerSettings settings = new SocketLayerSettings(1, 256, Duration.ofSeconds(5),
				patch ? Set.of() : EnumSet.allOf(JeroMqPatch.class), Map.of());
		ZmqSockets server = sockets(settings, Endpoints.bind("server", EndpointType.REP, Endpoints.ANY_PORT));
		server.start();
		String address = RunningSockets.address(server.get("server"));
		ZmqSockets client = sockets(settings, Endpoints.connect("client", EndpointType.REQ, address));
		client.start();
		try {
			server.get("server").attach(echo(server.get("server")));
			Inbox replies = new Inbox();
			client.get("client").attach(replies);
			for (int i = 0; i < REQUESTS; i++) {
				client.get("client").send(ZmqMessage.ofText("id", "", "request " + i));
				String reply = replies.takeText();
				if (!("request " + i).equals(reply)) {
					throw new IllegalStateException("Request " + i + " was answered with " + reply);
				}
			}
			server.patches()
				.forEach((patched, result) -> System.out
					.println(patched.label() + ' ' + result.state() + ' ' + result.detail()));
			System.out.println("replies " + REQUESTS);
		}
		finally {
			client.stop();
			server.stop();
		}
	}

	private static MessageReceiver echo(ManagedSocket socket) {
		return new MessageReceiver() {

			@Override
			public int demand() {
				return Integer.MAX_VALUE;
			}

			@Override
			public void receive(List<ZmqMessage> batch) {
				batch.forEach(socket::send);
			}

		};
	}

	private static ZmqSockets sockets(SocketLayerSettings settings, ZmqEndpoint endpoint) {
		return new ZmqSockets(settings, List.of(endpoint), Map.of(), List.of(), List.of());
	}

}
