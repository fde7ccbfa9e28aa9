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

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is observed. What an observation handler throws is logged; the
 * operation does not notice.
 */
public class ZmqObservation {

	/**
	 * Observes nothing.
	 */
	static final ZmqObservation NOOP = new ZmqObservation();

	private ZmqObservation() {
	}

	static ZmqObservation start(ObservationRegistry registry, ZmqObservationContext context) {
		try {
			return new Observed(registry, context,
					Observation.start(null, context.operation().convention(), () -> context, registry));
		}
		catch (RuntimeException | Error ex) {
			Observed.warn(context, ex);
			return NOOP;
		}
	}

	/**
	 * Make this the current observation of the thread.
	 * @return the scope, to be closed by the same thread
	 */
	public Scope openScope() {
		return Scope.NOOP;
	}

	/**
	 * End the observation. Its scopes have been closed.
	 * @param error what went wrong, or null
	 */
	public void end(@Nullable Throwable error) {
	}

	/**
	 * The time in which an observation is the current one of a thread.
	 */
	@FunctionalInterface
	public interface Scope extends AutoCloseable {

		/**
		 * The scope of an operation that is not observed.
		 */
		Scope NOOP = () -> {
		};

		@Override
		void close();

	}

	private static final class Observed extends ZmqObservation {

		private static final Log logger = LogFactory.getLog(ZmqObservation.class);

		private final ObservationRegistry registry;

		private final ZmqObservationContext context;

		private final Observation observation;

		Observed(ObservationRegistry registry, ZmqObservationContext context, Observation observation) {
			this.registry = registry;
			this.context = context;
			this.observation = observation;
		}

		@Override
		public Scope openScope() {
			Observation.Scope previous = this.registry.getCurrentObservationScope();
			try {
				Observation.Scope scope = this.observation.openScope();
				return () -> close(scope, previous);
			}
			catch (RuntimeException | Error ex) {
				warn(this.context, ex);
				this.registry.setCurrentObservationScope(previous);
				return Scope.NOOP;
			}
		}

		private void close(Observation.Scope scope, Observation.@Nullable Scope previous) {
			try {
				scope.close();
			}
			catch (RuntimeException | Error ex) {
				warn(this.context, ex);
				this.registry.setCurrentObservationScope(previous);
			}
		}

		@Override
		public void end(@Nullable Throwable error) {
			try {
				this.context.end();
				if (error != null) {
					this.observation.error(error);
				}
				this.observation.stop();
			}
			catch (RuntimeException | Error ex) {
				warn(this.context, ex);
			}
		}

		static void warn(ZmqObservationContext context, Throwable cause) {
			logger.warn("ZeroMQ endpoint '" + context.endpoint().name() + "': an observation handler failed on "
					+ context.operation().getName(), cause);
		}

	}

}
