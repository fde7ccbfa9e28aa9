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

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

import org.springframework.util.xml.DomUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application that has nothing on its class path but what zmq-spring-boot-starter
 * brings.
 */
@Timeout(60)
class StarterAloneTests {

	private static final Set<String> STARTER = Set.of("spring-boot-autoconfigure", "spring-boot", "spring-context",
			"spring-aop", "spring-expression", "micrometer-observation", "micrometer-commons", "spring-messaging",
			"spring-beans", "spring-core", "commons-logging", "jspecify", "spring-boot-starter",
			"spring-boot-starter-logging", "logback-classic", "logback-core", "slf4j-api", "log4j-to-slf4j",
			"log4j-api", "jul-to-slf4j", "jakarta.annotation-api", "snakeyaml", "spring-boot-starter-jackson",
			"spring-boot-jackson", "jackson-databind", "jackson-annotations", "jackson-core", "jeromq", "jnacl");

	private static final Pattern JAR = Pattern.compile("(.+?)-\\d[^-]*(-SNAPSHOT)?\\.jar");

	@Test
	void theApplicationPullsAndReplies() throws Exception {
		try (URLClassLoader loader = loader()) {
			assertThat(run(loader)).isEqualTo("pulled größer; replied Receipt[item=Tür, total=10.0]");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"org.springframework.boot.health.contributor.HealthIndicator",
			"io.micrometer.core.instrument.MeterRegistry", "jakarta.validation.Validator",
			"reactor.core.publisher.Mono", "org.springframework.web.bind.annotation.RestController",
			"tools.jackson.dataformat.cbor.CBORMapper", "org.junit.jupiter.api.Test" })
	void theClassPathLacksWhatTheStarterDoesNotBring(String absent) throws Exception {
		assertThat(Class.forName(absent, false, getClass().getClassLoader())).isNotNull();
		try (URLClassLoader loader = loader()) {
			assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass(absent));
		}
	}

	/**
	 * The list of jars above is only right as long as these are what brings them.
	 */
	@Test
	void theStarterDeclaresWhatTheClassPathIsMadeOf() throws Exception {
		Element project = DocumentBuilderFactory.newDefaultInstance()
			.newDocumentBuilder()
			.parse(new File("../zmq-spring-boot-starter/pom.xml"))
			.getDocumentElement();
		List<String> declared = DomUtils
			.getChildElementsByTagName(DomUtils.getChildElementByTagName(project, "dependencies"), "dependency")
			.stream()
			.map((dependency) -> DomUtils.getChildElements(dependency)
				.stream()
				.map(Element::getTextContent)
				.collect(Collectors.joining(":")))
			.toList();
		assertThat(declared).containsExactlyInAnyOrder("io.zmqspring:zmq-spring-boot-autoconfigure",
				"org.springframework.boot:spring-boot-starter", "org.springframework.boot:spring-boot-starter-jackson",
				"org.zeromq:jeromq");
	}

	private static Object run(ClassLoader loader) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(loader);
		try {
			return loader.loadClass(StarterAloneApplication.class.getName()).getMethod("run").invoke(null);
		}
		catch (InvocationTargetException ex) {
			throw new AssertionError(ex.getCause());
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static URLClassLoader loader() {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		URL[] entries = Arrays.stream(classPath.split(File.pathSeparator))
			.map(Path::of)
			.filter(StarterAloneTests::isOfStarter)
			.map(StarterAloneTests::url)
			.toArray(URL[]::new);
		assertThat(entries).hasSizeGreaterThan(STARTER.size() - 3);
		return new URLClassLoader(entries, ClassLoader.getPlatformClassLoader());
	}

	private static boolean isOfStarter(Path entry) {
		Matcher jar = JAR.matcher(entry.getFileName().toString());
		return Files.isDirectory(entry) || (jar.matches() && STARTER.contains(jar.group(1)));
	}

	private static URL url(Path entry) {
		try {
			return entry.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
