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

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.ZmqCodecException;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.observation.ZmqObservations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerInvoker}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListenerInvokerTests {

	private static final ZmqMessage MESSAGE = ZmqMessage.ofText("id", "", "hello");

	private final ListenerFixture fixture = new ListenerFixture(ListenerFixture.bound("orders", EndpointType.REP));

	private final List<@Nullable Throwable> done = new ArrayList<>();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenHandledThenDoneAndObserved() {
		List<String> payloads = new ArrayList<>();
		handle((message) -> {
			payloads.add(message.payload().text(0));
			return null;
		});
		assertThat(payloads).containsExactly("hello");
		assertThat(this.done).containsExactly((Throwable) null);
		assertThat(this.fixture.observed.ended()).containsExactly("zmq.listener orders SUCCESS");
		assertThat(this.fixture.errors).isEmpty();
	}

	@Test
	void whenListenerThrowsThenErrorHandlerIsTold() throws Exception {
		Error error = new AssertionError("no");
		handle((message) -> {
			throw error;
		});
		assertThat(this.done).containsExactly(error);
		assertThat(this.fixture.errors.take())
			.isEqualTo(new ListenerError("orders", "test", MESSAGE, ZmqMessage.ofText("hello"), error));
		assertThat(this.fixture.observed.ended()).containsExactly("zmq.listener orders ERROR");
	}

	@Test
	void whenFramesCannotBeSplitThenErrorHandlerIsTold() throws Exception {
		invoker((message) -> null, this.fixture.errorHandler(), ListenerFixture.framing(EndpointType.SUB))
			.handle(ZmqMessage.of(List.of()), this.done::add);
		assertThat(this.fixture.errors.take().cause()).isInstanceOf(IndexOutOfBoundsException.class);
		assertThat(this.done).hasSize(1);
	}

	@Test
	void whenReplyCannotBeConvertedThenErrorHandlerIsTold() throws Exception {
		Map<String, String> unreadable = new AbstractMap<>() {

			@Override
			public Set<Entry<String, String>> entrySet() {
				throw new IllegalStateException("unreadable");
			}

		};
		handle((message) -> unreadable);
		assertThat(this.fixture.errors.take().cause()).hasMessageContaining("cannot encode");
		assertThat(this.fixture.observed.ended()).containsExactly("zmq.listener orders ERROR");
	}

	@Test
	void whenListenerAndErrorHandlerRunThenScopeIsOpen() {
		List<@Nullable Observation> current = new ArrayList<>();
		invoker((message) -> {
			current.add(this.fixture.observed.registry().getCurrentObservation());
			throw new IllegalStateException("no");
		}, (error) -> {
			current.add(this.fixture.observed.registry().getCurrentObservation());
			return null;
		}, ListenerFixture.framing(EndpointType.REP)).handle(MESSAGE, this.done::add);
		assertThat(current).hasSize(2).doesNotContainNull();
		assertThat(current.get(0)).isSameAs(current.get(1));
		assertThat(this.fixture.observed.registry().getCurrentObservation()).isNull();
		assertThat(this.fixture.observed.events()).containsExactly("start zmq.listener", "open zmq.listener",
				"close zmq.listener", "error zmq.listener", "stop zmq.listener");
	}

	@Test
	void whenReplyIsThereAtOnceThenScopesAreClosedBeforeTheEnd() {
		handle((message) -> CompletableFuture.completedFuture("now"));
		assertThat(this.fixture.observed.events()).containsExactly("start zmq.listener", "open zmq.listener",
				"close zmq.listener", "open zmq.listener", "close zmq.listener", "stop zmq.listener");
	}

	@Test
	void whenReplyIsAsynchronousThenDoneWithIt() {
		CompletableFuture<String> reply = new CompletableFuture<>();
		handle((message) -> reply);
		assertThat(this.done).isEmpty();
		assertThat(this.fixture.observed.ended()).isEmpty();
		reply.complete("later");
		assertThat(this.done).containsExactly((Throwable) null);
		assertThat(this.fixture.observed.ended()).containsExactly("zmq.listener orders SUCCESS");
	}

	@Test
	void whenAsynchronousReplyFailsThenErrorHandlerGetsTheCause() throws Exception {
		CompletableFuture<String> reply = new CompletableFuture<>();
		handle((message) -> reply.thenApply(String::trim));
		IllegalStateException failure = new IllegalStateException("later");
		reply.completeExceptionally(failure);
		assertThat(this.fixture.errors.take().cause()).isSameAs(failure);
		assertThat(this.done).containsExactly(failure);
	}

	@Test
	void whenErrorHandlerThrowsThenItIsLogged(CapturedOutput output) {
		invoker((message) -> {
			throw new IllegalStateException("first");
		}, (error) -> {
			throw new IllegalArgumentException("second");
		}, ListenerFixture.framing(EndpointType.REP)).handle(MESSAGE, this.done::add);
		assertThat(this.done).hasSize(1);
		assertThat(output).contains("the error handler of the listener 'test' failed", "second",
				"Suppressed: java.lang.IllegalStateException: first");
	}

	@Test
	void whenErrorHandlerThrowsTheErrorAgainThenItIsLogged(CapturedOutput output) {
		invoker((message) -> {
			throw new IllegalStateException("first");
		}, (error) -> {
			throw (Exception) error.cause();
		}, ListenerFixture.framing(EndpointType.REP)).handle(MESSAGE, this.done::add);
		assertThat(this.done).hasSize(1);
		assertThat(output).contains("the error handler of the listener 'test' failed", "first");
	}

	@Test
	void whenObservationHandlerThrowsThenMessageIsDone(CapturedOutput output) {
		this.fixture.observed.registry().observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

			@Override
			public void onStop(Observation.Context context) {
				throw new IllegalStateException("broken");
			}

		});
		handle((message) -> null);
		assertThat(this.done).containsExactly((Throwable) null);
		assertThat(output).contains("an observation handler failed on zmq.listener");
	}

	@Test
	void whenCodecIsMissingForTheReplyThenErrorHandlerIsTold() throws Exception {
		ReplySender replies = new ReplySender(this.fixture.socket("orders"),
				Framing.of(this.fixture.socket("orders").endpoint()), new PayloadConverter(List.of(), List.of()), null,
				null, null);
		new ListenerInvoker(this.fixture.socket("orders").endpoint(), "test", ListenerFixture.framing(EndpointType.REP),
				(message) -> Map.of(), replies, this.fixture.errorHandler(), ZmqObservations.NOOP)
			.handle(MESSAGE, this.done::add);
		assertThat(this.fixture.errors.take().cause()).isInstanceOf(ZmqCodecException.class);
	}

	private void handle(MessageListener listener) {
		invoker(listener, this.fixture.errorHandler(), ListenerFixture.framing(EndpointType.REP)).handle(MESSAGE,
				this.done::add);
	}

	private ListenerInvoker invoker(MessageListener listener, ZmqErrorHandler errorHandler, Framing framing) {
		ReplySender replies = new ReplySender(this.fixture.socket("orders"),
				Framing.of(this.fixture.socket("orders").endpoint()), this.fixture.converter, null, null, null);
		return new ListenerInvoker(this.fixture.socket("orders").endpoint(), "test", framing, listener, replies,
				errorHandler, this.fixture.observed.observations());
	}

}
