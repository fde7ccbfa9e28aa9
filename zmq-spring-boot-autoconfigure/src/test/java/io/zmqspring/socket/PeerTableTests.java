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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link PeerTable}.
 */
class PeerTableTests {

	private final PeerTable peers = new PeerTable();

	@Test
	void whenPeersAreGuardedThenOnlyReadyOnesCount() {
		this.peers.reset(true);
		this.peers.accepted("one");
		this.peers.greeted("one");
		assertThat(this.peers.count()).isZero();
		this.peers.ready("one");
		assertThat(this.peers.count()).isOne();
		assertThat(this.peers.ended("one")).isNull();
		assertThat(this.peers.count()).isZero();
		assertThat(this.peers.refusals()).isEmpty();
	}

	@Test
	void whenPeerIsReadyBeforeItIsSaidToBeAcceptedThenItCountsOnce() {
		this.peers.reset(true);
		this.peers.greeted("one");
		this.peers.ready("one");
		this.peers.accepted("one");
		assertThat(this.peers.count()).isOne();
	}

	@Test
	void whenPeersAreNotGuardedThenAcceptedOnesCount() {
		this.peers.reset(false);
		this.peers.accepted("one");
		assertThat(this.peers.count()).isOne();
		this.peers.ended("one");
		assertThat(this.peers.count()).isZero();
	}

	@Test
	void whenPeerGreetsButIsNeverReadyThenItsHandshakeWasRefused() {
		this.peers.reset(true);
		this.peers.accepted("one");
		this.peers.greeted("one");
		this.peers.ended("one");
		assertThat(this.peers.refusals()).containsOnly(entry(PeerRefusal.HANDSHAKE, 1L));
		assertThat(this.peers.last()).startsWith("one: it did not complete its handshake");
	}

	@Test
	void whenPeerSendsNoGreetingThenNothingWasRefused() {
		this.peers.reset(true);
		this.peers.accepted("probe");
		assertThat(this.peers.ended("probe")).isNull();
		assertThat(this.peers.refusals()).isEmpty();
		assertThat(this.peers.last()).isNull();
	}

	@Test
	void whenThereAreSeveralReasonsThenTheFirstOneCounts() {
		this.peers.reset(true);
		this.peers.accepted("one");
		this.peers.greeted("one");
		this.peers.refused("one", PeerRefusal.MECHANISM, "CURVE");
		this.peers.refused("one", PeerRefusal.PROTOCOL, "odd");
		this.peers.ended("one");
		assertThat(this.peers.refusals()).containsOnly(entry(PeerRefusal.MECHANISM, 1L));
		assertThat(this.peers.last()).isEqualTo("one: CURVE");
	}

	@Test
	void whenManyAreRefusedThenTheyAreCountedByReason() {
		this.peers.reset(true);
		for (int i = 0; i < 100; i++) {
			this.peers.accepted(i);
			this.peers.refused(i, (i % 4 == 0) ? PeerRefusal.MESSAGE_SIZE : PeerRefusal.PROTOCOL, "it");
			this.peers.ended(i);
		}
		assertThat(this.peers.refusals(PeerRefusal.MESSAGE_SIZE)).isEqualTo(25);
		assertThat(this.peers.refusals()).containsOnly(entry(PeerRefusal.MESSAGE_SIZE, 25L),
				entry(PeerRefusal.PROTOCOL, 75L));
		assertThat(this.peers.accepted()).isEmpty();
	}

	@Test
	void whenConnectionIsForgottenThenItsEndSaysNothing() {
		this.peers.reset(true);
		this.peers.greeted("one");
		this.peers.forget("one");
		assertThat(this.peers.ended("one")).isNull();
	}

	@Test
	void whenSocketIsReplacedThenItsRefusalsStayCounted() {
		this.peers.reset(true);
		this.peers.accepted("one");
		this.peers.refused("one", PeerRefusal.PROTOCOL, "odd");
		this.peers.ended("one");
		this.peers.accepted("two");
		this.peers.ready("two");
		this.peers.reset(true);
		assertThat(this.peers.count()).isZero();
		assertThat(this.peers.refusals(PeerRefusal.PROTOCOL)).isOne();
	}

}
