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

import io.zmqspring.convert.Framing;
import io.zmqspring.convert.InboundMessage;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqMessage;
import io.zmqspring.observation.ZmqObservation;
import io.zmqspring.observation.ZmqObservations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Handles one message: splits it, calls the listener, sends the reply. Every failure goes
 * to the error handler; nothing is thrown.
 */
final class ListenerInvoker {

	private static final Log logger = LogFactory.getLog(ListenerInvoker.class);

	private final ZmqEndpoint endpoint;

	private final String id;

	private final Framing framing;

	private final MessageListener listener;

	private final ReplySender replies;

	private final ZmqErrorHandler errorHandler;

	private final ZmqObservations observations;

	ListenerInvoker(ZmqEndpoint endpoint, String id, Framing framing, MessageListener listener, ReplySender replies,
			ZmqErrorHandler errorHandler, ZmqObservations observations) {
		this.endpoint = endpoint;
		this.id = id;
		this.framing = framing;
		this.listener = listener;
		this.replies = replies;
		this.errorHandler = errorHandler;
		this.observations = observations;
	}

	/**
	 * Handle a message.
	 * @param message the message
	 * @param done called once at the end, with the failure or null; for an asynchronous
	 * reply by the thread that completes it
	 */
	void handle(ZmqMessage message, Consumer<@Nullable Throwable> done) {
		ZmqObservation observation = this.observations.listener(this.endpoint, this.id);
		InboundMessage parts = null;
		CompletionStage<?> stage = null;
		Throwable failure = null;
		ZmqObservation.Scope scope = observation.openScope();
		try {
			parts = this.framing.split(message);
			Object result = this.listener.onMessage(parts);
			stage = AsyncResult.stage(result);
			if (stage == null) {
				this.replies.send(parts, result);
			}
		}
		catch (Throwable ex) {
			failure = ex;
			failed(message, parts, ex);
		}
		finally {
			scope.close();
		}
		if (stage != null && parts != null && failure == null) {
			await(stage, message, parts, observation, done);
		}
		else {
			observation.end(failure);
			done.accept(failure);
		}
	}

	private void await(CompletionStage<?> stage, ZmqMessage message, InboundMessage parts, ZmqObservation observation,
			Consumer<@Nullable Throwable> done) {
		try {
			stage
				.whenComplete((value, ex) -> complete(message, parts, value, AsyncResult.cause(ex), observation, done));
		}
		catch (Throwable ex) {
			complete(message, parts, null, ex, observation, done);
		}
	}

	private void complete(ZmqMessage message, InboundMessage parts, @Nullable Object result, @Nullable Throwable error,
			ZmqObservation observation, Consumer<@Nullable Throwable> done) {
		Throwable failure = error;
		ZmqObservation.Scope scope = observation.openScope();
		try {
			if (failure == null) {
				failure = reply(parts, result);
			}
			if (failure != null) {
				failed(message, parts, failure);
			}
		}
		finally {
			scope.close();
		}
		observation.end(failure);
		done.accept(failure);
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
			Object reply = this.errorHandler
				.handle(new ListenerError(this.endpoint.name(), this.id, message, payload, cause));
			if (reply != null && parts != null) {
				this.replies.sendError(parts, reply);
			}
		}
		catch (Throwable ex) {
			if (ex != cause) {
				ex.addSuppressed(cause);
			}
			logger.error("ZeroMQ endpoint '" + this.endpoint.name() + "': the error handler of the listener '" + this.id
					+ "' failed on the message " + message, ex);
		}
	}

}
