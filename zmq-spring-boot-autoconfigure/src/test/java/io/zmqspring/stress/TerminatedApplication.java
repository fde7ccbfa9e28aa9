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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.socket.EndpointSnapshot;
import io.zmqspring.socket.ZmqSockets;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * What {@link LifeTests} terminates while it works. At its end it writes a line for each
 * endpoint.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class TerminatedApplication implements DisposableBean {

	private static final Duration WORK = Duration.ofNanos(100_000);

	private final AtomicLong jobs = new AtomicLong();

	private final AtomicLong requests = new AtomicLong();

	private final ZmqSockets sockets;

	/**
	 * Create the application.
	 * @param sockets the sockets
	 */
	public TerminatedApplication(ZmqSockets sockets) {
		this.sockets = sockets;
	}

	/**
	 * Pull messages and answer requests until the process is terminated.
	 * @param args the addresses to bind to, for messages and for requests, and anything
	 * more to have listeners run on an executor of the application's
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(TerminatedApplication.class);
		if (args.length > 2) {
			application.addInitializers((context) -> ((GenericApplicationContext) context)
				.registerBean("zmqListenerExecutor", ThreadPoolTaskExecutor.class, TerminatedApplication::executor));
		}
		application.run("--spring.main.banner-mode=off", "--spring.main.web-application-type=none",
				"--logging.level.root=off", "--zmq.endpoints.jobs.type=pull", "--zmq.endpoints.jobs.bind=" + args[0],
				"--zmq.endpoints.server.type=rep", "--zmq.endpoints.server.bind=" + args[1]);
		System.out.println("up");
	}

	private static ThreadPoolTaskExecutor executor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(4);
		return executor;
	}

	@ZmqListener("jobs")
	void handle(String text) {
		LockSupport.parkNanos(WORK.toNanos());
		if (this.jobs.incrementAndGet() == 1) {
			System.out.println("first");
		}
	}

	@ZmqListener("server")
	String answer(String text) {
		LockSupport.parkNanos(WORK.toNanos());
		this.requests.incrementAndGet();
		return text;
	}

	/**
	 * Say what was done.
	 */
	@Override
	public void destroy() {
		System.out.println(counts("jobs", this.jobs));
		System.out.println(counts("server", this.requests));
	}

	private String counts(String endpoint, AtomicLong handled) {
		EndpointSnapshot snapshot = this.sockets.get(endpoint).snapshot();
		long dropped = snapshot.dropped().values().stream().mapToLong(Long::longValue).sum();
		return "received " + snapshot.received() + " handled " + handled + " sent " + snapshot.sent() + " dropped "
				+ dropped;
	}

}
