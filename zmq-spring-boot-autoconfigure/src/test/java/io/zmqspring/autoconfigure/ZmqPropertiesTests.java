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

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

import io.zmqspring.endpoint.SocketOptions;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.listener.ListenerSettings;
import io.zmqspring.patch.JeroMqPatch;
import io.zmqspring.socket.ContextSettings;
import io.zmqspring.socket.SocketLayerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZmqProperties} and its metadata.
 */
class ZmqPropertiesTests {

	private static final ZmqProperties DEFAULTS = bind(Map.of());

	@Test
	void whenNothingIsSetThenEachPartHasItsOwnDefaults() {
		assertThat(DEFAULTS.toSettings()).isEqualTo(SocketLayerSettings.DEFAULTS);
		assertThat(DEFAULTS.toListenerSettings(false)).isEqualTo(ListenerSettings.DEFAULTS);
		assertThat(DEFAULTS.defaults()).isEqualTo(SocketOptions.NONE);
		assertThat(DEFAULTS.endpoints()).isEmpty();
	}

	@Test
	void whenContextIsEmptyThenItHasZeroMqDefaults() {
		ZmqProperties properties = bind(Map.of("zmq.contexts.one.io-threads", "1", "zmq.contexts.two.max-sockets", "7",
				"zmq.contexts.three.max-incomplete-size", "5000"));
		assertThat(properties.toSettings().contexts()).containsEntry("one", ContextSettings.DEFAULTS)
			.containsEntry("two", new ContextSettings(1, 7, ContextSettings.DEFAULTS.maxIncompleteSize()))
			.containsEntry("three", new ContextSettings(1, 1024, 5000));
	}

	@Test
	void whenEndpointIsAlmostEmptyThenItHasTheDefaultsOfAnEndpoint() {
		ZmqProperties.Endpoint endpoint = bind(Map.of("zmq.endpoints.orders.codec", "json")).endpoints().get("orders");
		assertThat(endpoint.context()).isEqualTo(ZmqEndpoint.DEFAULT_CONTEXT);
		assertThat(endpoint.requestTimeout()).isEqualTo(ZmqEndpoint.DEFAULT_REQUEST_TIMEOUT);
		assertThat(endpoint.maxPendingRequests()).isEqualTo(ZmqEndpoint.DEFAULT_MAX_PENDING_REQUESTS);
		assertThat(endpoint.failFast()).isTrue();
		assertThat(endpoint.type()).isNull();
		assertThat(endpoint.bind()).isEmpty();
		assertThat(endpoint.connect()).isEmpty();
		assertThat(endpoint.topics()).isEmpty();
		assertThat(endpoint.options()).isEqualTo(SocketOptions.NONE);
	}

	@Test
	void whenSocketLayerIsSetThenSettingsSaySo() {
		ZmqProperties properties = bind(Map.of("zmq.poller.threads", "3", "zmq.poller.batch-size", "9",
				"zmq.shutdown-timeout", "2s", "zmq.jeromq-patches.exclude", "io-thread"));
		assertThat(properties.toSettings())
			.isEqualTo(new SocketLayerSettings(3, 9, Duration.ofSeconds(2), Set.of(JeroMqPatch.IO_THREAD), Map.of()));
	}

	@Test
	void whenPatchesAreDisabledThenAllAreExcluded() {
		ZmqProperties properties = bind(Map.of("zmq.jeromq-patches.enabled", "false"));
		assertThat(properties.toSettings().excludedPatches()).containsExactlyInAnyOrder(JeroMqPatch.values());
	}

	@Test
	void whenListenersAreSetThenSettingsSaySo() {
		ZmqProperties properties = bind(Map.of("zmq.listener.prefetch", "3", "zmq.listener.stop-timeout", "2s"));
		assertThat(properties.toListenerSettings(true)).isEqualTo(new ListenerSettings(3, Duration.ofSeconds(2), true));
	}

	@ParameterizedTest
	@CsvSource({ "zmq.poller.threads, 0", "zmq.poller.batch-size, 0", "zmq.listener.prefetch, 0",
			"zmq.listener.stop-timeout, -1s", "zmq.shutdown-timeout, -1s", "zmq.contexts.fast.io-threads, 0",
			"zmq.contexts.fast.max-sockets, 0", "zmq.contexts.fast.max-incomplete-size, 0B" })
	void whenValueIsOutOfRangeThenItIsRefused(String name, String value) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class).isThrownBy(() -> {
			ZmqProperties properties = bind(Map.of(name, value));
			properties.toSettings();
			properties.toListenerSettings(false);
		}).satisfies((ex) -> assertThat(ex.getName()).isEqualTo(name));
	}

	@Test
	void everyPropertyIsDescribedInSentences() throws Exception {
		Map<String, JsonNode> metadata = metadata();
		assertThat(metadata).hasSizeGreaterThan(40);
		metadata.forEach((name, property) -> assertThat(property.path("description").asString("")).as(name)
			.matches("[A-Z].*\\."));
	}

	@Test
	void whenContextIsNamedThenToolsOfferTheDefaultOne() throws Exception {
		JsonNode hint = metadata("hints").get("zmq.contexts.keys");
		assertThat(hint.path("values").get(0).path("value").asString()).isEqualTo(ZmqEndpoint.DEFAULT_CONTEXT);
	}

	@Test
	void everySocketOptionHasPropertyWithItsDefault() throws Exception {
		Map<String, JsonNode> metadata = metadata();
		for (RecordComponent option : SocketOptions.class.getRecordComponents()) {
			String name = "zmq.defaults." + DataObjectPropertyName.toDashedForm(option.getName());
			assertThat(metadata).containsKey(name);
			Object expected = option.getAccessor().invoke(SocketOptions.SAFE_DEFAULTS);
			JsonNode stated = metadata.get(name).path("defaultValue");
			assertThat(stated.isMissingNode() ? null
					: ApplicationConversionService.getSharedInstance().convert(stated.asString(), option.getType()))
				.as(name)
				.isEqualTo(expected);
		}
	}

	@Test
	void everyOtherDefaultInMetadataIsTheRealOne() throws Exception {
		Map<String, JsonNode> metadata = metadata();
		Map<String, Object> stated = new LinkedHashMap<>();
		metadata.forEach((name, property) -> {
			if (property.has("defaultValue") && !name.startsWith("zmq.defaults.")) {
				stated.put(name, property.get("defaultValue").asString());
			}
		});
		assertThat(stated).containsOnlyKeys("zmq.jeromq-patches.enabled", "zmq.listener.prefetch",
				"zmq.listener.stop-timeout", "zmq.poller.batch-size", "zmq.poller.threads", "zmq.shutdown-timeout");
		assertThat(bind(stated)).isEqualTo(DEFAULTS);
	}

	private static Map<String, JsonNode> metadata() throws IOException {
		return metadata("properties");
	}

	private static Map<String, JsonNode> metadata(String items) throws IOException {
		Map<String, JsonNode> properties = new LinkedHashMap<>();
		for (URL resource : Collections
			.list(ZmqProperties.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream json = resource.openStream()) {
				StreamSupport.stream(JsonMapper.shared().readTree(json).path(items).spliterator(), false)
					.filter((property) -> property.get("name").asString().startsWith("zmq."))
					.forEach((property) -> properties.put(property.get("name").asString(), property));
			}
		}
		return properties;
	}

	private static ZmqProperties bind(Map<String, ?> properties) {
		return new Binder(Arrays.asList(new MapConfigurationPropertySource(properties))).bindOrCreate("zmq",
				ZmqProperties.class);
	}

}
