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

package io.zmqspring.interop;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class PyPeerTests {

	@Test
	void aProgramReadsArgumentsAndInputAndWritesLines() {
		try (PyPeer peer = PyPeer.start("""
				import sys, zmq
				print(zmq.zmq_version_info()[0], *sys.argv[1:])
				print(input())
				print("rest")
				""", "first", "größer")) {
			peer.expect("4 first größer");
			peer.writeLine("hello ☃");
			assertThat(peer.readLines(1)).containsExactly("hello ☃");
			assertThat(peer.awaitEnd()).containsExactly("rest");
		}
	}

	@Test
	void aProgramThatFailsSaysWhy() {
		try (PyPeer peer = PyPeer.start("raise ValueError('by intent')")) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(peer::readLine)
				.withMessageContaining("by intent");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(peer::readLine).withMessageContaining("ended");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(peer::awaitEnd).withMessageContaining("exit");
		}
	}

	@Test
	void closeEndsAProgramThatWouldRunOn() {
		PyPeer peer = PyPeer.start("import time\nprint('up', flush=True)\ntime.sleep(60)");
		peer.expect("up");
		long start = System.nanoTime();
		peer.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(peer::readLine);
	}

}
