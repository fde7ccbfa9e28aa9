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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a real peer says to a bound endpoint, recorded by a relay between the two: its
 * handshake, messages or subscriptions, and heartbeats.
 *
 * @param bytes all that it said on its first connection
 */
record GoodStream(byte[] bytes) {

	private static final int MESSAGES = 5;

	private static final SocketOptions HEARTBEATS = SocketOptions.NONE.with("heartbeatInterval", Duration.ofMillis(100))
		.with("heartbeatTimeout", Duration.ofMillis(90));

	/**
	 * Record a peer. The endpoint it talks to is of no further use.
	 * @param bound the type of the endpoint
	 * @param peer the type of the peer
	 */
	static GoodStream record(EndpointType bound, EndpointType peer) throws Exception {
		ZmqEndpoint server = ZmqEndpoint.of("server", bound, List.of(Endpoints.ANY_PORT), List.of());
		server = (bound == EndpointType.SUB) ? server.withTopics("") : server;
		try (RunningSockets servers = RunningSockets.start(server);
				Relay relay = new Relay(RunningSockets.address(servers.get("server")))) {
			ZmqEndpoint client = ZmqEndpoint.of("client", peer, List.of(), List.of(relay.address()))
				.withOptions(HEARTBEATS);
			client = (peer == EndpointType.SUB) ? client.withTopics("recorded", "other") : client;
			if (bound == EndpointType.XSUB) {
				servers.get("server").send(ZmqMessage.of(new byte[] { 1 }));
			}
			ZmqSockets clients = new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(client), Map.of(), List.of(),
					List.of());
			clients.start();
			try {
				talk(clients.get("client"));
				await().pollInterval(Duration.ofMillis(10)).until(() -> relay.hasHeard("PING"));
			}
			finally {
				clients.stop();
			}
			assertThat(relay.hasHeard("READY")).isTrue();
			return new GoodStream(relay.heard());
		}
	}

	private static void talk(ManagedSocket client) throws InterruptedException {
		switch (client.endpoint().type()) {
			case SUB -> {
				assertThat(client.awaitPeers(1, Endpoints.LONG)).isTrue();
				client.subscribe("more");
				client.unsubscribe("other");
			}
			case PULL -> {
				// It only listens.
			}
			case PUB -> {
				assertThat(client.awaitSubscribers(new byte[0], 1, Endpoints.LONG)).isTrue();
				send(client);
			}
			default -> send(client);
		}
	}

	private static void send(ManagedSocket client) {
		for (int i = 0; i < MESSAGES; i++) {
			client.send(ZmqMessage.of(("recorded " + i).getBytes(StandardCharsets.UTF_8), new byte[0],
					new byte[(i == 1) ? 300 : i]));
		}
	}

	/**
	 * Return the greeting that it begins with.
	 */
	byte[] greeting() {
		return Arrays.copyOf(this.bytes, ZmtpBytes.GREETING_LENGTH);
	}

	/**
	 * Return the stream with one to four changes.
	 */
	byte[] mutate(Random random) {
		byte[] stream = this.bytes.clone();
		int changes = 1 + random.nextInt(4);
		for (int i = 0; i < changes; i++) {
			int at = random.nextInt(stream.length);
			int length = Math.min(1 + random.nextInt(16), stream.length - at);
			switch (random.nextInt(6)) {
				case 0 -> stream[at] = (byte) random.nextInt(256);
				case 1 -> stream[at] ^= (byte) (1 << random.nextInt(8));
				case 2 -> stream = join(stream, at, at + 1);
				case 3 -> stream = join(stream, at + length, at);
				case 4 -> stream = join(stream, at, Math.max(at, stream.length - length));
				default -> stream = Arrays.copyOf(stream, Math.max(1, at));
			}
		}
		return stream;
	}

	/**
	 * Return the bytes up to one place and those from another one on: what lies between
	 * is left out or comes twice.
	 */
	private static byte[] join(byte[] stream, int end, int from) {
		byte[] joined = new byte[Math.max(1, end + stream.length - from)];
		System.arraycopy(stream, 0, joined, 0, end);
		System.arraycopy(stream, from, joined, end, stream.length - from);
		return joined;
	}

	/**
	 * Passes one connection on and keeps what its client says.
	 */
	private static final class Relay implements AutoCloseable {

		private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

		private final Socket target;

		private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

		private Relay(String address) throws IOException {
			this.target = new Socket(InetAddress.getLoopbackAddress(),
					Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
			new Thread(this::run, "relay").start();
		}

		private String address() {
			return "tcp://127.0.0.1:" + this.server.getLocalPort();
		}

		private void run() {
			try (this.server; Socket client = this.server.accept()) {
				Thread back = new Thread(() -> pass(this.target, client, new ByteArrayOutputStream()), "relay-back");
				back.start();
				pass(client, this.target, this.heard);
			}
			catch (IOException ex) {
				// The recording has ended.
			}
		}

		private void pass(Socket from, Socket to, ByteArrayOutputStream copy) {
			byte[] buffer = new byte[8192];
			try (from; to) {
				InputStream in = from.getInputStream();
				int read;
				while ((read = in.read(buffer)) > 0) {
					synchronized (this) {
						copy.write(buffer, 0, read);
					}
					to.getOutputStream().write(buffer, 0, read);
				}
			}
			catch (IOException ex) {
				// One of the two has ended the connection.
			}
		}

		private synchronized boolean hasHeard(String text) {
			return this.heard.toString(StandardCharsets.ISO_8859_1).contains(text);
		}

		private synchronized byte[] heard() {
			return this.heard.toByteArray();
		}

		@Override
		public void close() throws IOException {
			this.server.close();
			this.target.close();
		}

	}

}
