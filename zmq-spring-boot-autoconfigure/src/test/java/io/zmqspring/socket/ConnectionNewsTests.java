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

import io.zmqspring.endpoint.Address;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionNews}.
 */
class ConnectionNewsTests {

	private final ConnectionNews news = new ConnectionNews();

	@Test
	void whenTakenThenItIsEmpty() {
		this.news.joined("one", 1);
		assertThat(this.news.take()).hasSize(1);
		assertThat(this.news.take()).isEmpty();
	}

	@Test
	void whenPeersComeAndGoThenThereIsOneItemForEachKind() {
		for (int i = 1; i <= 1000; i++) {
			this.news.joined(i, i);
			this.news.left(i, i - 1);
			this.news.refused(new PeerTable.Refused(PeerRefusal.PROTOCOL, "it", "spoke " + i));
		}
		List<ConnectionNews.Item> items = this.news.take();
		assertThat(items).extracting(ConnectionNews.Item::count).containsOnly(1000);
		assertThat(items).extracting(ConnectionNews.Item::text)
			.containsExactly("1000 connected, peers: 1000", "1000 disconnected, peers left: 999",
					"closed the connection of it: spoke 1000 "
							+ "(counted as zmq.peers.refused with the reason protocol)");
	}

	@Test
	void whenConnectionIsLostOrRefusedThenItIsAWarningWithTheReason() {
		Connection connection = new Connection(Address.parse("tcp://127.0.0.1:5555"), false);
		this.news.connected(connection);
		connection.refused("not admitted");
		this.news.lost(connection);
		this.news.refused(connection);
		assertThat(this.news.take()).containsExactly(
				new ConnectionNews.Item("connected tcp://127.0.0.1:5555", false, "connected to tcp://127.0.0.1:5555",
						1),
				new ConnectionNews.Item("lost tcp://127.0.0.1:5555", true,
						"lost the connection to tcp://127.0.0.1:5555: not admitted; retrying", 1),
				new ConnectionNews.Item("refused tcp://127.0.0.1:5555", true,
						"cannot use tcp://127.0.0.1:5555: not admitted; retrying", 1));
	}

}
