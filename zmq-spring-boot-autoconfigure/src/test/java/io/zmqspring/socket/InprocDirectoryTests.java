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

import java.util.List;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.socket.ConnectionSnapshot.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InprocDirectory}.
 */
class InprocDirectoryTests {

	private final InprocDirectory directory = new InprocDirectory();

	private final Connections binder = connections(true);

	private final Connections connecter = connections(false);

	@Test
	void whenBothSidesAreThereThenTheyArePeers() {
		this.directory.connect(connection(this.connecter), this.connecter);
		assertThat(this.connecter.peers()).isZero();
		assertThat(this.connecter.snapshot().get(0).state()).isEqualTo(State.CONNECTING);
		assertThat(this.directory.bind(connection(this.binder), this.binder)).isTrue();
		assertThat(this.binder.peers()).isEqualTo(1);
		assertThat(this.connecter.peers()).isEqualTo(1);
		assertThat(this.connecter.snapshot().get(0).state()).isEqualTo(State.CONNECTED);
	}

	@Test
	void whenConnectedAgainThenItIsCountedOnce() {
		this.directory.bind(connection(this.binder), this.binder);
		this.directory.connect(connection(this.connecter), this.connecter);
		this.directory.connect(connection(this.connecter), this.connecter);
		assertThat(this.binder.peers()).isEqualTo(1);
		this.directory.close(this.connecter);
		assertThat(this.binder.peers()).isZero();
	}

	@Test
	void whenNameIsTakenThenItIsRefusedUntilItIsGivenBack() {
		Connections second = connections(true);
		this.directory.bind(connection(this.binder), this.binder);
		assertThat(this.directory.bind(connection(second), second)).isFalse();
		this.directory.unbind(connection(second), second);
		assertThat(this.directory.bind(connection(second), second)).isFalse();
		this.directory.unbind(connection(this.binder), this.binder);
		assertThat(this.directory.bind(connection(second), second)).isTrue();
	}

	@Test
	void whenBinderGoesThenThoseConnectedToItHaveToConnectAgain() {
		this.directory.bind(connection(this.binder), this.binder);
		this.directory.connect(connection(this.connecter), this.connecter);
		assertThat(this.connecter.due(System.nanoTime())).isEmpty();
		this.directory.close(this.binder);
		assertThat(this.connecter.peers()).isZero();
		assertThat(this.connecter.due(System.nanoTime())).containsExactly(connection(this.connecter));
	}

	private static Connections connections(boolean bind) {
		List<String> name = List.of("inproc://name");
		return new Connections(ZmqEndpoint.of(bind ? "binder" : "connecter", EndpointType.PAIR, bind ? name : List.of(),
				bind ? List.of() : name));
	}

	private static Connection connection(Connections connections) {
		return connections.all().get(0);
	}

}
