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

package io.zmqspring.listener;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StalledPeers}.
 */
class StalledPeersTests {

	private final StalledPeers peers = new StalledPeers();

	@Test
	void aPeerIsKnownUntilItIsRemoved() {
		assertThat(this.peers.contains(id(1))).isFalse();
		assertThat(this.peers.add(id(1))).isTrue();
		assertThat(this.peers.add(id(1))).isFalse();
		assertThat(this.peers.contains(id(1))).isTrue();
		assertThat(this.peers.contains(id(2))).isFalse();
		this.peers.remove(id(2));
		assertThat(this.peers.contains(id(1))).isTrue();
		this.peers.remove(id(1));
		assertThat(this.peers.contains(id(1))).isFalse();
		assertThat(this.peers.add(id(1))).isTrue();
	}

	@Test
	void whenThereAreTooManyThenTheOldestIsForgotten() {
		for (int i = 0; i <= StalledPeers.LIMIT; i++) {
			assertThat(this.peers.add(id(i))).isTrue();
		}
		assertThat(this.peers.contains(id(0))).isFalse();
		assertThat(this.peers.contains(id(1))).isTrue();
		assertThat(this.peers.contains(id(StalledPeers.LIMIT))).isTrue();
	}

	private static byte[] id(int number) {
		return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
	}

}
