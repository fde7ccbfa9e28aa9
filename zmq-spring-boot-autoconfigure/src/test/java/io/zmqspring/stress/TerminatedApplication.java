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

/**
 * What {@link LifeTests} terminates while it works.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class TerminatedApplication implements DisposableBean {

	private static final Duration WORK = Duration.ofNanos(100_000);

	private final AtomicLong handled = new AtomicLong();

	private final ZmqSockets sockets;

	/**
	 * Create the application.
	 * @param sockets the sockets
	 */
	public TerminatedApplication(ZmqSockets sockets) {
		this.sockets = sockets;
	}

	/**
	 * Pull messages until the process is terminated.
	 * @param args the address to bind to
	 */
	public static void main(String[] args) {
		SpringApplication.run(TerminatedApplication.class, "--spring.main.banner-mode=off",
				"--spring.main.web-application-type=none", "--logging.level.root=off", "--zmq.endpoints.jobs.type=pull",
				"--zmq.endpoints.jobs.bind=" + args[0]);
		System.out.println("up");
	}

	@ZmqListener("jobs")
	void handle(String text) {
		LockSupport.parkNanos(WORK.toNanos());
		this.handled.incrementAndGet();
	}

	/**
	 * Say what was done.
	 */
	@Override
	public void destroy() {
		EndpointSnapshot snapshot = this.sockets.get("jobs").snapshot();
		long dropped = snapshot.dropped().values().stream().mapToLong(Long::longValue).sum();
		System.out
			.println("received " + snapshot.received() + " handled " + this.handled.get() + " dropped " + dropped);
	}

}
