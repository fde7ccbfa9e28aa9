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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.zmqspring.annotation.ZmqListener;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.listener.ListenerContainer;
import io.zmqspring.listener.ListenerSnapshot;
import io.zmqspring.listener.ZmqListenerRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stop, start, stop, start, of the whole context and of one listener.
 */
@Timeout(60)
class RestartTests {

	private static final int RESTARTS = 3;

	private static final String PEERS = """
			import sys, zmq
			context = zmq.Context()
			push = context.socket(zmq.PUSH)
			disconnects = push.get_monitor_socket(zmq.EVENT_DISCONNECTED)
			push.connect(sys.argv[1])
			for line in sys.stdin:
			    kind, _, text = line.rstrip().partition(" ")
			    if kind == "push":
			        push.send_string(text)
			    elif kind == "gone":
			        disconnects.recv_multipart()
			        print("gone")
			    else:
			        request = context.socket(zmq.REQ)
			        request.connect(sys.argv[2])
			        request.send_string(text)
			        print(request.recv_string())
			        request.close(0)
			""";

	private final String jobs = FreePort.address();

	private final String server = FreePort.address();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withPropertyValues("zmq.endpoints.jobs.type=pull", "zmq.endpoints.jobs.bind=" + this.jobs,
				"zmq.endpoints.server.type=rep", "zmq.endpoints.server.bind=" + this.server,
				"zmq.endpoints.client.type=req", "zmq.endpoints.client.connect=" + this.server)
		.withBean(Listeners.class);

	@Test
	void theContextDeliversAfterEachStart() {
		this.runner.run((context) -> {
			try (PyPeer peers = PyPeer.start(PEERS, this.jobs, this.server)) {
				BlockingQueue<String> received = context.getBean(Listeners.class).received;
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				for (int i = 0; i <= RESTARTS; i++) {
					peers.writeLine("push running" + i);
					assertThat(next(received)).isEqualTo("running" + i);
					peers.writeLine("request " + i);
					peers.expect("reply " + i);
					assertThat(template.to("client").request("own " + i, String.class)).isEqualTo("reply own " + i);
					context.getSourceApplicationContext().stop();
					peers.writeLine("gone");
					peers.expect("gone");
					peers.writeLine("push stopped" + i);
					context.getSourceApplicationContext().start();
					assertThat(next(received)).isEqualTo("stopped" + i);
				}
			}
		});
	}

	@Test
	void aListenerDeliversAfterEachStart() {
		this.runner.run((context) -> {
			try (PyPeer peers = PyPeer.start(PEERS, this.jobs, this.server)) {
				BlockingQueue<String> received = context.getBean(Listeners.class).received;
				ListenerContainer container = context.getBean(ZmqListenerRegistry.class).get("jobs");
				ListenerContainer other = context.getBean(ZmqListenerRegistry.class).get("server");
				for (int i = 0; i <= RESTARTS; i++) {
					peers.writeLine("push running" + i);
					assertThat(next(received)).isEqualTo("running" + i);
					container.stop();
					assertThat(container.snapshot().state()).isEqualTo(ListenerSnapshot.State.STOPPED);
					assertThat(other.isRunning()).isTrue();
					peers.writeLine("push stopped" + i);
					peers.writeLine("request " + i);
					peers.expect("reply " + i);
					assertThat(received).isEmpty();
					container.start();
					assertThat(next(received)).isEqualTo("stopped" + i);
				}
			}
		});
	}

	@Test
	void aListenerThatIsPausedLeavesItsMessagesToZeroMq() {
		this.runner.run((context) -> {
			try (PyPeer peers = PyPeer.start(PEERS, this.jobs, this.server)) {
				BlockingQueue<String> received = context.getBean(Listeners.class).received;
				ListenerContainer container = context.getBean(ZmqListenerRegistry.class).get("jobs");
				for (int i = 0; i <= RESTARTS; i++) {
					container.pause();
					peers.writeLine("push paused" + i);
					peers.writeLine("request " + i);
					peers.expect("reply " + i);
					assertThat(received).isEmpty();
					container.resume();
					assertThat(next(received)).isEqualTo("paused" + i);
				}
			}
		});
	}

	private static String next(BlockingQueue<String> queue) throws InterruptedException {
		return queue.poll(20, TimeUnit.SECONDS);
	}

	static class Listeners {

		private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		@ZmqListener(id = "jobs", endpoint = "jobs")
		void job(String text) {
			this.received.add(text);
		}

		@ZmqListener(id = "server", endpoint = "server")
		String reply(String text) {
			return "reply " + text;
		}

	}

}
