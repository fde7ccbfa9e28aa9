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

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.zmqspring.endpoint.Address;
import io.zmqspring.endpoint.EndpointType;
import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqInvalidEndpointException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link ConfiguredEndpoints}.
 */
class ConfiguredEndpointsTests {

	private final Map<String, Object> properties = new HashMap<>();

	private final Map<String, Object> variables = new HashMap<>();

	private Set<String> contexts = Set.of();

	@Test
	void whenOnlyTypeAndAddressAreGivenThenTheRestIsDefault() {
		with("orders.type", "rep").with("orders.bind", "tcp://*:0");
		assertThat(create())
			.containsExactly(ZmqEndpoint.of("orders", EndpointType.REP, List.of("tcp://*:0"), List.of()));
	}

	@Test
	void whenAllIsGivenThenAllIsTaken() {
		with("prices.type", "SUB").with("prices.bind[0]", "tcp://*:0").with("prices.bind[1]", "inproc://prices");
		with("prices.connect", "tcp://one:5556,tcp://two:5556").with("prices.topics", "EUR,USD");
		with("prices.context", "fast").with("prices.codec", "json").with("prices.request-timeout", "2s");
		with("prices.max-pending-requests", "7").with("prices.max-remembered-topics", "8")
			.with("prices.fail-fast", "false");
		this.properties.put("zmq.contexts.fast.io-threads", "2");
		ZmqEndpoint endpoint = create().get(0);
		assertThat(endpoint).isEqualTo(new ZmqEndpoint("prices", EndpointType.SUB, "fast",
				List.of(Address.parse("tcp://*:0"), Address.parse("inproc://prices")),
				List.of(Address.parse("tcp://one:5556"), Address.parse("tcp://two:5556")), List.of("EUR", "USD"),
				SocketOptions.SAFE_DEFAULTS, "json", Duration.ofSeconds(2), 7, 8, false));
	}

	@Test
	void whenOptionsAreSetOnSeveralLevelsThenTheNearestWins() {
		this.properties.put("zmq.defaults.linger", "3s");
		this.properties.put("zmq.defaults.max-message-size", "1MB");
		with("jobs.type", "push").with("jobs.bind", "tcp://*:0").with("jobs.options.linger", "0s");
		SocketOptions options = create().get(0).options();
		assertThat(options.linger()).isZero();
		assertThat(options.maxMessageSize()).isEqualTo(DataSize.ofMegabytes(1));
		assertThat(options.sendHwm()).isEqualTo(SocketOptions.SAFE_DEFAULTS.sendHwm());
	}

	@Test
	void whenTypeIsMissingThenItIsAskedFor() {
		with("orders.bind", "tcp://*:0");
		assertThatInvalid("zmq.endpoints.orders.type is missing", "Add the type");
	}

	@Test
	void whenTypeIsMissingAndVariableMakesEndpointThenVariableIsNamed() {
		with("orders.type", "rep").with("orders.bind", "tcp://*:0");
		this.variables.put("ZMQ_ENDPOINTS_ORDRES_BIND", "tcp://*:0");
		assertThatInvalid("ZMQ_ENDPOINTS_ORDRES_BIND in the environment. Did you mean 'orders'?",
				"correct the name of the environment variable");
	}

	@Test
	void whenContextIsUnknownThenNearestIsNamed() {
		with("orders.type", "rep").with("orders.bind", "tcp://*:0").with("orders.context", "fst");
		this.properties.put("zmq.contexts.fast.io-threads", "2");
		assertThatInvalid("Did you mean 'fast'?", "zmq.contexts.fst");
	}

	@Test
	void whenContextIsProvidedThenItIsKnown() {
		with("orders.type", "rep").with("orders.bind", "tcp://*:0").with("orders.context", "mine");
		this.contexts = Set.of("mine");
		assertThat(create()).extracting(ZmqEndpoint::context).containsExactly("mine");
	}

