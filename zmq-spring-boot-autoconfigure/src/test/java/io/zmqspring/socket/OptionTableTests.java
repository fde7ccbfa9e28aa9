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

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqInvalidEndpointException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ.Socket;
import zmq.ZMQ;
import zmq.msg.MsgAllocator;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Reads options back from real sockets. Those that JeroMQ does not give back are in
 * {@link OptionEffectTests}.
 */
class OptionTableTests {

	private final ManagedContext context = new ManagedContext("test", ContextSettings.DEFAULTS, null, List.of());

	@BeforeEach
	void openContext() {
		this.context.open();
	}

	@AfterEach
	void closeContext() {
		this.context.close(Duration.ofSeconds(5));
	}

	@Test
	void whenSendBufferIsSetOnAListeningEndpointThenItIsRejectedButNotAsADefault() {
		SocketOptions own = SocketOptions.NONE.with("sendBuffer", DataSize.ofKilobytes(64));
		ZmqEndpoint listening = Endpoints.bind("in", EndpointType.PULL, Endpoints.ANY_PORT).withOptions(own);
		assertThatExceptionOfType(ZmqInvalidEndpointException.class).isThrownBy(() -> OptionTable.check(listening, own))
			.withMessageContaining("zmq.endpoints.in.options.send-buffer");
		OptionTable.check(listening, SocketOptions.NONE);
		try (RunningSockets sockets = RunningSockets.start(listening)) {
			assertThat(sockets.address("in")).startsWith("tcp://");
		}
	}

