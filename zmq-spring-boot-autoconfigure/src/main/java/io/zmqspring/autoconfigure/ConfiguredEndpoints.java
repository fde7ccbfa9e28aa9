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

package io.zmqspring.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.zmqspring.endpoint.NearestName;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqInvalidEndpointException;
import io.zmqspring.socket.EndpointValidator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Turns what {@code zmq.endpoints} says into endpoints, and finds the mistakes in it.
 */
final class ConfiguredEndpoints {

	private final ZmqProperties properties;

	private final EnvironmentVariables variables;

	private final Set<String> contexts = new TreeSet<>();

	/**
	 * Create the endpoints.
	 * @param properties the properties
	 * @param variables the environment variables that are among their sources
	 * @param providedContexts the names of the contexts that the application brings
	 */
	ConfiguredEndpoints(ZmqProperties properties, EnvironmentVariables variables, Collection<String> providedContexts) {
		this.properties = properties;
		this.variables = variables;
		this.contexts.add(ZmqEndpoint.DEFAULT_CONTEXT);
		this.contexts.addAll(properties.contexts().keySet());
		this.contexts.addAll(providedContexts);
	}

	/**
	 * Return the endpoints.
	 * @return the endpoints in the order of their properties
	 * @throws ZmqInvalidEndpointException if one of them cannot work
	 */
	List<ZmqEndpoint> create() {
		Map<String, ZmqProperties.Endpoint> configured = this.properties.endpoints();
		configured.keySet().forEach((name) -> checkNoTwin(name, configured.keySet()));
		List<ZmqEndpoint> endpoints = new ArrayList<>();
		configured.forEach((name, endpoint) -> endpoints.add(create(name, endpoint)));
		checkNoVariableWithoutEndpoint(configured.keySet());
		return endpoints;
	}

	private ZmqEndpoint create(String name, ZmqProperties.Endpoint configured) {
		if (configured.type() == null) {
			throw withoutType(name);
		}
		checkContext(name, configured.context());
		SocketOptions options = SocketOptions.SAFE_DEFAULTS.overlaidBy(this.properties.defaults())
			.overlaidBy(configured.options());
		ZmqEndpoint endpoint = ZmqEndpoint.builder(name, configured.type())
			.context(configured.context())
			.bind(configured.bind())
			.connect(configured.connect())
			.topics(configured.topics())
			.options(options)
			.codec(configured.codec())
			.requestTimeout(configured.requestTimeout())
			.maxPendingRequests(configured.maxPendingRequests())
			.maxRememberedTopics(configured.maxRememberedTopics())
			.failFast(configured.failFast())
			.build();
		EndpointValidator.validate(endpoint, configured.options());
		return endpoint;
	}

	private void checkContext(String name, String context) {
		if (!this.contexts.contains(context)) {
			throw new ZmqInvalidEndpointException(name, "context",
					"is '" + context + "', but there is no such context, only " + String.join(", ", this.contexts) + '.'
							+ NearestName.didYouMean(context, this.contexts),
					"Add zmq.contexts." + context + ".io-threads, or a ZContext bean named '" + context
							+ "', or use another context.",
					null);
		}
	}

	/**
	 * Spring Boot takes two names that differ in dashes only for the same when it looks
	 * for a property, so that each endpoint would have the properties of both.
	 */
	private void checkNoTwin(String name, Collection<String> names) {
		String twin = twin(name, names);
		if (twin == null) {
			return;
		}
		List<String> setting = this.variables.of(name);
		if (setting.isEmpty() || name.contains("-")) {
			throw new ZmqInvalidEndpointException(name, "type",
					"cannot be told from zmq.endpoints." + twin + ".type: Spring Boot overlooks dashes",
					"Rename one of the two endpoints.", null);
		}
		String variable = setting.get(0);
		throw new ZmqInvalidEndpointException(name, "type",
				"belongs to a phantom endpoint, a copy of '" + twin + "' which the environment variable " + variable
						+ " makes",
				"Write a dash in the name of an endpoint as an underscore: rename the environment variable to "
						+ EnvironmentVariables.rename(variable, name, twin) + '.',
				null);
	}

	private static @Nullable String twin(String name, Collection<String> names) {
		// The one without dashes is looked at, it is the one that a variable can make.
		if (name.contains("-") && names.contains(name.replace("-", ""))) {
			return null;
		}
		return names.stream()
			.filter((other) -> !other.equals(name) && other.replace("-", "").equals(name.replace("-", "")))
			.findFirst()
			.orElse(null);
	}

	private ZmqInvalidEndpointException withoutType(String name) {
		List<String> setting = this.variables.of(name);
		List<String> others = new ArrayList<>(this.properties.endpoints().keySet());
		others.remove(name);
		String reason = setting.isEmpty() ? "is missing."
				: "is missing: the endpoint is known from " + String.join(", ", setting) + " in the environment.";
		return new ZmqInvalidEndpointException(name, "type", reason + NearestName.didYouMean(name, others),
				"Add the type, one of push, pull, pub, sub, xpub, xsub, req, rep, dealer, router or pair, "
						+ (setting.isEmpty() ? "or correct the name of the endpoint."
								: "or correct the name of the environment variable."),
				null);
	}

	private void checkNoVariableWithoutEndpoint(Collection<String> names) {
		for (String variable : this.variables.ofNoneOf(names)) {
			throw new InvalidConfigurationPropertyValueException(variable, null,
					"This environment variable fits none of the endpoints"
							+ (names.isEmpty() ? ", for there is none." : " " + String.join(", ", names) + '.')
							+ " An endpoint that has a dash in its name needs its type in a configuration file; "
							+ "environment variables can only change it.");
		}
	}

}
