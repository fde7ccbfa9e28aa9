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

package io.zmqspring.metrics;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MicrometerCallObserver}.
 */
class MicrometerCallObserverTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MicrometerCallObserver observer = new MicrometerCallObserver(this.registry);

	@Test
	void whenMessagesAreHandledThenTheyAreTimed() {
		this.observer.handled("jobs", "worker", 1_000_000, null);
		this.observer.handled("jobs", "worker", 3_000_000, null);
		this.observer.handled("jobs", "other", 1_000_000, null);
		Timer timer = this.registry.get("zmq.listener")
			.tags("endpoint", "jobs", "listener", "worker", "error", "none", "messaging.system", "zeromq")
			.timer();
		assertThat(timer.count()).isEqualTo(2);
		assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(4);
	}

	@Test
	void whenHandlingFailsThenErrorIsNamed() {
		this.observer.handled("jobs", "worker", 1, new IllegalStateException("bad"));
		assertThat(this.registry.get("zmq.listener").tag("error", "IllegalStateException").timer().count())
			.isEqualTo(1);
	}

	@Test
	void whenRequestsEndThenTheyAreTimed() {
		this.observer.requested("place", 2_000_000, null);
		this.observer.requested("place", 1, new ZmqRequestTimeoutException("place", "no reply"));
		assertThat(this.registry.get("zmq.request")
			.tags("endpoint", "place", "error", "none", "messaging.system", "zeromq")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(2);
		assertThat(this.registry.get("zmq.request").tag("error", "ZmqRequestTimeoutException").timer().count())
			.isEqualTo(1);
	}

}