	@Test
	void whenVariableWritesDashAsUnderscoreThenItSetsTheEndpoint() {
		with("market-data.type", "sub").with("market-data.connect", "tcp://one:5556");
		this.variables.put("ZMQ_ENDPOINTS_MARKET_DATA_CONNECT", "tcp://two:5556");
		assertThat(create()).extracting(ZmqEndpoint::name, ZmqEndpoint::connect)
			.containsExactly(tuple("market-data", List.of(Address.parse("tcp://two:5556"))));
	}

	@Test
	void whenVariableLeavesDashOutThenPhantomIsExplained() {
		with("market-data.type", "sub").with("market-data.connect", "tcp://one:5556");
		this.variables.put("ZMQ_ENDPOINTS_MARKETDATA_CONNECT", "tcp://two:5556");
		assertThatInvalid("copy of 'market-data' which the environment variable ZMQ_ENDPOINTS_MARKETDATA_CONNECT makes",
				"rename the environment variable to ZMQ_ENDPOINTS_MARKET_DATA_CONNECT.");
	}

	@Test
	void whenTwoNamesDifferInDashesOnlyThenOneHasToBeRenamed() {
		with("market-data.type", "sub").with("market-data.connect", "tcp://one:5556");
		with("marketdata.type", "sub").with("marketdata.connect", "tcp://two:5556");
		assertThatInvalid("cannot be told from", "Rename one of the two endpoints.");
		this.properties.keySet().removeIf((name) -> name.contains("marketdata"));
		with("m-arketdata.type", "sub").with("m-arketdata.connect", "tcp://two:5556");
		assertThatInvalid("cannot be told from", "Rename one of the two endpoints.");
	}

	@Test
	void whenVariableBelongsToNoEndpointThenItIsNamed() {
		with("orders.type", "rep").with("orders.bind", "tcp://*:0");
		this.variables.put("ZMQ_ENDPOINTS_MARKET_DATA_CONNECT", "tcp://two:5556");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class).isThrownBy(this::create)
			.withMessageContaining("ZMQ_ENDPOINTS_MARKET_DATA_CONNECT")
			.withMessageContaining("fits none of the endpoints orders.");
	}

	@Test
	void whenVariablesMakeWholeEndpointThenItIsThere() {
		this.variables.put("ZMQ_ENDPOINTS_ORDERS_TYPE", "rep");
		this.variables.put("ZMQ_ENDPOINTS_ORDERS_BIND_0", "tcp://*:0");
		this.variables.put("ZMQ_ENDPOINTS_ORDERS_OPTIONS_SENDHWM", "5");
		assertThat(create()).extracting(ZmqEndpoint::name).containsExactly("orders");
		assertThat(create().get(0).options().sendHwm()).isEqualTo(5);
	}

	@Test
	void whenTopicIsEmptyElementThenItStandsForAll() {
		with("prices.type", "sub").with("prices.bind", "tcp://*:0").with("prices.topics[0]", "");
		assertThat(create()).extracting(ZmqEndpoint::topics).containsExactly(List.of(""));
	}

	@Test
	void whenNameHasOtherCharactersThenItIsRefused() {
		with("market_data.type", "rep").with("market_data.bind", "tcp://*:0");
		assertThatInvalid("other characters than a-z, 0-9 and '-'", "Rename the endpoint.");
	}

	@Test
	void whenEndpointCannotWorkThenValidatorSaysSo() {
		with("orders.type", "rep");
		assertThatInvalid("zmq.endpoints.orders.bind is missing", "Add bind or connect");
	}

	private ConfiguredEndpointsTests with(String name, String value) {
		this.properties.put("zmq.endpoints." + name, value);
		return this;
	}

	private void assertThatInvalid(String message, String action) {
		assertThatExceptionOfType(ZmqInvalidEndpointException.class).isThrownBy(this::create)
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getAction()).contains(action));
	}

	private List<ZmqEndpoint> create() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, this.variables));
		environment.getPropertySources().addLast(new MapPropertySource("test", this.properties));
		ZmqProperties bound = new Binder(ConfigurationPropertySources.get(environment)).bindOrCreate("zmq",
				ZmqProperties.class);
		return new ConfiguredEndpoints(bound, new EnvironmentVariables(environment), this.contexts).create();
	}

}
