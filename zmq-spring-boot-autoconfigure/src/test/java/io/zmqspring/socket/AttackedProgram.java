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

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.StringJoiner;
import java.util.stream.Stream;

import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.stress.Resources;

/**
 * Bound endpoints of all types, with the default options, in a virtual machine of its
 * own. It writes the address of each, and then reads commands: {@code state} writes what
 * it has and has received, {@code send}, a type, a number and a count sends so many
 * messages from that number on. What it logs it writes too, without {@value #ANSWER}.
 */
public final class AttackedProgram {

	/**
	 * What an answer begins with.
	 */
	static final String ANSWER = "> ";

	private final Map<EndpointType, Numbers> numbers = new EnumMap<>(EndpointType.class);

	private final ZmqSockets sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS,
			Stream.of(EndpointType.values()).map(AttackedProgram::endpoint).toList(), Map.of(), List.of(), List.of());

	private AttackedProgram() {
	}

	private static ZmqEndpoint endpoint(EndpointType type) {
		ZmqEndpoint endpoint = ZmqEndpoint.of(type.label(), type, List.of(Endpoints.ANY_PORT), List.of());
		return (type == EndpointType.SUB) ? endpoint.withTopics("") : endpoint;
	}

	/**
	 * Run the program until its input ends.
	 * @param args none
	 */
	public static void main(String[] args) {
		new AttackedProgram().run();
	}

	private void run() {
		this.sockets.start();
		for (EndpointType type : EndpointType.values()) {
			ManagedSocket socket = socket(type);
			this.numbers.put(type, new Numbers());
			if (Numbers.isReceivedBy(type)) {
				socket.attach(this.numbers.get(type));
			}
			answer(RunningSockets.address(socket));
		}
		socket(EndpointType.XSUB).send(ZmqMessage.of(new byte[] { 1 }));
		Scanner commands = new Scanner(System.in);
		while (commands.hasNext()) {
			if ("send".equals(commands.next())) {
				EndpointType type = EndpointType.valueOf(commands.next());
				Numbers.send(socket(type), commands.nextInt(), commands.nextInt());
			}
			else {
				answer(state());
			}
		}
	}

	private static void answer(String answer) {
		System.out.println(ANSWER + answer);
	}

	private ManagedSocket socket(EndpointType type) {
		return this.sockets.get(type.label());
	}

	private int subscribers(EndpointType type) {
		return socket(type).peerSubscriptions().values().stream().mapToInt(Integer::intValue).sum();
	}

	private String state() {
		ContextSnapshot context = this.sockets.contexts().get(0);
		StringJoiner state = new StringJoiner(" ").add("memory=" + (Resources.heap() + Resources.direct()))
			.add("incomplete=" + context.incompleteBytes())
			.add("rebuilds=" + context.rebuilds())
			.add("ioErrors=" + context.ioErrors())
			.add("subscribers=" + (subscribers(EndpointType.PUB) + subscribers(EndpointType.XPUB)));
		this.numbers.forEach((type, known) -> state.add(type.name() + '=' + known.received()));
		return state.toString();
	}

}
