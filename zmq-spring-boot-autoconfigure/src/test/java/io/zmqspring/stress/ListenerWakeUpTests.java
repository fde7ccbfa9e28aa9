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

package io.zmqspring.stress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.zmqspring.convert.BytesCodec;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.TextCodec;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.interop.FreePort;
import io.zmqspring.listener.ListenerContainer;
import io.zmqspring.listener.ListenerDefinition;
import io.zmqspring.listener.ListenerSettings;
import io.zmqspring.listener.LoggingErrorHandler;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.UnservicedSockets;
import io.zmqspring.socket.ZMsgConverter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Listeners that are nearly always full, and are paused, resumed, stopped and started
 * besides, while pollers look at nothing unless something wakes them: each request is
 * answered and each sender gets on. How many seconds this takes is
 * {@code zmq.test.listener-wake-ups}.
 */
@Tag("stress")
@Timeout(3600)
class ListenerWakeUpTests {

	private static final long RUN = TimeUnit.SECONDS.toNanos(Integer.getInteger("zmq.test.listener-wake-ups", 2));

	private static final int THREADS = 6;

	private static final Log logger = LogFactory.getLog(ListenerWakeUpTests.class);

	private final AtomicLong requests = new AtomicLong();

	private final AtomicLong jobs = new AtomicLong();

	private final AtomicLong done = new AtomicLong();

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void whenListenersAreFullPausedAndStoppedThenTheyGoOn(int prefetch) throws Exception {
		long seed = Long.getLong("zmq.test.seed", System.nanoTime());
		Random random = new Random(seed);
		String orders = FreePort.address();
		UnservicedSockets sockets = new UnservicedSockets(2, 4, random,
				List.of(endpoint("orders", EndpointType.REP, orders, true),
						endpoint("work", EndpointType.PULL, "inproc://work", true),
						endpoint("client", EndpointType.REQ, orders, false),
						endpoint("jobs", EndpointType.PUSH, "inproc://work", false)));
		PayloadConverter converter = new PayloadConverter(List.of(new BytesCodec(), new TextCodec()),
				List.of(new ZMsgConverter()));
		ZmqTemplate template = new ZmqTemplate(sockets.sockets(), Framing::of, converter, ZmqObservations.NOOP);
		ZmqListenerRegistry registry = new ZmqListenerRegistry(sockets.sockets(), Framing::of, converter,
				new ListenerSettings(prefetch, Duration.ofSeconds(10), false), new LoggingErrorHandler(),
				ZmqObservations.NOOP, null);
		ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
		try {
			ListenerContainer answering = registry.register(ListenerDefinition.of("orders", (message) -> {
				UnservicedSockets.shift(random);
				return message.payload();
			}).withConcurrency(2));
			ListenerContainer working = registry.register(ListenerDefinition.of("work", (message) -> {
				UnservicedSockets.shift(random);
				this.done.incrementAndGet();
				return null;
			}).withConcurrency(2));
			registry.start();
			template.start();
			long end = System.nanoTime() + RUN / 2;
			List<Future<?>> ended = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				boolean requesting = i % 2 == 0;
				ended.add(threads.submit(() -> {
					while (System.nanoTime() - end < 0) {
						exchange(template, requesting);
						UnservicedSockets.shift(random);
					}
				}));
			}
			ended.add(threads.submit(() -> disturb(List.of(answering, working), random, end)));
			for (Future<?> future : ended) {
				future.get(RUN + TimeUnit.SECONDS.toNanos(60), TimeUnit.NANOSECONDS);
			}
			await().atMost(UnservicedSockets.STALL).until(() -> this.done.get() == this.jobs.get());
			logger.info(this.requests + " requests and " + this.jobs + " jobs, none stood still");
			assertThat(this.requests).hasPositiveValue();
			assertThat(this.jobs).hasPositiveValue();
		}
		catch (Exception ex) {
			throw new AssertionError("with -Dzmq.test.seed=" + seed + ": "
					+ registry.all().stream().map(ListenerContainer::snapshot).toList() + sockets.report(), ex);
		}
		finally {
			threads.shutdown();
			template.stop();
			registry.stop();
			sockets.close();
		}
	}

	private void exchange(ZmqTemplate template, boolean requesting) {
		if (requesting) {
			assertThat(template.to("client").request("a", String.class)).isEqualTo("a");
			this.requests.incrementAndGet();
		}
		else {
			long begun = System.nanoTime();
			template.to("jobs").send("a");
			// One that nobody has woken tries once more when its time is up.
			assertThat(System.nanoTime() - begun).isLessThan(UnservicedSockets.STALL.toNanos());
			this.jobs.incrementAndGet();
		}
	}

	private static void disturb(List<ListenerContainer> containers, Random random, long end) {
		while (System.nanoTime() - end < 0) {
			ListenerContainer container = containers.get(random.nextInt(containers.size()));
			if (random.nextInt(4) == 0) {
				container.stop();
				UnservicedSockets.shift(random);
				container.start();
			}
			else {
				container.pause();
				UnservicedSockets.shift(random);
				container.resume();
			}
			// A next resume would hide that this one was lost.
			long handled = container.snapshot().handled();
			while (container.snapshot().handled() == handled && System.nanoTime() - end < 0) {
				UnservicedSockets.shift(random);
			}
			UnservicedSockets.shift(random);
		}
	}

	private static ZmqEndpoint endpoint(String name, EndpointType type, String address, boolean bind) {
		ZmqEndpoint endpoint = ZmqEndpoint.of(name, type, bind ? List.of(address) : List.of(),
				bind ? List.of() : List.of(address));
		return endpoint.withOptions(SocketOptions.NONE.with("sendHwm", 2)
			.with("receiveHwm", 2)
			.with("sendTimeout", UnservicedSockets.STALL));
	}

}
