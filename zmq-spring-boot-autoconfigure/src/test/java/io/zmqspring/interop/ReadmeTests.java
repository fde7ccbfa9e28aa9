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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zmqspring.actuate.ZmqActuatorEndpoint;
import io.zmqspring.interop.MarkdownSnippets.Snippet;
import io.zmqspring.socket.EndpointSnapshot.State;
import io.zmqspring.socket.ManagedSocket;
import io.zmqspring.socket.ZmqSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds README.md and the pages of the documentation against this project.
 */
@Timeout(60)
class ReadmeTests {

	private static final MarkdownSnippets README = MarkdownSnippets.of("README.md");

	private static final List<String> PAGES = List.of("README.md", "docs/guide.md", "docs/operations.md");

	private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]*))?\\)");

	private static final Pattern METER = Pattern
		.compile("`(zmq\\.(?:messages\\.|bytes\\.|peers\\.|endpoint\\.|context\\.|request|send|listener)[a-z.]*)`");

	@TempDir
	private Path directory;

	static Stream<Snippet> yaml() {
		return snippets("yaml").filter((snippet) -> snippet.code().startsWith("zmq:"));
	}

	static Stream<Snippet> java() {
		return snippets("java");
	}

	private static Stream<Snippet> snippets(String language) {
		return PAGES.stream().flatMap((page) -> MarkdownSnippets.of(page).in(language).stream());
	}

	@ParameterizedTest
	@MethodSource("yaml")
	void everyYamlStarts(Snippet snippet) throws IOException {
		try (ConfigurableApplicationContext context = run(Empty.class, snippet)) {
			assertThat(context.getBean(ZmqSockets.class).all()).isNotEmpty()
				.extracting(ManagedSocket::snapshot)
				.allSatisfy((snapshot) -> assertThat(snapshot.state()).isEqualTo(State.OPEN));
		}
	}

	@Test
	void theActuatorYamlExposesTheEndpointForControl() throws IOException {
		Snippet yaml = MarkdownSnippets.of("docs/operations.md").named().get("actuator-yaml");
		try (ConfigurableApplicationContext context = run(Empty.class, yaml)) {
			assertThat(context.getBeansOfType(ZmqActuatorEndpoint.class)).hasSize(1);
			assertThat(context.getBean(EndpointAccessResolver.class).accessFor(EndpointId.of("zmq"), Access.READ_ONLY))
				.isEqualTo(Access.UNRESTRICTED);
		}
	}

	@ParameterizedTest
	@MethodSource("java")
	void everyJavaCompiles(Snippet snippet) {
		assertThat(new JavaSnippetCompiler(this.directory).compile(snippet.code())).isNotNull();
	}

	@Test
	void theQuickStartAnswersItsPythonProgram() throws IOException {
		Map<String, Snippet> snippets = README.named();
		Class<?> application = new JavaSnippetCompiler(this.directory).compile(snippets.get("quick-start-java").code());
		Snippet client = snippets.get("quick-start-python");
		try (ConfigurableApplicationContext context = run(application, snippets.get("quick-start-yaml"));
				PyPeer peer = PyPeer.start(client.code()
					.replace("5559", context.getEnvironment().getRequiredProperty("local.zmq.greeter.port")))) {
			assertThat(peer.readLines(1)).isEqualTo(client.output());
		}
	}

	@Test
	void everyClassIsInThePackageThatTheTableSays() throws IOException {
		Matcher row = Pattern.compile("^\\| `(io\\.zmqspring\\.[a-z]+)` \\|(.*)$", Pattern.MULTILINE)
			.matcher(Files.readString(Path.of("../docs/guide.md")));
		int rows = 0;
		while (row.find()) {
			rows++;
			Path sources = Path.of("src/main/java").resolve(row.group(1).replace('.', '/'));
			Matcher name = Pattern.compile("`([A-Z]\\w+)`").matcher(row.group(2));
			while (name.find()) {
				assertThat(sources.resolve(name.group(1) + ".java")).exists();
			}
		}
		assertThat(rows).isEqualTo(6);
	}

	@Test
	void everyLinkInsideTheProjectLeadsSomewhere() throws IOException {
		for (Path page : pages()) {
			Matcher link = LINK.matcher(Files.readString(page));
			while (link.find()) {
				if (!link.group(1).startsWith("http")) {
					Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
					assertThat(target).as("linked from %s", page).exists();
					if (link.group(2) != null) {
						assertThat(anchors(target)).as("linked from %s", page).contains(link.group(2));
					}
				}
			}
		}
	}

	private static Set<String> anchors(Path page) throws IOException {
		return Files.readAllLines(page)
			.stream()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	@Test
	void everyFigureOfTheChartIsOneOfTheBenchmark() throws IOException {
		Matcher bars = Pattern.compile("bar \\[(.*)]").matcher(Files.readString(Path.of("../README.md")));
		assertThat(bars.find()).isTrue();
		String benchmark = Files.readString(Path.of("../docs/performance/p6.svg"));
		assertThat(bars.group(1).split(", ")).hasSize(5)
			.allSatisfy((bar) -> assertThat(benchmark)
				.contains(">" + String.format(Locale.ROOT, "%,d", Integer.valueOf(bar)) + "<"));
	}

	@Test
	void everyLogMessageThatThePageNamesExists() throws IOException {
		String sources;
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			sources = files.filter((path) -> path.toString().endsWith(".java"))
				.map(ReadmeTests::read)
				.collect(Collectors.joining());
		}
		Matcher row = Pattern.compile("^\\| `([^`]+)` \\| (?:INFO|WARN|ERROR) ", Pattern.MULTILINE)
			.matcher(Files.readString(Path.of("../docs/operations.md")));
		int rows = 0;
		while (row.find()) {
			rows++;
			assertThat(sources.contains(row.group(1))).as(row.group(1)).isTrue();
		}
		assertThat(rows).isGreaterThan(10);
	}

	private static String read(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void theTestCommandIsTheOneOfTheBuildServer() throws IOException {
		assertThat(Files.readString(Path.of("../README.md"))).contains("```\nmvn verify\n```");
		assertThat(Files.readString(Path.of("../.ci/run"))).contains("mvn -B -ntp verify");
	}

	@Test
	void whenACommandNamesAProfileThenItExists() throws IOException {
		Set<String> named = new TreeSet<>();
		for (Path page : pages()) {
			Matcher profiles = Pattern.compile("mvn .*-P([a-z,]+)").matcher(Files.readString(page));
			while (profiles.find()) {
				named.addAll(List.of(profiles.group(1).split(",")));
			}
		}
		assertThat(named).contains("stress", "benchmarks");
		String build = Files.readString(Path.of("../pom.xml"));
		assertThat(named).allSatisfy((profile) -> assertThat(build).contains("<id>" + profile + "</id>"));
	}

	@Test
	void everyClassThatTheDesignNamesExists() throws IOException {
		Set<String> classes;
		try (Stream<Path> sources = Files.walk(Path.of("."))) {
			classes = sources.map((path) -> path.getFileName().toString())
				.filter((name) -> name.endsWith(".java"))
				.map((name) -> name.substring(0, name.length() - ".java".length()))
				.collect(Collectors.toSet());
		}
		Matcher row = Pattern.compile("^\\| `[a-z]+`.*$", Pattern.MULTILINE)
			.matcher(Files.readString(Path.of("../docs/design.md")));
		Set<String> named = new TreeSet<>();
		while (row.find()) {
			Matcher name = Pattern.compile("`([A-Z]\\w+)`").matcher(row.group());
			while (name.find()) {
				named.add(name.group(1));
			}
		}
		assertThat(named).hasSizeGreaterThan(10).isSubsetOf(classes);
	}

	@Test
	void everyMeterThatThePagesNameExists() throws IOException {
		Set<String> known = new TreeSet<>();
		for (String name : List.of("metrics", "observation")) {
			try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/zmqspring", name))) {
				for (Path source : sources.toList()) {
					Matcher meter = Pattern.compile("\"(zmq\\.[a-z.]+)\"").matcher(Files.readString(source));
					while (meter.find()) {
						known.add(meter.group(1));
					}
				}
			}
		}
		assertThat(known).hasSizeGreaterThan(6);
		for (String page : List.of("../README.md", "../docs/design.md", "../docs/guide.md")) {
			assertThat(meters(page)).isSubsetOf(known);
		}
		assertThat(meters("../docs/operations.md")).isEqualTo(known);
	}

	private static Set<String> meters(String page) throws IOException {
		Set<String> meters = new TreeSet<>();
		Matcher meter = METER.matcher(Files.readString(Path.of(page)));
		while (meter.find()) {
			meters.add(meter.group(1));
		}
		meters.remove("zmq.listener.prefetch");
		return meters;
	}

	private static Iterable<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.walk(Path.of("../docs"))) {
			return Stream
				.concat(Stream.of("../README.md", "../CONTRIBUTING.md").map(Path::of),
						docs.filter((path) -> path.toString().endsWith(".md")))
				.toList();
		}
	}

	/**
	 * Run an application with a page's YAML, on free ports and loopback only.
	 */
	private static ConfigurableApplicationContext run(Class<?> application, Snippet yaml) throws IOException {
		String local = yaml.code()
			.replaceAll("bind: \"tcp://[^\"]*\"", "bind: \"tcp://127.0.0.1:*\"")
			.replaceAll("\"tcp://[a-z0-9.-]+\\.example:", "\"tcp://127.0.0.1:");
		ConfigurableEnvironment environment = new StandardEnvironment();
		new YamlPropertySourceLoader().load("readme", new ByteArrayResource(local.getBytes(StandardCharsets.UTF_8)))
			.forEach(environment.getPropertySources()::addFirst);
		SpringApplication spring = new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.environment(environment)
			.build();
		return spring.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

}
