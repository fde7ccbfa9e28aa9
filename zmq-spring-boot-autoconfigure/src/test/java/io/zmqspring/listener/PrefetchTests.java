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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Prefetch}.
 */
class PrefetchTests {

	private final ListenerFixture fixture = new ListenerFixture(ListenerFixture.bound("jobs", EndpointType.PULL));

	private final List<CompletableFuture<?>> replies = new ArrayList<>();

	private final AtomicInteger resumed = new AtomicInteger();

	private final AtomicInteger emptied = new AtomicInteger();

	private final AtomicBoolean noneWaits = new AtomicBoolean();

	private final Prefetch prefetch = new Prefetch(4, this.fixture.invoker("jobs", (message) -> {
		this.replies.add(new CompletableFuture<>());
		return this.replies.get(this.replies.size() - 1);
	}), this.noneWaits::get, this.resumed::incrementAndGet, this.emptied::incrementAndGet);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenThereIsNoRoomThenTheSocketIsReadAgainWhenHalfOfItIsFree() {
		handle(4);
		assertThat(this.prefetch.room()).isZero();
		this.replies.get(0).complete(null);
		assertThat(this.resumed).hasValue(0);
		this.replies.get(2).complete(null);
		assertThat(this.resumed).hasValue(1);
		assertThat(this.prefetch.room()).isEqualTo(2);
		this.replies.get(1).complete(null);
		assertThat(this.resumed).hasValue(1);
	}

	@Test
	void whenThereIsNoRoomAndNoMessageWaitsThenTheSocketIsReadAgainWhenAnyOfItIsFree() {
		handle(4);
		assertThat(this.prefetch.room()).isZero();
		this.noneWaits.set(true);
		this.replies.get(0).complete(null);
		assertThat(this.resumed).hasValue(1);
		assertThat(this.prefetch.room()).isEqualTo(1);
	}

	@Test
	void whenNobodyHasFoundItFullThenTheSocketIsNotReadAgain() {
		handle(4);
		this.replies.forEach((reply) -> reply.complete(null));
		assertThat(this.resumed).hasValue(0);
	}

	@Test
	void whenTheLastMessageIsHandledThenThatIsTold() {
		handle(2);
		this.replies.get(0).completeExceptionally(new IllegalStateException("failed"));
		assertThat(this.emptied).hasValue(0);
		this.replies.get(1).complete(null);
		assertThat(this.emptied).hasValue(1);
		assertThat(this.prefetch.handled()).isEqualTo(2);
		assertThat(this.prefetch.failed()).isEqualTo(1);
	}

	@Test
	void whenMessagesAreDroppedThenThereIsRoomForOthers() {
		handle(1);
		this.prefetch.add();
		this.prefetch.add();
		assertThat(this.prefetch.drop(2)).isEqualTo(1);
		assertThat(this.prefetch.pending()).isEqualTo(1);
		assertThat(this.prefetch.room()).isEqualTo(3);
	}

	private void handle(int count) {
		for (int i = 0; i < count; i++) {
			this.prefetch.add();
			this.prefetch.handle(ZmqMessage.ofText("job " + i));
		}
	}

}