	@Test
	void everyOptionIsInTheTableInKebabCase() {
		assertThat(OptionTable.OPTIONS).extracting(OptionTable.Option::name)
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(SocketOptions.class.getRecordComponents())
				.map((component) -> kebab(component.getName()))
				.toList());
	}

	@ParameterizedTest
	@MethodSource("allOptions")
	void whenOptionIsSetThenOnlyItsOwnEntryReadsIt(String component) {
		Object value = sample(component);
		SocketOptions options = SocketOptions.NONE.with(component, value);
		assertThat(OptionTable.OPTIONS).filteredOn((option) -> option.getter().apply(options) != null)
			.singleElement()
			.satisfies((option) -> assertThat(option.name()).isEqualTo(kebab(component)));
	}

	@Test
	void everyOptionHasATestOfItsEffect() {
		Set<String> tested = new TreeSet<>(OptionEffectTests.OPTIONS);
		readable().forEach((arguments) -> tested.add((String) arguments.get()[0]));
		assertThat(tested).containsExactlyInAnyOrderElementsOf(allOptions().toList());
	}

	@ParameterizedTest
	@MethodSource("readable")
	void whenOptionIsSetThenTheSocketHasIt(String component, EndpointType type, int code, Object value,
			Object expected) {
		ZmqEndpoint plain = endpoint(type, SocketOptions.NONE);
		ZmqEndpoint set = endpoint(type, SocketOptions.NONE.with(component, value));
		assertThat(read(set, code)).isEqualTo(expected);
		assertThat(read(plain, code)).as("the test could not fail").isNotEqualTo(expected);
	}

	static Stream<Arguments> readable() {
		return Stream.of(Arguments.of("linger", EndpointType.PUSH, ZMQ.ZMQ_LINGER, Duration.ofMillis(321), 321),
				Arguments.of("sendTimeout", EndpointType.PUSH, ZMQ.ZMQ_SNDTIMEO, Duration.ofSeconds(3), 3000),
				Arguments.of("receiveTimeout", EndpointType.PULL, ZMQ.ZMQ_RCVTIMEO, Duration.ofSeconds(3), 3000),
				Arguments.of("maxMessageSize", EndpointType.PULL, ZMQ.ZMQ_MAXMSGSIZE, DataSize.ofKilobytes(3), 3072L),
				Arguments.of("backlog", EndpointType.REP, ZMQ.ZMQ_BACKLOG, 7, 7),
				Arguments.of("affinity", EndpointType.PAIR, ZMQ.ZMQ_AFFINITY, 5L, 5L),
				Arguments.of("identity", EndpointType.DEALER, ZMQ.ZMQ_IDENTITY, "grün",
						new byte[] { 'g', 'r', (byte) 0xC3, (byte) 0xBC, 'n' }),
				Arguments.of("conflate", EndpointType.SUB, ZMQ.ZMQ_CONFLATE, true, true),
				Arguments.of("ipv6", EndpointType.ROUTER, ZMQ.ZMQ_IPV6, true, true),
				Arguments.of("immediate", EndpointType.PUSH, ZMQ.ZMQ_IMMEDIATE, true, false),
				Arguments.of("sendHwm", EndpointType.PUB, ZMQ.ZMQ_SNDHWM, 17, 17),
				Arguments.of("receiveHwm", EndpointType.XSUB, ZMQ.ZMQ_RCVHWM, 18, 18),
				Arguments.of("reconnectInterval", EndpointType.REQ, ZMQ.ZMQ_RECONNECT_IVL, Duration.ofMillis(40), 40),
				Arguments.of("reconnectIntervalMax", EndpointType.REQ, ZMQ.ZMQ_RECONNECT_IVL_MAX, Duration.ofSeconds(2),
						2000),
				Arguments.of("handshakeInterval", EndpointType.XPUB, ZMQ.ZMQ_HANDSHAKE_IVL, Duration.ofSeconds(2),
						2000),
				Arguments.of("heartbeatInterval", EndpointType.PULL, ZMQ.ZMQ_HEARTBEAT_IVL, Duration.ofSeconds(9),
						9000),
				Arguments.of("heartbeatTimeout", EndpointType.PULL, ZMQ.ZMQ_HEARTBEAT_TIMEOUT, Duration.ofSeconds(2),
						2000),
				Arguments.of("heartbeatContext", EndpointType.PULL, ZMQ.ZMQ_HEARTBEAT_CONTEXT, "beat",
						new byte[] { 'b', 'e', 'a', 't' }),
				Arguments.of("tcpKeepalive", EndpointType.PULL, ZMQ.ZMQ_TCP_KEEPALIVE, false, 0),
				Arguments.of("tcpKeepaliveCount", EndpointType.PULL, ZMQ.ZMQ_TCP_KEEPALIVE_CNT, 4, 4),
				Arguments.of("tcpKeepaliveIdle", EndpointType.PULL, ZMQ.ZMQ_TCP_KEEPALIVE_IDLE, Duration.ofMinutes(1),
						60),
				Arguments.of("tcpKeepaliveInterval", EndpointType.PULL, ZMQ.ZMQ_TCP_KEEPALIVE_INTVL,
						Duration.ofSeconds(11), 11),
				Arguments.of("sendBuffer", EndpointType.PUSH, ZMQ.ZMQ_SNDBUF, DataSize.ofKilobytes(64), 65_536),
				Arguments.of("receiveBuffer", EndpointType.PULL, ZMQ.ZMQ_RCVBUF, DataSize.ofKilobytes(32), 32_768),
				Arguments.of("selfAddressPropertyName", EndpointType.ROUTER, ZMQ.ZMQ_SELFADDR_PROPERTY_NAME, "X-Local",
						"X-Local"));
	}

	@Test
	void whenOptionIsSafeByDefaultThenTheSocketHasItsDefault() {
		ZmqEndpoint endpoint = endpoint(EndpointType.PUSH, SocketOptions.NONE);
		assertThat(read(endpoint, ZMQ.ZMQ_LINGER)).isEqualTo(1000);
		assertThat(read(endpoint, ZMQ.ZMQ_MAXMSGSIZE)).isEqualTo(16L * 1024 * 1024);
		assertThat(read(endpoint, ZMQ.ZMQ_BACKLOG)).isEqualTo(4096);
		assertThat(read(endpoint, ZMQ.ZMQ_SNDHWM)).isEqualTo(1000);
		assertThat(read(endpoint, ZMQ.ZMQ_RCVHWM)).isEqualTo(1000);
		assertThat(read(endpoint, ZMQ.ZMQ_RECONNECT_IVL)).isEqualTo(100);
		assertThat(read(endpoint, ZMQ.ZMQ_RECONNECT_IVL_MAX)).isEqualTo(1000);
		assertThat(read(endpoint, ZMQ.ZMQ_HEARTBEAT_IVL)).isEqualTo(5000);
		assertThat(read(endpoint, ZMQ.ZMQ_HEARTBEAT_TIMEOUT)).isEqualTo(4000);
		assertThat(read(endpoint, ZMQ.ZMQ_TCP_KEEPALIVE)).isEqualTo(1);
	}

	@Test
	void whenNoOptionIsSetAtAllThenTheSocketIsSafeAllTheSame() {
		ZmqEndpoint bare = bare(EndpointType.PUSH);
		assertThat(read(bare, ZMQ.ZMQ_LINGER)).isEqualTo(1000);
		assertThat(read(bare, ZMQ.ZMQ_MAXMSGSIZE)).isEqualTo(16L * 1024 * 1024);
	}

	@Test
	void whenImmediateIsOffThenMessagesAreQueuedBeforeTheConnection() {
		ZmqEndpoint off = endpoint(EndpointType.PUSH, SocketOptions.NONE.with("immediate", false));
		assertThat(read(off, ZMQ.ZMQ_IMMEDIATE)).isEqualTo(true);
	}

	@Test
	void whenHeapThresholdIsSetThenLongerMessagesAreOffTheHeap() {
		ZmqEndpoint endpoint = endpoint(EndpointType.PULL,
				SocketOptions.NONE.with("allocationHeapThreshold", DataSize.ofBytes(100)));
		MsgAllocator allocator = (MsgAllocator) read(endpoint, ZMQ.ZMQ_MSG_ALLOCATOR);
		assertThat(allocator.allocate(100).buf().isDirect()).isFalse();
		assertThat(allocator.allocate(101).buf().isDirect()).isTrue();
		MsgAllocator usual = (MsgAllocator) read(bare(EndpointType.PULL), ZMQ.ZMQ_MSG_ALLOCATOR);
		assertThat(usual.allocate(101).buf().isDirect()).isFalse();
	}

	@Test
	void whenEndpointPublishesThenSubscriptionsCannotOverflowTheStack() {
		assertThat(read(endpoint(EndpointType.PUB, SocketOptions.NONE), ZMQ.ZMQ_MAXMSGSIZE))
			.isEqualTo((long) PeerSubscriptions.MAX_LENGTH);
		assertThat(read(endpoint(EndpointType.PUB, SocketOptions.NONE.with("maxMessageSize", DataSize.ofBytes(64))),
				ZMQ.ZMQ_MAXMSGSIZE))
			.isEqualTo(64L);
		assertThat(read(endpoint(EndpointType.XPUB, SocketOptions.SAFE_DEFAULTS), ZMQ.ZMQ_MAXMSGSIZE))
			.isEqualTo((long) PeerSubscriptions.MAX_LENGTH);
		assertThat(read(endpoint(EndpointType.XPUB, SocketOptions.NONE.with("maxMessageSize", DataSize.ofBytes(8192))),
				ZMQ.ZMQ_MAXMSGSIZE))
			.isEqualTo(8192L);
	}

	@ParameterizedTest
	@MethodSource("wrongValues")
	void whenValueIsWrongThenThePropertyIsNamed(String component, EndpointType type, Object value, String reason) {
		ZmqEndpoint endpoint = endpoint(type, SocketOptions.NONE.with(component, value));
		SocketOptions own = SocketOptions.NONE.with(component, value);
		String property = "zmq.endpoints.wrong.options." + kebab(component);
		assertThatExceptionOfType(ZmqInvalidEndpointException.class).isThrownBy(() -> OptionTable.check(endpoint, own))
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo(property))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("zmq.defaults." + kebab(component)))
			.withMessageContaining(property)
			.withMessageContaining(reason);
		// It may as well come from the defaults, which are no option of its own.
		assertThatExceptionOfType(ZmqInvalidEndpointException.class)
			.isThrownBy(() -> OptionTable.check(endpoint, SocketOptions.NONE))
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo(property));
	}

	static Stream<Arguments> wrongValues() {
		String negative = "must not be negative";
		String positive = "must be 1 or more";
		String between = "must be between 1 and 2147483647 seconds";
		Stream<Arguments> durations = Stream
			.of("linger", "sendTimeout", "receiveTimeout", "reconnectIntervalMax", "handshakeInterval",
					"heartbeatInterval", "heartbeatTimeout")
			.flatMap((name) -> Stream.of(Arguments.of(name, EndpointType.DEALER, Duration.ofMillis(-1), negative),
					Arguments.of(name, EndpointType.DEALER, Duration.ofDays(25), "less than 24 days")));
		Stream<Arguments> seconds = Stream.of("tcpKeepaliveIdle", "tcpKeepaliveInterval")
			.flatMap((name) -> Stream.of(Arguments.of(name, EndpointType.DEALER, Duration.ofSeconds(-1), between),
					Arguments.of(name, EndpointType.DEALER, Duration.ofMillis(999), between),
					Arguments.of(name, EndpointType.DEALER, Duration.ofSeconds((1L << 32) + 1), between)));
		Stream<Arguments> sizes = Stream.of("maxMessageSize", "sendBuffer", "receiveBuffer", "allocationHeapThreshold")
			.flatMap((name) -> Stream.of(Arguments.of(name, EndpointType.DEALER, DataSize.ofBytes(-1), "between 0 and"),
					Arguments.of(name, EndpointType.DEALER, DataSize.ofGigabytes(2), "between 0 and")));
		Stream<Arguments> numbers = Stream.of(Arguments.of("backlog", EndpointType.REP, 0, positive),
				Arguments.of("maxMessageFrames", EndpointType.REP, 0, positive),
				Arguments.of("tcpKeepaliveCount", EndpointType.REP, 0, positive),
				Arguments.of("reconnectInterval", EndpointType.REP, Duration.ZERO, positive),
				Arguments.of("reconnectInterval", EndpointType.REP, Duration.ofMillis(-1), negative),
				Arguments.of("sendHwm", EndpointType.REP, -1, negative),
				Arguments.of("receiveHwm", EndpointType.REP, -1, negative));
		Stream<Arguments> texts = Stream.of(Arguments.of("identity", EndpointType.DEALER, "", "1 to 255 bytes"),
				Arguments.of("identity", EndpointType.DEALER, "a".repeat(256), "1 to 255 bytes"),
				Arguments.of("identity", EndpointType.DEALER, "ü".repeat(128), "1 to 255 bytes"),
				Arguments.of("identity", EndpointType.DEALER, "\0a", "zero byte"),
				Arguments.of("connectRoutingId", EndpointType.ROUTER, "", "1 to 255 bytes"),
				Arguments.of("connectRoutingId", EndpointType.ROUTER, "a".repeat(256), "1 to 255 bytes"),
				Arguments.of("connectRoutingId", EndpointType.ROUTER, "\0", "zero byte"),
				Arguments.of("heartbeatContext", EndpointType.SUB, "a".repeat(17), "0 to 16 bytes"),
				Arguments.of("helloMessage", EndpointType.DEALER, "", "must not be empty"),
				Arguments.of("disconnectMessage", EndpointType.ROUTER, "", "must not be empty"),
				Arguments.of("hiccupMessage", EndpointType.DEALER, "", "must not be empty"));
		return Stream.of(durations, seconds, sizes, numbers, texts).flatMap((arguments) -> arguments);
	}

	@ParameterizedTest
	@MethodSource("utmostValues")
	void whenValueIsTheUtmostThenItIsAccepted(String component, Object value) {
		SocketOptions own = SocketOptions.NONE.with(component, value);
		ZmqEndpoint endpoint = endpoint(EndpointType.DEALER, own);
		assertThatNoException().isThrownBy(() -> OptionTable.check(endpoint, own));
		try (Socket socket = socket(endpoint)) {
			assertThat(socket.getSocketType()).isEqualTo(SocketType.DEALER);
		}
	}

	static Stream<Arguments> utmostValues() {
		return Stream.of(Arguments.of("linger", Duration.ZERO),
				Arguments.of("linger", Duration.ofMillis(Integer.MAX_VALUE)), Arguments.of("sendHwm", 0),
				Arguments.of("receiveHwm", 0), Arguments.of("backlog", 1), Arguments.of("identity", "a".repeat(255)),
				Arguments.of("heartbeatContext", "a".repeat(16)), Arguments.of("heartbeatInterval", Duration.ZERO),
				Arguments.of("reconnectInterval", Duration.ofMillis(1)),
				Arguments.of("tcpKeepaliveIdle", Duration.ofSeconds(1)),
				Arguments.of("maxMessageSize", DataSize.ofBytes(Integer.MAX_VALUE)), Arguments.of("affinity", -1L));
	}

	@ParameterizedTest
	@MethodSource("misfits")
	void whenOwnOptionDoesNotFitTheTypeThenItIsRejected(String component, EndpointType type) {
		SocketOptions own = SocketOptions.NONE.with(component, sample(component));
		assertThatExceptionOfType(ZmqInvalidEndpointException.class)
			.isThrownBy(() -> OptionTable.check(endpoint(type, own), own))
			.satisfies(
					(ex) -> assertThat(ex.getProperty()).isEqualTo("zmq.endpoints.wrong.options." + kebab(component)))
			.withMessageContaining("does not fit the type " + type.name().toLowerCase(Locale.ROOT));
	}

	@ParameterizedTest
	@MethodSource("misfits")
	void whenDefaultDoesNotFitTheTypeThenItIsPassedOver(String component, EndpointType type) {
		ZmqEndpoint endpoint = endpoint(type, SocketOptions.NONE.with(component, sample(component)));
		assertThatNoException().isThrownBy(() -> OptionTable.check(endpoint, SocketOptions.NONE));
		try (Socket socket = socket(endpoint)) {
			assertThat(socket.base().getSocketOptx(ZMQ.ZMQ_LINGER)).isEqualTo(1000);
		}
	}

	/**
	 * Options with a type that has no use for them, as ZeroMQ's own pages have it.
	 */
	static Stream<Arguments> misfits() {
		return Stream.of(Arguments.of("conflate", EndpointType.ROUTER), Arguments.of("conflate", EndpointType.PUB),
				Arguments.of("conflate", EndpointType.REQ), Arguments.of("routerMandatory", EndpointType.DEALER),
				Arguments.of("routerHandover", EndpointType.PULL), Arguments.of("probeRouter", EndpointType.PUSH),
				Arguments.of("probeRouter", EndpointType.REP), Arguments.of("connectRoutingId", EndpointType.DEALER),
				Arguments.of("xpubVerbose", EndpointType.PUB), Arguments.of("xpubVerboser", EndpointType.SUB),
				Arguments.of("xpubNoDrop", EndpointType.XSUB), Arguments.of("helloMessage", EndpointType.PUB),
				Arguments.of("disconnectMessage", EndpointType.DEALER),
				Arguments.of("hiccupMessage", EndpointType.ROUTER));
	}

	@ParameterizedTest
	@EnumSource(names = { "PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH", "XPUB", "XSUB" })
	void whenEveryOptionIsSetThenEveryTypeTakesThoseThatFitIt(EndpointType type) {
		SocketOptions all = SocketOptions.NONE;
		for (String component : allOptions().toList()) {
			all = all.with(component, sample(component));
		}
		ZmqEndpoint endpoint = endpoint(type, all);
		OptionTable.check(endpoint, SocketOptions.NONE);
		try (Socket socket = socket(endpoint)) {
			assertThat(socket.base().getSocketOptx(ZMQ.ZMQ_SNDHWM)).isEqualTo(sample("sendHwm"));
		}
	}

	static Stream<String> allOptions() {
		return Arrays.stream(SocketOptions.class.getRecordComponents()).map(RecordComponent::getName);
	}

	/**
	 * Return a value that is right for an option.
	 */
	private static Object sample(String component) {
		Class<?> type = Arrays.stream(SocketOptions.class.getRecordComponents())
			.collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getType))
			.get(component);
		if (type == Duration.class) {
			return Duration.ofSeconds(2);
		}
		if (type == DataSize.class) {
			return DataSize.ofKilobytes(9);
		}
		if (type == String.class) {
			return "text";
		}
		if (type == Boolean.class) {
			return true;
		}
		return (type == Long.class) ? (Object) 3L : (Object) 3;
	}

	private static String kebab(String camel) {
		return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static ZmqEndpoint endpoint(EndpointType type, SocketOptions options) {
		return ZmqEndpoint.of("wrong", type, List.of("inproc://wrong"), List.of()).withOptions(options);
	}

	private static ZmqEndpoint bare(EndpointType type) {
		return ZmqEndpoint.builder("bare", type)
			.context("test")
			.bind(List.of("inproc://bare"))
			.options(SocketOptions.NONE)
			.build();
	}

	private Object read(ZmqEndpoint endpoint, int code) {
		try (Socket socket = socket(endpoint)) {
			return socket.base().getSocketOptx(code);
		}
	}

	private Socket socket(ZmqEndpoint endpoint) {
		return new SocketFactory(endpoint, this.context, List.of()).create(new Connections(endpoint).watch(false));
	}

}
