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

package io.zmqspring.observation;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqObservations}.
 */
class ZmqObservationsTests {

	private static final ZmqEndpoint JOBS = ZmqEndpoint.of("jobs", EndpointType.PUSH, List.of(), List.of());

	private final RecordedObservations recorded = new RecordedObservations();

	private final ZmqObservations observations = this.recorded.observations();

	@Test
	void whenSendEndsThenItHasTheKeysOfItsDocumentation() {
		this.observations.send(JOBS).end(null);
		Observation.Context context = this.recorded.contexts().get(0);
		assertThat(context.getName()).isEqualTo("zmq.send");
		assertThat(context.getContextualName()).isEqualTo("send jobs");
		assertThat(keys(context)).containsExactlyInAnyOrder("messaging.system=zeromq", "endpoint=jobs", "type=push",
				"outcome=SUCCESS");
		assertThat(context.getHighCardinalityKeyValues()).isEmpty();
		assertDocumented(context, ZmqObservationDocumentation.SEND);
	}

	@Test
	void whenRequestEndsThenItHasTheKeysOfItsDocumentation() {
		this.observations.request(JOBS).end(null);
		Observation.Context context = this.recorded.contexts().get(0);
		assertThat(context.getName()).isEqualTo("zmq.request");
		assertThat(context.getContextualName()).isEqualTo("request jobs");
		assertDocumented(context, ZmqObservationDocumentation.REQUEST);
	}

	@Test
	void whenListenerEndsThenItHasTheKeysOfItsDocumentation() {
		this.observations.listener(JOBS, "worker").end(null);
		Observation.Context context = this.recorded.contexts().get(0);
		assertThat(context.getName()).isEqualTo("zmq.listener");
		assertThat(context.getContextualName()).isEqualTo("process jobs");
		assertThat(keys(context)).contains("listener=worker");
		assertDocumented(context, ZmqObservationDocumentation.LISTENER);
	}

	@Test
	void whenOperationFailsThenOutcomeSaysHow() {
		this.observations.send(JOBS).end(new ZmqSendTimeoutException("jobs", "no peer"));
		this.observations.request(JOBS).end(new ZmqRequestTimeoutException("jobs", "no reply"));
		this.observations.listener(JOBS, "worker").end(new IllegalStateException("bad"));
		assertThat(this.recorded.ended()).containsExactly("zmq.send jobs TIMEOUT", "zmq.request jobs TIMEOUT",
				"zmq.listener jobs ERROR");
		assertThat(this.recorded.contexts().get(2).getError()).hasMessage("bad");
	}

	@Test
	void whenOperationHasNotEndedThenOutcomeIsUnknown() {
		AtomicReference<@Nullable String> outcome = new AtomicReference<>();
		this.recorded.registry()
			.observationConfig()
			.observationHandler(new AtStart((context) -> outcome.set(RecordedObservations.value(context, "outcome"))));
		this.observations.send(JOBS);
		assertThat(outcome).hasValue("UNKNOWN");
	}

	@Test
	void whenScopeIsOpenThenObservationIsCurrent() {
		ObservationRegistry registry = this.recorded.registry();
		ZmqObservation observation = this.observations.listener(JOBS, "worker");
		try (ZmqObservation.Scope scope = observation.openScope()) {
			assertThat(scope).isNotNull();
			assertThat(registry.getCurrentObservation().getContext().getName()).isEqualTo("zmq.listener");
		}
		observation.end(null);
		assertThat(registry.getCurrentObservation()).isNull();
		assertThat(this.recorded.events()).containsExactly("start zmq.listener", "open zmq.listener",
				"close zmq.listener", "stop zmq.listener");
	}

	@Test
	void whenAnotherObservationIsCurrentThenItIsTheParent() {
		Observation outer = Observation.start("outer", this.recorded.registry());
		outer.scoped(() -> this.observations.send(JOBS).end(null));
		assertThat(this.recorded.contexts().get(0).getParentObservation()).isSameAs(outer);
	}

	@Test
	void whenThereIsNoHandlerThenNothingIsMade() {
		assertThat(ZmqObservations.NOOP.send(JOBS)).isSameAs(ZmqObservation.NOOP);
		ObservationRegistry registry = ObservationRegistry.create();
		ZmqObservations idle = new ZmqObservations(registry);
		assertThat(idle.request(JOBS)).isSameAs(ZmqObservation.NOOP);
		assertThat(idle.listener(JOBS, "worker").openScope()).isSameAs(ZmqObservation.Scope.NOOP);
		registry.observationConfig().observationHandler(this.recorded);
		idle.request(JOBS).end(null);
		assertThat(this.recorded.ended()).containsExactly("zmq.request jobs SUCCESS");
	}

	@Test
	void whenThereIsAnotherConventionThenItNamesTheObservation() {
		this.recorded.registry().observationConfig().observationConvention(new OwnConvention());
		this.observations.send(JOBS).end(null);
		this.observations.request(JOBS).end(null);
		assertThat(this.recorded.contexts()).extracting(Observation.Context::getName)
			.containsExactly("own.send", "zmq.request");
		assertThat(keys(this.recorded.contexts().get(0))).contains("team=blue", "endpoint=jobs");
	}

	@ParameterizedTest
	@ValueSource(strings = { "start", "open", "close", "error", "stop" })
	@ExtendWith(OutputCaptureExtension.class)
	void whenHandlerThrowsThenOperationDoesNotNotice(String event, CapturedOutput output) {
		this.recorded.registry().observationConfig().observationHandler(new Broken(event));
		ZmqObservation observation = this.observations.listener(JOBS, "worker");
		observation.openScope().close();
		assertThat(this.recorded.registry().getCurrentObservation()).isNull();
		observation.end(new IllegalStateException("bad"));
		assertThat(output).contains("'jobs': an observation handler failed on zmq.listener", "broken at " + event);
	}

	private static List<String> keys(Observation.Context context) {
		return context.getLowCardinalityKeyValues()
			.stream()
			.map((pair) -> pair.getKey() + '=' + pair.getValue())
			.toList();
	}

	private static void assertDocumented(Observation.Context context, ZmqObservationDocumentation documentation) {
		assertThat(context.getName()).isEqualTo(documentation.getName());
		assertThat(context.getLowCardinalityKeyValues()).extracting((pair) -> pair.getKey())
			.containsExactlyInAnyOrder(Arrays.stream(documentation.getLowCardinalityKeyNames())
				.map(KeyName::asString)
				.toArray(String[]::new));
	}

	private record Broken(String event) implements ObservationHandler<Observation.Context> {

		private void fail(String now) {
			if (now.equals(this.event)) {
				throw new IllegalStateException("broken at " + now);
			}
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onStart(Observation.Context context) {
			fail("start");
		}

		@Override
		public void onScopeOpened(Observation.Context context) {
			fail("open");
		}

		@Override
		public void onScopeClosed(Observation.Context context) {
			fail("close");
		}

		@Override
		public void onError(Observation.Context context) {
			fail("error");
		}

		@Override
		public void onStop(Observation.Context context) {
			fail("stop");
		}

	}

	private record AtStart(Consumer<Observation.Context> consumer) implements ObservationHandler<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onStart(Observation.Context context) {
			this.consumer.accept(context);
		}

	}

	private static final class OwnConvention extends ZmqObservationConvention
			implements GlobalObservationConvention<ZmqObservationContext> {

		OwnConvention() {
			super(ZmqObservationDocumentation.SEND);
		}

		@Override
		public String getName() {
			return "own.send";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(ZmqObservationContext context) {
			return super.getLowCardinalityKeyValues(context).and("team", "blue");
		}

	}

}
