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
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.socket.ConnectionSnapshot.State;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link Connections}, fed with JeroMQ's events.
 */
@Timeout(20)
class ConnectionsTests {

	private static final long LATER = TimeUnit.SECONDS.toNanos(60);

	private static final long JOIN = TimeUnit.SECONDS.toMillis(10);

	private long now = 1_000_000;

	private double random;

	private Connections connections = connections(LATER);

	private SocketWatch hook = this.connections.watch(false);

	@Test
	void whenPeersAreAcceptedAndGoThenTheyAreCounted() {
		event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", "one");
		event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", "two");
		assertThat(this.connections.peers()).isEqualTo(2);
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://127.0.0.1:1", "one");
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://127.0.0.1:1", "one");
		assertThat(this.connections.peers()).isEqualTo(1);
	}

	@Test
	void whenNamesHaveTheSamePortThenEventsAreToldApart() throws Exception {
		Connection first = this.connections.all().get(1);
		Connection second = this.connections.all().get(2);
		this.connections.connecting(first);
		Thread early = early(ZMQ.ZMQ_EVENT_CONNECT_DELAYED, "tcp://10.0.0.1:5556", -1);
		this.connections.connecting(first, "tcp://10.0.0.1:5556");
		early.join(JOIN);
		assertThat(early.isAlive()).isFalse();
		this.connections.connecting(second);
		early = early(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.2:5556", "second");
		this.connections.connecting(second, "tcp://10.0.0.2:5556");
		early.join(JOIN);
		assertThat(early.isAlive()).isFalse();
		event(ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL, "tcp://10.0.0.2:5556", 3);
		assertThat(states()).containsExactly(State.IDLE, State.CONNECTING, State.CONNECTED);
		event(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.1:5556", "first");
		event(ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL, "tcp://10.0.0.1:5556", 3);
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://10.0.0.2:5556", "second");
		event(ZMQ.ZMQ_EVENT_CONNECT_RETRIED, "tcp://10.0.0.2:5556", 100);
		assertThat(states()).containsExactly(State.IDLE, State.CONNECTED, State.RETRYING);
		// The name has got another address.
		event(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.3:5556", "second");
		event(ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL, "tcp://10.0.0.3:5556", 3);
		assertThat(states()).containsExactly(State.IDLE, State.CONNECTED, State.CONNECTED);
		assertThat(this.connections.peers()).isEqualTo(2);
	}

	@Test
	void whenConnectHasNotReturnedThenItsConnectionWaits() throws Exception {
		Connection first = this.connections.all().get(1);
		Connection second = this.connections.all().get(2);
		connected();
		this.connections.connecting(second);
		// Of another connect.
		event(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.1:5556", "first");
		Thread connected = early(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.2:5556", "second");
		assertThat(this.connections.snapshot().get(2).state()).isEqualTo(State.CONNECTING);
		assertThat(first.channel()).isEqualTo("first");
		this.connections.connecting(second, "tcp://10.0.0.2:5556");
		connected.join(JOIN);
		assertThat(connected.isAlive()).isFalse();
		this.connections.connecting(second);
		Thread delayed = early(ZMQ.ZMQ_EVENT_CONNECT_DELAYED, "tcp://10.0.0.2:5556", -1);
		this.connections.failed(second, "no");
		delayed.join(JOIN);
		assertThat(delayed.isAlive()).isFalse();
	}

	@Test
	void whenConnectDoesNotReturnThenItsConnectionGoesOn() throws Exception {
		this.connections = connections(TimeUnit.MILLISECONDS.toNanos(20));
		this.hook = this.connections.watch(false);
		this.connections.connecting(this.connections.all().get(1));
		Thread connected = new Thread(() -> event(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.1:5556", "first"));
		connected.start();
		connected.join(JOIN);
		assertThat(connected.isAlive()).isFalse();
		assertThat(this.connections.all().get(1).channel()).isEqualTo("first");
	}

	@Test
	void whenJeroMqRetriesThenTheSupervisorHasNothingToDo() {
		connected();
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://10.0.0.1:5556", "channel");
		event(ZMQ.ZMQ_EVENT_CONNECT_RETRIED, "tcp://10.0.0.1:5556", 100);
		assertThat(this.connections.due(this.now + LATER)).isEmpty();
		assertThat(this.connections.snapshot().get(1).attempts()).isEqualTo(1);
	}

	@Test
	void whenJeroMqDoesNotRetryThenTheSupervisorHasTo() {
		connected();
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://10.0.0.1:5556", "channel");
		assertThat(this.connections.due(this.now)).isEmpty();
		assertThat(this.connections.due(this.now + LATER)).containsExactly(this.connections.all().get(1));
		assertThat(states()).element(1).isEqualTo(State.REFUSED);
		assertThat(this.connections.due(this.now + LATER)).isEmpty();
		assertThat(this.connections.peers()).isZero();
	}

	@Test
	void whenJeroMqGivesUpAgainThenItIsRefusedAllTheTimeUntilTheNextAttempt() {
		for (int i = 0; i < 2; i++) {
			connected();
			event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://10.0.0.1:5556", "channel");
			assertThat(states()).element(1).isEqualTo((i == 0) ? State.RETRYING : State.REFUSED);
			assertThat(this.connections.due(this.now + LATER)).containsExactly(this.connections.all().get(1));
			assertThat(states()).element(1).isEqualTo(State.REFUSED);
			assertThat(this.connections.snapshot().get(1).lastError()).contains("another socket type");
			assertThat(this.connections.snapshot().get(1).attempts()).isEqualTo(i + 1);
		}
	}

	@Test
	void whenAConnectionThatLastedIsGivenUpThenThePeerIsNotSaidToBeOfAnotherType() {
		connected();
		this.now += TimeUnit.MILLISECONDS.toNanos(1500);
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://10.0.0.1:5556", "channel");
		assertThat(this.connections.due(this.now + LATER)).containsExactly(this.connections.all().get(1));
		assertThat(this.connections.snapshot().get(1).lastError()).contains("max-message-size");
	}

	@Test
	void whenPeersGoThenTheFewestThatWereLeftAreTold() {
		assertThat(this.connections.takeFewest()).isEqualTo(Integer.MAX_VALUE);
		event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", "one");
		event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", "two");
		assertThat(this.connections.takeFewest()).isEqualTo(Integer.MAX_VALUE);
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://127.0.0.1:1", "one");
		event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", "three");
		assertThat(this.connections.takeFewest()).isOne();
		assertThat(this.connections.takeFewest()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void whenNoGreetingHasComeThenItIsNoPeer() {
		started();
		event(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.1:5556", "channel");
		assertThat(states()).element(1).isEqualTo(State.CONNECTING);
		assertThat(this.connections.peers()).isZero();
		event(ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL, "tcp://10.0.0.1:5556", 3);
		assertThat(states()).element(1).isEqualTo(State.CONNECTED);
		assertThat(this.connections.peers()).isOne();
	}

	@Test
	void whenAPeerClosesAtOnceEachTimeThenItIsRefusedAndReportedOnce() {
		brokenAtOnce();
		assertThat(states()).element(1).isEqualTo(State.RETRYING);
		assertThat(this.connections.snapshot().get(1).lastError()).isEqualTo("the connection broke");
		assertThat(newlyRefused()).isFalse();
		brokenAtOnce();
		assertThat(states()).element(1).isEqualTo(State.REFUSED);
		assertThat(this.connections.snapshot().get(1).lastError()).contains("another socket type");
		assertThat(newlyRefused()).isTrue();
		brokenAtOnce();
		assertThat(newlyRefused()).isFalse();
	}

	@Test
	void whenAPeerOnABusyMachineClosesSoonEachTimeThenItIsRefusedToo() {
		for (int i = 0; i < 3; i++) {
			brokenAfter(Duration.ofMillis(500));
			assertThat(newlyRefused()).isFalse();
		}
		brokenAfter(Duration.ofMillis(500));
		assertThat(states()).element(1).isEqualTo(State.REFUSED);
		assertThat(newlyRefused()).isTrue();
	}

	@Test
	void whenConnectionsLastThenTheirEndsSayNothingOfThePeer() {
		for (int i = 0; i < 10; i++) {
			brokenAfter(Duration.ofMillis(500));
			brokenAfter(Duration.ofMillis(1500));
		}
		assertThat(states()).element(1).isEqualTo(State.RETRYING);
		assertThat(newlyRefused()).isFalse();
	}

	@Test
	void whenNothingIsThereAnyMoreThenThatIsSaid() {
		brokenAtOnce();
		brokenAtOnce();
		event(ZMQ.ZMQ_EVENT_CONNECT_RETRIED, "tcp://10.0.0.1:5556", 100);
		assertThat(states()).element(1).isEqualTo(State.RETRYING);
		assertThat(this.connections.snapshot().get(1).lastError()).isEqualTo("nothing answers there");
	}

	@Test
	void whenHandshakeIsRefusedThenItIsCountedAndExplained() {
		connected();
		event(ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH, "tcp://10.0.0.1:5556", 400);
		event(ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL, "tcp://10.0.0.1:5556", 1);
		assertThat(this.connections.status().refusals()).containsOnly(entry(PeerRefusal.HANDSHAKE, 2L));
		assertThat(this.connections.snapshot().get(1).lastError()).contains("handshake failed");
		assertThat(states()).element(1).isEqualTo(State.REFUSED);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1500 })
	void whenHandshakeIsRefusedAgainAndAgainThenTheReasonStays(long millis) {
		for (int i = 0; i < 5; i++) {
			connected();
			this.now += TimeUnit.MILLISECONDS.toNanos(millis);
			event(ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH, "tcp://10.0.0.1:5556", 400);
			event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://10.0.0.1:5556", "channel");
			this.connections.due(this.now + LATER);
			assertThat(this.connections.snapshot().get(1).lastError()).contains("not authenticated");
			assertThat(states()).element(1).isEqualTo(State.REFUSED);
			assertThat(this.connections.snapshot().get(1).attempts()).isEqualTo(i + 1);
			assertThat(newlyRefused()).isEqualTo(i == 0);
		}
		connected();
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://10.0.0.1:5556", "channel");
		this.connections.due(this.now + LATER);
		assertThat(this.connections.snapshot().get(1).lastError()).contains("another socket type");
	}

	@Test
	void whenBindFailsAgainAndAgainThenThePausesGrowAndVary() {
		Connection bind = this.connections.all().get(0);
		assertThat(this.connections.failed(bind, "taken")).isEqualTo(1);
		assertThat(this.connections.due(this.now + TimeUnit.MILLISECONDS.toNanos(499))).isEmpty();
		assertThat(this.connections.due(this.now + TimeUnit.MILLISECONDS.toNanos(500))).containsExactly(bind);
		for (int i = 2; i < 100; i++) {
			assertThat(this.connections.failed(bind, "taken")).isEqualTo(i);
		}
		assertThat(this.connections.due(this.now + TimeUnit.MILLISECONDS.toNanos(7999))).isEmpty();
		assertThat(this.connections.due(this.now + TimeUnit.SECONDS.toNanos(8))).containsExactly(bind);
		this.random = 1;
		this.connections.failed(bind, "taken");
		assertThat(this.connections.due(this.now + TimeUnit.MILLISECONDS.toNanos(3999))).isEmpty();
		assertThat(this.connections.due(this.now + TimeUnit.SECONDS.toNanos(4))).containsExactly(bind);
		this.connections.bound(bind, "tcp://127.0.0.1:1");
		assertThat(this.connections.snapshot().get(0)).isEqualTo(
				new ConnectionSnapshot(bind.address().toString(), true, State.BOUND, "tcp://127.0.0.1:1", 0, null));
	}

	@Test
	void whenNoGreetingComesThenTheConnectionMayBeLostAgainAndAgain() {
		started();
		event(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.1:5556", "channel");
		long now = this.now;
		assertThat(this.connections.mayHaveLostOne(now)).isFalse();
		assertThat(this.connections.mayHaveLostOne(now + TimeUnit.MILLISECONDS.toNanos(250))).isTrue();
		assertThat(this.connections.mayHaveLostOne(now + TimeUnit.MILLISECONDS.toNanos(300))).isFalse();
		assertThat(this.connections.mayHaveLostOne(now + TimeUnit.MILLISECONDS.toNanos(450))).isTrue();
		event(ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL, "tcp://10.0.0.1:5556", 3);
		assertThat(this.connections.mayHaveLostOne(now + LATER)).isFalse();
	}

	@Test
	void whenTheGreetingComesAtOnceThenTheConnectionMayBeLostOnce() {
		connected();
		long now = this.now;
		assertThat(this.connections.mayHaveLostOne(now)).isFalse();
		assertThat(this.connections.mayHaveLostOne(now + LATER)).isTrue();
		assertThat(this.connections.mayHaveLostOne(now + 2 * LATER)).isFalse();
	}

	@Test
	void whenSocketIsClosedThenItsEventsNoLongerCountButForItsPorts() throws Exception {
		connected();
		event(ZMQ.ZMQ_EVENT_LISTENING, "tcp://127.0.0.1:1", "port");
		event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", "peer");
		this.connections.closed();
		assertThat(this.connections.peers()).isZero();
		assertThat(states()).containsOnly(State.IDLE);
		event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", "late");
		assertThat(this.connections.peers()).isZero();
		Thread waiting = new Thread(() -> this.connections.awaitUnbound(LATER));
		waiting.start();
		event(ZMQ.ZMQ_EVENT_CLOSED, "tcp://127.0.0.1:1", "port");
		waiting.join(5000);
		assertThat(waiting.isAlive()).isFalse();
		this.hook = this.connections.watch(false);
		event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", "peer");
		assertThat(this.connections.peers()).isEqualTo(1);
	}

	@Test
	void whenEventIsOddThenNothingIsThrown() {
		this.hook.consume(new ZMQ.Event(ZMQ.ZMQ_EVENT_CONNECTED, null, "channel"));
		event(ZMQ.ZMQ_EVENT_CONNECT_RETRIED, "nonsense", 1);
		event(ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL, "nonsense", 1);
		event(ZMQ.ZMQ_EVENT_MONITOR_STOPPED, "", 0);
		this.hook.close();
		assertThat(states()).containsOnly(State.IDLE);
	}

	@Test
	void whenSocketIsGuardedThenAPeerCountsWhenItIsReady() {
		guarded();
		started();
		event(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.1:5556", "channel");
		event(ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL, "tcp://10.0.0.1:5556", 3);
		event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", "peer");
		this.hook.greeted("channel");
		assertThat(states()).element(1).isEqualTo(State.CONNECTING);
		assertThat(this.connections.peers()).isZero();
		this.hook.ready("channel");
		assertThat(states()).element(1).isEqualTo(State.CONNECTED);
		this.hook.ready("peer");
		assertThat(this.connections.peers()).isEqualTo(2);
		assertThat(this.connections.takeNews()).extracting(ConnectionNews.Item::text)
			.containsExactly("connected to tcp://md1:5556", "peer connected, peers: 2");
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://10.0.0.1:5556", "channel");
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://127.0.0.1:1", "peer");
		assertThat(this.connections.peers()).isZero();
		assertThat(this.connections.takeNews()).extracting(ConnectionNews.Item::text)
			.containsExactly("lost the connection to tcp://md1:5556: the connection broke; retrying",
					"peer disconnected, peers left: 0");
	}

	@Test
	void whenPeerIsReadyBeforeItIsSaidToBeConnectedThenItCounts() {
		guarded();
		started();
		this.hook.greeted("channel");
		this.hook.ready("channel");
		event(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.1:5556", "channel");
		assertThat(states()).element(1).isEqualTo(State.CONNECTED);
		assertThat(this.connections.peers()).isOne();
	}

	@Test
	void whenGuardRefusesWhatWasConnectedThenItsReasonIsNamed() {
		guarded();
		started();
		event(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.1:5556", "channel");
		this.hook.greeted("channel");
		this.hook.refused("channel", PeerRefusal.MECHANISM, "it uses PLAIN");
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://10.0.0.1:5556", "channel");
		assertThat(this.connections.due(this.now + LATER)).hasSize(1);
		assertThat(this.connections.snapshot().get(1).lastError()).isEqualTo("it uses PLAIN");
		assertThat(this.connections.status().refusals()).containsEntry(PeerRefusal.MECHANISM, 1L);
		assertThat(newlyRefused()).isTrue();
	}

	@Test
	void whenConnectionIsMadeAgainThenTheOldOneNoLongerCounts() {
		guarded();
		started();
		event(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.1:5556", "channel");
		this.hook.ready("channel");
		started();
		assertThat(this.connections.peers()).isZero();
	}

	@Test
	void whenLostPeerIsConnectedAgainThenThatIsAReconnectAndARestartIsNone() {
		connected();
		assertThat(this.connections.status().reconnects()).isZero();
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://10.0.0.1:5556", "channel");
		connected();
		assertThat(this.connections.status().reconnects()).isOne();
		this.connections.closed();
		this.hook = this.connections.watch(false);
		connected();
		assertThat(this.connections.status().reconnects()).isOne();
	}

	@Test
	void whenSocketIsReplacedThenTheGuardOfTheOldOneChangesNothing() {
		guarded();
		SocketWatch old = this.hook;
		this.connections.closed();
		guarded();
		old.ready("late");
		assertThat(this.connections.peers()).isZero();
	}

	private void guarded() {
		this.hook = this.connections.watch(true);
	}

	@Test
	void whenConditionIsAwaitedThenItIsAskedAfterEachEvent() throws Exception {
		assertThat(this.connections.await(() -> false, Duration.ofMillis(5).toNanos())).isFalse();
		Thread accepting = new Thread(() -> event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", "peer"));
		accepting.start();
		assertThat(this.connections.await(() -> this.connections.peers() == 1, LATER)).isTrue();
	}

	private Connections connections(long handover) {
		ZmqEndpoint endpoint = ZmqEndpoint.of("it", EndpointType.DEALER, List.of("tcp://127.0.0.1:1"),
				List.of("tcp://md1:5556", "tcp://md2:5556"));
		return new Connections(Endpoints.option(endpoint, "reconnectIntervalMax", Duration.ofSeconds(8)),
				() -> this.now, () -> this.random, handover);
	}

	private boolean newlyRefused() {
		return this.connections.takeNews().stream().anyMatch((item) -> item.topic().startsWith("refused"));
	}

	private void started() {
		Connection first = this.connections.all().get(1);
		this.connections.connecting(first);
		this.connections.connecting(first, "tcp://10.0.0.1:5556");
	}

	private void connected() {
		started();
		event(ZMQ.ZMQ_EVENT_CONNECTED, "tcp://10.0.0.1:5556", "channel");
		event(ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL, "tcp://10.0.0.1:5556", 3);
	}

	private void brokenAtOnce() {
		brokenAfter(Duration.ZERO);
	}

	private void brokenAfter(Duration life) {
		connected();
		this.now += life.toNanos();
		event(ZMQ.ZMQ_EVENT_DISCONNECTED, "tcp://10.0.0.1:5556", "channel");
		event(ZMQ.ZMQ_EVENT_CONNECT_RETRIED, "tcp://10.0.0.1:5556", 100);
	}

	private List<State> states() {
		return this.connections.snapshot().stream().map(ConnectionSnapshot::state).toList();
	}

	/**
	 * Have an I/O thread report an event of a connect that has not returned yet.
	 */
	private Thread early(int event, String address, Object argument) {
		Thread thread = new Thread(() -> event(event, address, argument));
		thread.start();
		Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		return thread;
	}

	private void event(int event, String address, Object argument) {
		this.hook.consume(new ZMQ.Event(event, address, argument));
	}

}
