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

import io.zmqspring.endpoint.FrameConverter;
import io.zmqspring.endpoint.ZmqMessage;
import org.zeromq.ZFrame;
import org.zeromq.ZMsg;

/**
 * Converts between messages and JeroMQ's own {@link ZMsg}, so that code written for
 * JeroMQ can go on as it is.
 */
public final class ZMsgConverter implements FrameConverter {

	@Override
	public boolean supports(Class<?> type) {
		return type == ZMsg.class;
	}

	@Override
	public Object fromMessage(ZmqMessage message) {
		ZMsg converted = new ZMsg();
		for (byte[] frame : message) {
			converted.add(frame);
		}
		return converted;
	}

	@Override
	public ZmqMessage toMessage(Object frames) {
		return ZmqMessage.of(((ZMsg) frames).stream().map(ZFrame::getData).toArray(byte[][]::new));
	}

}
