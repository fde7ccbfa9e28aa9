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

package io.zmqspring.actuate;

import java.util.Arrays;

import io.zmqspring.actuate.ZmqActuatorEndpoint.Action;
import io.zmqspring.endpoint.ZmqException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Has {@link ZmqActuatorEndpoint} say over HTTP why it does not do something; Spring Boot
 * itself would answer without a reason.
 */
@EndpointWebExtension(endpoint = ZmqActuatorEndpoint.class)
public final class ZmqActuatorWebExtension {

	private static final int CONFLICT = 409;

	private final ZmqActuatorEndpoint endpoint;

	public ZmqActuatorWebExtension(ZmqActuatorEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Return the live picture of one endpoint or listener.
	 * @param name the name of an endpoint, the id of a listener, or both
	 * @return what has this name, or with the status 404 which names there are
	 */
	@ReadOperation
	public WebEndpointResponse<Object> named(@Selector String name) {
		try {
			return new WebEndpointResponse<>(this.endpoint.named(name));
		}
		catch (InvalidEndpointRequestException ex) {
			return refused(WebEndpointResponse.STATUS_NOT_FOUND, String.valueOf(ex.getReason()));
		}
	}

	/**
	 * Pause, resume, stop or start a listener.
	 * @param listenerId the id of the listener
	 * @param action what to do: pause, resume, stop or start
	 * @return the listener afterwards, or with the status 404, 400 or 409 what is wrong
	 */
	@WriteOperation
	public WebEndpointResponse<Object> control(@Selector String listenerId, @Nullable String action) {
		Action wanted = Arrays.stream(Action.values())
			.filter((known) -> known.name().equalsIgnoreCase(action))
			.findFirst()
			.orElse(null);
		if (wanted == null) {
			String given = (action != null) ? "The action '" + action + "' is unknown" : "There is no action";
			return refused(WebEndpointResponse.STATUS_BAD_REQUEST,
					given + ": it is one of pause, resume, stop and start, for example {\"action\":\"pause\"}");
		}
		try {
			return new WebEndpointResponse<>(this.endpoint.control(listenerId, wanted));
		}
		catch (InvalidEndpointRequestException ex) {
			return refused(WebEndpointResponse.STATUS_NOT_FOUND, String.valueOf(ex.getReason()));
		}
		catch (ZmqException ex) {
			return refused(CONFLICT, String.valueOf(ex.getMessage()));
		}
	}

	private static WebEndpointResponse<Object> refused(int status, String message) {
		return new WebEndpointResponse<>(new Refusal(status, message), status);
	}

	/**
	 * Why something was not done.
	 *
	 * @param status the HTTP status
	 * @param message what is wrong
	 */
	public record Refusal(int status, String message) {

	}

}
