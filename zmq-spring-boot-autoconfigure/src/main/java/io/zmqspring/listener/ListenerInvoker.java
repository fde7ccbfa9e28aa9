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

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.zmqspring.convert.InboundFraming;
import io.zmqspring.convert.InboundMessage;
import io.zmqspring.endpoint.CallObserver;
import io.zmqspring.endpoint.ZmqMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Handles one message: takes it apart, calls the listener, sends the reply. Whatever goes
 * wrong ends at the error handler; nothing is thrown.
 */
final class ListenerInvoker {

	private static final Log logger = LogFactory.getLog(ListenerInvoker.class);

	private final String endpoint;

	private final String id;

	private final InboundFraming framing;

	private final MessageListener listener;

	private final ReplySender replies;

	private final ZmqErrorHandler errorHandler;

	private final CallObserver observer;

	ListenerInvoker(String endpoint, String id, InboundFraming framing, MessageListener listener, ReplySender replies,
			ZmqErrorHandler errorHandler, CallObserver observer) {
		this.endpoint = endpoint;
		this.id = id;
		this.framing = framing;
		this.listener = listener;
		this.replies = replies;
		this.errorHandler = errorHandler;
		this.observer = observer;
	}

	/**
	 * Handle a message.
	 * @param message the message
	 * @param done called once when all is done, with what went wrong or null; for an
	 * asynchronous reply by the thread that completes it
	 */
	void handle(ZmqMessage message, Consumer<@Nullable Throwable> done) {
		long start = isObserved() ? System.nanoTime() : 0;
		InboundMessage parts = null;
		Object result = null;
		Throwable error = null;
		try {
			InboundMessage split = this.framing.split(message);
			parts = split;
			result = this.listener.onMessage(split);
			CompletionStage<?> stage = AsyncResult.stage(result);
			if (stage != null) {
				stage.whenComplete((value, ex) -> complete(message, split, value, AsyncResult.cause(ex), start, done));
				return;
			}
		}
		catch (Throwable ex) {
			error = ex;
		}
		complete(message, parts, result, error, start, done);
	}

	private void complete(ZmqMessage message, @Nullable InboundMessage parts, @Nullable Object result,
			@Nullable Throwable error, long start, Consumer<@Nullable Throwable> done) {
		Throwable failure = (error == null && parts != null) ? reply(parts, result) : error;
		if (failure != null) {
			failed(message, parts, failure);
		}
		if (isObserved()) {
			observe(System.nanoTime() - start, failure);
		}
		done.accept(failure);
	}

	private boolean isObserved() {
		return this.observer != CallObserver.NONE;
	}

	private void observe(long nanos, @Nullable Throwable failure) {
		try {
			this.observer.handled(this.endpoint, this.id, nanos, failure);
		}
		catch (RuntimeException | Error ex) {
			logger.warn("ZeroMQ endpoint '" + this.endpoint + "': an observer of the listener '" + this.id + "' failed",
					ex);
		}
	}

	private @Nullable Throwable reply(InboundMessage parts, @Nullable Object result) {
		try {
			this.replies.send(parts, result);
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private void failed(ZmqMessage message, @Nullable InboundMessage parts, Throwable cause) {
		try {
			ZmqMessage payload = (parts != null) ? parts.payload() : null;
			Object reply = this.errorHandler.handle(new ListenerError(this.endpoint, this.id, message, payload, cause));
			if (reply != null && parts != null) {
				this.replies.sendError(parts, reply);
			}
		}
		catch (Throwable ex) {
			if (ex != cause) {
				ex.addSuppressed(cause);
			}
			logger.error("ZeroMQ endpoint '" + this.endpoint + "': the error handler of the listener '" + this.id
					+ "' failed on the message " + message, ex);
		}
	}

}
