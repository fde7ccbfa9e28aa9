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

package io.zmqspring.core;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.zmqspring.convert.BytesCodec;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.TextCodec;
import io.zmqspring.convert.ZmqCodec;
import io.zmqspring.convert.ZmqConversionException;
import io.zmqspring.convert.ZmqHeaders;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.endpoint.ZmqInterruptedException;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.endpoint.ZmqOperationException;
import io.zmqspring.endpoint.ZmqPendingRequestsException;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.endpoint.ZmqStoppedException;
import io.zmqspring.endpoint.ZmqUnknownEndpointException;
import io.zmqspring.endpoint.ZmqUnroutableException;
import io.zmqspring.observation.RecordedObservations;
import io.zmqspring.socket.DropReason;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.MessageReceiver;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZMsgConverter;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqTemplate}.
 */
@Timeout(60)
class ZmqTemplateTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final RecordedObservations observed = new RecordedObservations();

	private @Nullable ZmqSockets sockets;

	private @Nullable ZmqTemplate template;

	@AfterEach
	void stop() {
		if (this.template != null) {
			this.template.stop();
		}
		if (this.sockets != null) {
			this.sockets.stop();
		}
	}

	@Test
	void whenSentOverPushThenMessagesAreDelivered() {
		Received received = start(bound("in", EndpointType.PULL), connected("out", EndpointType.PUSH, "in")).read("in");
		this.template.to("out").send("one");
		this.template.to("out").timeout(PATIENCE).send("two".getBytes());
		this.template.to("out").send(ZmqMessage.ofText("a", "", "b"));
		assertThat(received.await(3)).containsExactly("one", "two", "a||b");
	}

	@Test
	void whenSentToARoutingIdThenOnlyThatPeerReceivesIt() {
		Received received = start(bound("router", EndpointType.ROUTER), identified("dealer", "router", "d1"),
				identified("other", "router", "d2"))
			.read("dealer");
		assertThat(this.template.awaitPeers("router", 2, PATIENCE)).isTrue();
		this.template.to("router").routingId("d1".getBytes()).send("for d1");
		this.template.to("router")
			.send(MessageBuilder.withPayload("again").setHeader(ZmqHeaders.ROUTING_ID, "d1".getBytes()).build());
		assertThat(received.await(2)).containsExactly("for d1", "again");
		assertThatExceptionOfType(ZmqUnroutableException.class).isThrownBy(
				() -> this.template.to("router").timeout(Duration.ZERO).routingId("d3".getBytes()).send("for nobody"))
			.withMessageContaining("'router'");
	}

	@Test
	void whenPublishedThenOnlySubscribersOfTheTopicReceiveIt() {
		Received received = start(bound("prices", EndpointType.PUB),
				connected("sub", EndpointType.SUB, "prices").withTopics("EUR"))
			.read("sub");
		assertThat(this.template.awaitSubscribers("prices", "EUR/USD", 1, PATIENCE)).isTrue();
		assertThat(this.template.awaitSubscribers("prices", "GBP", 1, Duration.ofMillis(1))).isFalse();
		this.template.to("prices").publish("USD", "not wanted");
		this.template.to("prices").timeout(PATIENCE).publish("EUR/USD", "1.1");
		this.template.to("prices").send(MessageBuilder.withPayload("1.2").setHeader(ZmqHeaders.TOPIC, "EUR").build());
		assertThat(received.await(2)).containsExactly("EUR/USD|1.1", "EUR|1.2");
	}

	@Test
	void whenSentThenItIsObserved() {
		start(bound("in", EndpointType.PULL), connected("out", EndpointType.PUSH, "in"),
				bound("lonely", EndpointType.PUSH), bound("router", EndpointType.ROUTER),
				bound("prices", EndpointType.PUB));
		this.template.to("out").send("one");
		this.template.to("prices").publish("EUR", "1.1");
		assertThatExceptionOfType(ZmqSendTimeoutException.class)
			.isThrownBy(() -> this.template.to("lonely").timeout(Duration.ZERO).send("two"));
		assertThatExceptionOfType(ZmqUnroutableException.class)
			.isThrownBy(() -> this.template.to("router").routingId("nobody".getBytes()).send("three"));
		assertThat(this.observed.ended()).containsExactly("zmq.send out SUCCESS", "zmq.send prices SUCCESS",
				"zmq.send lonely TIMEOUT", "zmq.send router ERROR");
	}

	@Test
	void whenACallIsKeptThenItCanBeMadeAgainByAnyThread() throws Exception {
		Received received = start(bound("in", EndpointType.PULL), connected("out", EndpointType.PUSH, "in")).read("in");
		ZmqOperations.CallSpec call = this.template.to("out").timeout(PATIENCE);
		call.send("one");
		CompletableFuture.runAsync(() -> call.send("two")).get(10, TimeUnit.SECONDS);
		assertThat(received.await(2)).containsExactly("one", "two");
	}

	@Test
	void whenPayloadTypeIsDeclaredThenTheCodecLearnsIt() throws Exception {
		start(bound("server", EndpointType.REP), connected("client", EndpointType.REQ, "server")).echo("server");
		ZmqOperations.CallSpec call = this.template.to("client")
			.payloadType(new ParameterizedTypeReference<Map<String, Integer>>() {
			});
		assertThat(call.request(Map.of(), String.class))
			.isEqualTo("java.util.Map<java.lang.String, java.lang.Integer>");
		assertThat(call.requestAsync(Map.of(), String.class).get(10, TimeUnit.SECONDS)).startsWith("java.util.Map<");
		assertThat(this.template.to("client").request(new TreeMap<>(), String.class)).isEqualTo("java.util.TreeMap");
	}

	@Test
	void whenRequestIsAnsweredThenTheReplyIsReturned() {
		start(bound("server", EndpointType.REP), connected("client", EndpointType.REQ, "server")).echo("server");
		assertThat(this.template.to("client").request("hello", String.class)).isEqualTo("hello");
		assertThat(this.template.to("client").timeout(PATIENCE).request("hello".getBytes(), byte[].class))
			.isEqualTo("hello".getBytes());
		assertThat(this.template.to("client")
			.request(ZmqMessage.ofText("a", "", "b"), new ParameterizedTypeReference<List<byte[]>>() {
			})).hasSize(3);
		assertThat(this.template.to("client").request("x", Void.class)).isNull();
		assertThat(this.observed.ended()).hasSize(4).containsOnly("zmq.request client SUCCESS");
		assertThat(this.template.pendingRequests()).isEqualTo(Map.of("client", 0));
	}

	@Test
	void whenRequestAsyncIsAnsweredThenItCompletesOffThePoller() throws Exception {
		start(bound("server", EndpointType.REP), connected("client", EndpointType.DEALER, "server")).echo("server");
		CompletableFuture<String> thread = this.template.to("client")
			.requestAsync("hello", String.class)
			.thenApply((reply) -> reply + " on " + Thread.currentThread().getName());
		assertThat(thread.get(10, TimeUnit.SECONDS)).startsWith("hello on ").doesNotContain("poller");
		assertThat(this.template.to("client")
			.timeout(PATIENCE)
			.requestAsync("hello", new ParameterizedTypeReference<String>() {
			})
			.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
	}

	@Test
	void whenRepliesArriveInReverseOrderThenEachReachesItsRequest() throws Exception {
		Received requests = start(bound("server", EndpointType.ROUTER), connected("client", EndpointType.REQ, "server"))
			.read("server");
		List<CompletableFuture<String>> replies = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			replies.add(this.template.to("client").requestAsync("request " + i, String.class));
		}
		List<ZmqMessage> seen = new ArrayList<>(requests.messages(200));
		Collections.reverse(seen);
		seen.forEach((request) -> this.sockets.get("server").send(request));
		for (int i = 0; i < 200; i++) {
			assertThat(replies.get(i).get(10, TimeUnit.SECONDS)).isEqualTo("request " + i);
		}
	}

	@Test
	void whenReplyIsLateThenItIsCountedAndNotMatchedToAnotherRequest() {
		Received requests = start(bound("server", EndpointType.ROUTER), connected("client", EndpointType.REQ, "server"))
			.read("server");
		assertThatExceptionOfType(ZmqRequestTimeoutException.class)
			.isThrownBy(() -> this.template.to("client").timeout(Duration.ofMillis(50)).request("first", String.class))
			.withMessageContaining("'client'");
		this.sockets.get("server").send(requests.messages(1).get(0));
		await().untilAsserted(() -> assertThat(dropped("client", DropReason.LATE_REPLY)).isEqualTo(1));
		CompletableFuture<String> second = this.template.to("client").requestAsync("second", String.class);
		this.sockets.get("server").send(requests.messages(2).get(1));
		assertThat(second.join()).isEqualTo("second");
		assertThat(this.observed.ended()).startsWith("zmq.request client TIMEOUT");
	}

	@Test
	void whenMessageIsNotAReplyThenItIsCounted() {
		start(bound("server", EndpointType.DEALER), connected("client", EndpointType.DEALER, "server"));
		this.template.to("client").requestAsync("to open the replies", String.class);
		this.template.to("server").send("no envelope");
		this.template.to("server").send(ZmqMessage.ofText("not 8 bytes", "", "reply"));
		await().untilAsserted(() -> assertThat(dropped("client", DropReason.LATE_REPLY)).isEqualTo(2));
		assertThat(this.template.pendingRequests()).containsEntry("client", 1);
	}

	@Test
	void whenCallbackWaitsForAnotherReplyThenBothComplete() throws Exception {
		start(bound("server", EndpointType.REP), connected("client", EndpointType.DEALER, "server")).echo("server");
		List<CompletableFuture<String>> outer = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			outer.add(this.template.to("client")
				.requestAsync("outer", String.class)
				.thenApply((reply) -> this.template.to("client").requestAsync("inner", String.class).join()));
		}
		for (CompletableFuture<String> reply : outer) {
			assertThat(reply.get(10, TimeUnit.SECONDS)).isEqualTo("inner");
		}
	}

	@Test
	void whenTimeoutIsForeverThenRequestsAreAnswered() throws Exception {
		start(bound("server", EndpointType.REP), connected("client", EndpointType.REQ, "server")).echo("server");
		Duration forEver = ChronoUnit.FOREVER.getDuration();
		assertThat(this.template.to("client").timeout(forEver).request("hello", String.class)).isEqualTo("hello");
		assertThat(this.template.to("client")
			.timeout(forEver)
			.requestAsync("hello", String.class)
			.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
	}

	@Test
	void whenStoppedThenRequestsFailImmediately() {
		start(bound("server", EndpointType.ROUTER), connected("client", EndpointType.REQ, "server"));
		this.template.stop();
		assertThatExceptionOfType(ZmqStoppedException.class).isThrownBy(
				() -> this.template.to("client").timeout(Duration.ofMinutes(10)).request("hello", String.class));
		assertThat(this.template.to("client").requestAsync("hello", String.class)).isCompletedExceptionally();
		assertThat(this.template.pendingRequests()).containsEntry("client", 0);
	}

	@Test
	void whenRequestAsyncIsNotAnsweredThenItTimesOut() {
		start(bound("server", EndpointType.ROUTER), connected("client", EndpointType.REQ, "server"));
		CompletableFuture<String> reply = this.template.to("client")
			.timeout(Duration.ofMillis(50))
			.requestAsync("hello", String.class);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(ZmqRequestTimeoutException.class);
		assertThat(this.template.pendingRequests()).containsEntry("client", 0);
	}

	@Test
	void whenNoPeerIsConnectedThenTheTimeoutSaysSo() {
		start(connected("client", EndpointType.REQ, "nobody"));
		assertThatExceptionOfType(ZmqRequestTimeoutException.class)
			.isThrownBy(() -> this.template.to("client").timeout(Duration.ofMillis(20)).request("hello", String.class))
			.withMessageContaining("no peer is connected");
	}

	@Test
	void whenRequestIsCancelledThenItIsNoLongerPending() {
		start(bound("server", EndpointType.ROUTER), connected("client", EndpointType.REQ, "server"));
		CompletableFuture<String> reply = this.template.to("client").requestAsync("hello", String.class);
		assertThat(this.template.pendingRequests()).containsEntry("client", 1);
		reply.cancel(false);
		assertThat(this.template.pendingRequests()).containsEntry("client", 0);
	}

	@Test
	void whenPendingRequestsReachTheLimitThenFurtherOnesAreRefused() {
		ZmqEndpoint client = connected("client", EndpointType.REQ, "server");
		start(bound("server", EndpointType.ROUTER),
				client.toBuilder().requestTimeout(Duration.ofSeconds(30)).maxPendingRequests(3).build());
		List<CompletableFuture<String>> pending = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			pending.add(this.template.to("client").requestAsync("hello", String.class));
		}
		assertThatExceptionOfType(ZmqPendingRequestsException.class)
			.isThrownBy(() -> this.template.to("client").request("one more", String.class))
			.withMessageContaining("'client'")
			.withMessageContaining("max-pending-requests");
		pending.get(0).cancel(false);
		assertThat(this.template.to("client").requestAsync("has room", String.class)).isNotCompletedExceptionally();
	}

	@Test
	void whenRequestCannotBeSentThenItIsNotPending() {
		start(bound("client", EndpointType.REQ));
		assertThatExceptionOfType(ZmqSendTimeoutException.class)
			.isThrownBy(() -> this.template.to("client").timeout(Duration.ofMillis(20)).request("hello", String.class))
			.withMessageContaining("no peer");
		assertThat(this.template.pendingRequests()).containsEntry("client", 0);
	}

	@Test
	void whenInterruptedThenTheWaitEndsAndTheFlagStaysSet() throws Exception {
		Received requests = start(bound("server", EndpointType.ROUTER), connected("client", EndpointType.REQ, "server"))
			.read("server");
		AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
		AtomicReference<Boolean> flag = new AtomicReference<>(false);
		Thread thread = new Thread(() -> {
			try {
				this.template.to("client").timeout(Duration.ofSeconds(30)).request("hello", String.class);
			}
			catch (ZmqException ex) {
				thrown.set(ex);
				flag.set(Thread.currentThread().isInterrupted());
			}
		});
		thread.start();
		requests.messages(1);
		thread.interrupt();
		thread.join(10_000);
		assertThat(thrown.get()).isInstanceOf(ZmqInterruptedException.class);
		assertThat(flag.get()).isTrue();
		assertThat(this.template.pendingRequests()).containsEntry("client", 0);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whenStoppedThenPendingRequestsFail(CapturedOutput output) {
		start(bound("server", EndpointType.ROUTER), connected("client", EndpointType.REQ, "server"));
		CompletableFuture<String> reply = this.template.to("client").requestAsync("hello", String.class);
		this.template.stop();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(ZmqStoppedException.class);
		assertThat(output).containsOnlyOnce("'client' was stopped with 1 requests that had no reply yet");
		this.sockets.stop();
		assertThatExceptionOfType(ZmqStoppedException.class)
			.isThrownBy(() -> this.template.to("client").request("hello", String.class));
	}

	@Test
	void whenRestartedThenTheNextRequestIsAnswered() {
		Peers peers = start(bound("server", EndpointType.REP), connected("client", EndpointType.REQ, "server"));
		peers.echo("server");
		assertThat(this.template.to("client").request("before", String.class)).isEqualTo("before");
		this.template.stop();
		this.sockets.stop();
		this.sockets.start();
		this.template.start();
		assertThat(this.template.to("client").request("after", String.class)).isEqualTo("after");
	}

	@Test
	void whenReplyCannotBeDecodedThenTheExceptionNamesTheEndpoint() {
		start(bound("server", EndpointType.REP), connected("client", EndpointType.REQ, "server")).echo("server");
		assertThatExceptionOfType(ZmqConversionException.class)
			.isThrownBy(() -> this.template.to("client").request(new byte[] { (byte) 0xFF }, String.class))
			.withMessageContaining("'client'");
	}

	@Test
	void whenTypeDoesNotSupportAnOperationThenItIsRefused() {
		start(bound("pull", EndpointType.PULL), bound("pub", EndpointType.PUB), bound("rep", EndpointType.REP),
				bound("push", EndpointType.PUSH), bound("router", EndpointType.ROUTER));
		for (String endpoint : Arrays.asList("pull", "rep", "pub", "router")) {
			assertThatExceptionOfType(ZmqOperationException.class)
				.isThrownBy(() -> this.template.to(endpoint).send("hello"))
				.withMessageContaining("'" + endpoint + "'");
		}
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.template.to("push").publish("topic", "hello"));
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.template.to("push").request("hello", String.class));
		assertThat(this.template.to("router").requestAsync("hello", String.class)).isCompletedExceptionally()
			.failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(ZmqOperationException.class);
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.template.to("push").routingId(new byte[1]).send("hello"));
		assertThatExceptionOfType(ZmqOperationException.class)
			.isThrownBy(() -> this.template.awaitSubscribers("push", "topic", 1, PATIENCE));
		assertThatExceptionOfType(ZmqUnknownEndpointException.class)
			.isThrownBy(() -> this.template.to("pusch").send("hello"))
			.withMessageContaining("push");
	}

	@Test
	void whenAHeaderCannotTravelThenNothingIsSent() {
		Received received = start(bound("in", EndpointType.PULL), connected("out", EndpointType.PUSH, "in")).read("in");
		Message<String> tenant = MessageBuilder.withPayload("lost").setHeader("tenant", "a").build();
		assertThatExceptionOfType(ZmqOperationException.class).isThrownBy(() -> this.template.to("out").send(tenant))
			.withMessageContaining("'tenant'");
		assertThat(this.template.to("out").requestAsync(tenant, String.class)).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withMessageContaining("'tenant'");
		this.template.to("out").send(MessageBuilder.withPayload("sent").build());
		assertThat(received.await(1)).containsExactly("sent");
	}

	@Test
	void whenRequestedOnAPollerThreadThenItIsRefused() {
		start(bound("server", EndpointType.PULL), connected("client", EndpointType.PUSH, "server"),
				bound("echo", EndpointType.REP), connected("req", EndpointType.REQ, "echo"));
		AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
		this.sockets.get("server").attach(new Reader((message) -> {
			try {
				this.template.to("req").request("hello", String.class);
			}
			catch (ZmqOperationException ex) {
				thrown.set(ex);
			}
		}));
		this.template.to("client").send("go");
		await().untilAsserted(() -> assertThat(thrown.get()).hasMessageContaining("poller"));
	}

	private Peers start(ZmqEndpoint... endpoints) {
		this.sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(endpoints), Map.of(), List.of(), List.of());
		PayloadConverter converter = new PayloadConverter(
				List.of(new BytesCodec(), new TextCodec(), new TypeNameCodec()), List.of(new ZMsgConverter()));
		this.template = new ZmqTemplate(this.sockets, Framing::of, converter, this.observed.observations());
		this.sockets.start();
		this.template.start();
		return new Peers();
	}

	private long dropped(String endpoint, DropReason reason) {
		return this.sockets.get(endpoint).snapshot().dropped().get(reason);
	}

	private static ZmqEndpoint bound(String name, EndpointType type) {
		return ZmqEndpoint.of(name, type, List.of("inproc://" + name), List.of());
	}

	private static ZmqEndpoint connected(String name, EndpointType type, String to) {
		return ZmqEndpoint.of(name, type, List.of(), List.of("inproc://" + to));
	}

	private static ZmqEndpoint identified(String name, String to, String identity) {
		return connected(name, EndpointType.DEALER, to).withOptions(SocketOptions.NONE.with("identity", identity));
	}

	private final class Peers {

		Received read(String endpoint) {
			Received received = new Received();
			ZmqTemplateTests.this.sockets.get(endpoint).attach(new Reader(received::add));
			return received;
		}

		void echo(String endpoint) {
			ManagedSocket socket = ZmqTemplateTests.this.sockets.get(endpoint);
			socket.attach(new Reader(socket::send));
		}

	}

	private static final class Received {

		private final List<ZmqMessage> messages = Collections.synchronizedList(new ArrayList<>());

		void add(ZmqMessage message) {
			this.messages.add(message);
		}

		List<ZmqMessage> messages(int count) {
			org.awaitility.Awaitility.await().until(() -> this.messages.size() >= count);
			return List.copyOf(this.messages);
		}

		List<String> await(int count) {
			return messages(count).stream()
				.map((message) -> String.join("|", message.frames().stream().map(String::new).toList()))
				.toList();
		}

	}

	private record Reader(java.util.function.Consumer<ZmqMessage> consumer) implements MessageReceiver {

		@Override
		public int demand() {
			return 100;
		}

		@Override
		public void receive(List<ZmqMessage> messages) {
			messages.forEach(this.consumer);
		}

	}

	/**
	 * Encodes maps as the name of their declared type.
	 */
	private static final class TypeNameCodec implements ZmqCodec {

		@Override
		public String name() {
			return "type-name";
		}

		@Override
		public boolean supports(Type type) {
			return type instanceof Class<?> raw && Map.class.isAssignableFrom(raw);
		}

		@Override
		public byte[] encode(Object payload, Type type) {
			return type.getTypeName().getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object decode(byte[] bytes, Type type) {
			throw new UnsupportedOperationException();
		}

	}

}
