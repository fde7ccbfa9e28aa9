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

package io.zmqspring.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.zmqspring.endpoint.ZmqRequestTimeoutException;
import io.zmqspring.endpoint.ZmqSendTimeoutException;
import io.zmqspring.observation.ZmqObservationDocumentation.Key;

/**
 * Names an operation, and gives it the keys of {@link ZmqObservationDocumentation}. A
 * subclass that is a {@link GlobalObservationConvention} bean replaces it.
 */
public class ZmqObservationConvention implements ObservationConvention<ZmqObservationContext> {

	private static final KeyValue SYSTEM = Key.SYSTEM.withValue("zeromq");

	private static final KeyValue SUCCESS = Key.OUTCOME.withValue("SUCCESS");

	private static final KeyValue TIMEOUT = Key.OUTCOME.withValue("TIMEOUT");

	private static final KeyValue ERROR = Key.OUTCOME.withValue("ERROR");

	private static final KeyValue UNKNOWN = Key.OUTCOME.withValue("UNKNOWN");

	private final ZmqObservationDocumentation operation;

	/**
	 * Create a convention.
	 * @param operation the operation that it is for
	 */
	public ZmqObservationConvention(ZmqObservationDocumentation operation) {
		this.operation = operation;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ZmqObservationContext own && own.operation() == this.operation;
	}

	@Override
	public String getName() {
		return this.operation.getName();
	}

	@Override
	public String getContextualName(ZmqObservationContext context) {
		return this.operation.getContextualName() + ' ' + context.endpoint().name();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ZmqObservationContext context) {
		KeyValue endpoint = Key.ENDPOINT.withValue(context.endpoint().name());
		KeyValue type = Key.TYPE.withValue(context.endpoint().type().label());
		KeyValue outcome = outcome(context);
		String listener = context.listener();
		return (listener != null) ? KeyValues.of(SYSTEM, endpoint, type, Key.LISTENER.withValue(listener), outcome)
				: KeyValues.of(SYSTEM, endpoint, type, outcome);
	}

	private static KeyValue outcome(ZmqObservationContext context) {
		if (!context.hasEnded()) {
			return UNKNOWN;
		}
		Throwable error = context.getError();
		if (error == null) {
			return SUCCESS;
		}
		return (error instanceof ZmqRequestTimeoutException || error instanceof ZmqSendTimeoutException) ? TIMEOUT
				: ERROR;
	}

}
