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

package io.zmqspring.benchmarks.rpc;

import java.util.ArrayList;
import java.util.List;

import io.zmqspring.benchmarks.run.BootJson;
import io.zmqspring.benchmarks.run.ReqSocket;
import io.zmqspring.benchmarks.run.Settings;
import org.zeromq.ZMQ;
import tools.jackson.databind.json.JsonMapper;

/**
 * A REQ socket for each caller: JeroMQ as released, with the JSON mapper of an
 * application. It is the client of {@link RawServer} and of {@link HandWrittenServer}.
 */
public final class RawClient extends OrderClient {

	private final ZMQ.Context context = ZMQ.context(1);

	private final List<ReqSocket> sockets = new ArrayList<>();

	private final JsonMapper mapper = BootJson.mapper();

	public RawClient(Settings settings) {
		super(settings);
		for (int i = 0; i < settings.number(Settings.CALLERS); i++) {
			this.sockets.add(new ReqSocket(this.context, settings.address(), LIMIT));
		}
	}

	@Override
	long place(int caller, Order order) {
		byte[] reply = this.sockets.get(caller).request(this.mapper.writeValueAsBytes(order));
		return this.mapper.readValue(reply, Order.class).id();
	}

	@Override
	public void close() {
		this.sockets.forEach(ReqSocket::close);
		this.context.term();
	}

}
