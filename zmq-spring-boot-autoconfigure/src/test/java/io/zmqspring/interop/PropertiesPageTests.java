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

package io.zmqspring.interop;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.zmqspring.autoconfigure.ZmqProperties;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the tables of docs/properties.md against the configuration metadata, and against
 * the code where metadata do not reach.
 */
class PropertiesPageTests {

	private static final Pattern ROW = Pattern
		.compile("^\\| `([a-z0-9.-]+)` \\| [a-z/]+ \\| (?:`(.*?)`)? \\| \\S.+ \\|$", Pattern.MULTILINE);

	private static final Pattern DESCRIPTION = Pattern
		.compile("^\\| `([a-z0-9.-]+)` \\| [a-z/]+ \\|[^|]*\\| (\\S.+) \\|$", Pattern.MULTILINE);

	private static final String OPTIONS = "zmq.defaults.";

	@Test
	void thePageHasEveryGeneralPropertyWithItsDefault() throws IOException {
		Map<String, String> expected = metadata();
		expected.keySet().removeIf((name) -> name.startsWith(OPTIONS) || !name.startsWith("zmq."));
		expected.remove("zmq.contexts");
		expected.remove("zmq.endpoints");
		assertThat(table("## General")).isNotEmpty().isEqualTo(expected);
	}

	@Test
	void thePageHasEveryPropertyOfHealthAndActuatorWithItsDefault() throws IOException {
		Map<String, String> expected = metadata();
		expected.keySet().removeIf((name) -> name.startsWith("zmq."));
		// Where Spring Boot writes an enum constant it has an underscore.
		expected.replaceAll((name, value) -> value.replace('_', '-'));
		assertThat(table("## Health and actuator")).isNotEmpty().containsAllEntriesOf(expected);
	}

	@Test
	void thePageHasEverySocketOptionWithItsDefault() throws IOException {
		Map<String, String> expected = new TreeMap<>();
		metadata().forEach((name, value) -> {
			if (name.startsWith(OPTIONS)) {
				expected.put(name.substring(OPTIONS.length()), value);
			}
		});
		assertThat(table("## Socket options")).isNotEmpty().isEqualTo(expected);
	}

	@Test
	void thePageHasEveryPropertyOfAContextWithItsDefault() throws IOException {
		assertThat(table("## Contexts")).isNotEmpty().isEqualTo(components(ZmqProperties.Context.class));
	}

	@Test
	void thePageHasEveryPropertyOfAnEndpointWithItsDefault() throws IOException {
		assertThat(table("## Endpoints")).isNotEmpty().isEqualTo(components(ZmqProperties.Endpoint.class));
	}

	@Test
	void whenMetadataDescribeAPropertyThenThePageHasTheSameSentences() throws IOException {
		String page = Files.readString(Path.of("../docs/properties.md"));
		Map<String, String> described = new TreeMap<>();
		metadata("description").forEach((name, description) -> described
			.put(name.startsWith(OPTIONS) ? name.substring(OPTIONS.length()) : name, description));
		Map<String, String> shown = new TreeMap<>();
		Matcher row = DESCRIPTION.matcher(page);
		while (row.find()) {
			String text = row.group(2).replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", "");
			assertThat(text).matches("[A-Z].*\\.");
			shown.put(row.group(1), text);
		}
		shown.keySet().retainAll(described.keySet());
		assertThat(shown).hasSizeGreaterThan(40).allSatisfy((name, text) -> {
			if (!name.startsWith("management.endpoint.")) {
				assertThat(text).isEqualTo(described.get(name));
			}
		});
	}

	private static Map<String, String> table(String heading) throws IOException {
		String page = Files.readString(Path.of("../docs/properties.md"));
		String section = page.substring(page.indexOf(heading) + heading.length());
		int end = section.indexOf("\n## ");
		Matcher row = ROW.matcher((end > 0) ? section.substring(0, end) : section);
		Map<String, String> rows = new TreeMap<>();
		while (row.find()) {
			rows.put(row.group(1), (row.group(2) != null) ? row.group(2) : "");
		}
		return rows;
	}

	private static Map<String, String> metadata() throws IOException {
		return metadata("defaultValue");
	}

	private static Map<String, String> metadata(String key) throws IOException {
		Map<String, String> values = new TreeMap<>();
		try (InputStream metadata = Files
			.newInputStream(Path.of("target/classes/META-INF/spring-configuration-metadata.json"))) {
			for (JsonNode property : new JsonMapper().readTree(metadata).get("properties")) {
				JsonNode value = property.get(key);
				values.put(property.get("name").asString(), (value != null) ? value.asString() : "");
			}
		}
		return values;
	}

	private static Map<String, String> components(Class<?> type) {
		Map<String, String> defaults = new TreeMap<>();
		Stream.of(type.getRecordComponents())
			.forEach((component) -> defaults.put(DataObjectPropertyName.toDashedForm(component.getName()),
					defaultOf(type, component)));
		return defaults;
	}

	private static String defaultOf(Class<?> type, RecordComponent component) {
		return Stream.of(type.getDeclaredConstructors()[0].getParameters())
			.filter((parameter) -> parameter.getName().equals(component.getName()))
			.map((parameter) -> parameter.getAnnotation(DefaultValue.class))
			.map((value) -> (value != null) ? String.join(",", value.value()) : "")
			.findFirst()
			.orElseThrow();
	}

}
