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

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class KeepAliveTests {

	private final Set<Thread> before = Thread.getAllStackTraces().keySet();

	private final KeepAlive keepAlive = new KeepAlive();

	@Test
	void keepsOneThreadThatIsNoDaemon() throws InterruptedException {
		this.keepAlive.set(true);
		this.keepAlive.set(true);
		List<Thread> threads = threads();
		assertThat(threads).singleElement().satisfies((thread) -> assertThat(thread.isDaemon()).isFalse());
		this.keepAlive.set(false);
		this.keepAlive.set(false);
		threads.get(0).join();
		assertThat(threads()).isEmpty();
	}

	@Test
	void anInterruptDoesNotEndIt() throws InterruptedException {
		this.keepAlive.set(true);
		Thread thread = threads().get(0);
		thread.interrupt();
		thread.join(50);
		assertThat(thread.isAlive()).isTrue();
		this.keepAlive.set(false);
		thread.join();
	}

	@Test
	void canBeginAgain() throws InterruptedException {
		this.keepAlive.set(true);
		Thread first = threads().get(0);
		this.keepAlive.set(false);
		first.join();
		this.keepAlive.set(true);
		assertThat(threads()).hasSize(1).doesNotContain(first);
		this.keepAlive.set(false);
	}

	private List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals(KeepAlive.THREAD) && !this.before.contains(thread))
			.toList();
	}

}
