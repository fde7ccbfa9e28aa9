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

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaemonThreadFactory}.
 */
class DaemonThreadFactoryTests {

	@Test
	void whenAThreadOfLowPriorityAsksThenThePriorityIsNormal() throws Exception {
		DaemonThreadFactory factory = new DaemonThreadFactory("zmq-test-", null);
		CompletableFuture<Thread> made = new CompletableFuture<>();
		Thread asking = new Thread(() -> made.complete(factory.newThread(() -> {
		})));
		asking.setPriority(Thread.MIN_PRIORITY);
		asking.start();
		assertThat(made.get(20, TimeUnit.SECONDS).getPriority()).isEqualTo(Thread.NORM_PRIORITY);
	}

	@Test
	void threadsAreNumberedDaemonsWithTheGivenContextClassLoader() throws Exception {
		try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
			DaemonThreadFactory factory = new DaemonThreadFactory("zmq-test-", loader);
			Thread first = factory.newThread(() -> {
			});
			assertThat(first.getName()).isEqualTo("zmq-test-1");
			assertThat(first.isDaemon()).isTrue();
			assertThat(first.getContextClassLoader()).isSameAs(loader);
			assertThat(factory.newThread(() -> {
			}).getName()).isEqualTo("zmq-test-2");
		}
	}

}
