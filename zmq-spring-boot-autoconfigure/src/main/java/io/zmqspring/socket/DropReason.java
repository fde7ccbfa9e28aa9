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

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.zmqspring.endpoint.EndpointType;

/**
 * Why a message was dropped that was sent or received.
 */
public enum DropReason {

	/**
	 * A reply that nobody waits for any more, or that answers no request.
	 */
	LATE_REPLY,

	/**
	 * A reply whose peer has gone.
	 */
	UNROUTABLE_REPLY,

	/**
	 * A reply that could not be sent within the send timeout, or that came after the
	 * endpoint had stopped.
	 */
	UNSENT_REPLY,

	/**
	 * A message whose topic no running listener takes.
	 */
	NO_LISTENER,

	/**
	 * A published message that a subscriber at its high-water mark has missed; each of
	 * such subscribers counts. Where JeroMQ's fields cannot be reached, only a message
	 * that finds subscribers newly at their mark counts, once.
	 */
	SUBSCRIBER_HWM,

	/**
	 * A message that a listener had taken over but could not handle before the deadline
	 * of its stop.
	 */
	STOPPED;

	/**
	 * Return the reasons that an endpoint can have.
	 * @param type the type of the endpoint
	 * @return the reasons
	 */
	public static Set<DropReason> of(EndpointType type) {
		Set<DropReason> reasons = EnumSet.noneOf(DropReason.class);
		for (DropReason reason : values()) {
			if (reason.concerns(type)) {
				reasons.add(reason);
			}
		}
		return reasons;
	}

	private boolean concerns(EndpointType type) {
		return switch (this) {
			case LATE_REPLY -> type.canRequest();
			case UNROUTABLE_REPLY, UNSENT_REPLY -> type.replies();
			case NO_LISTENER -> type.subscribes();
			case SUBSCRIBER_HWM -> type.publishes();
			case STOPPED -> type.canListen();
		};
	}

	/**
	 * Return the name as a metric tag.
	 * @return the name in kebab case
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
