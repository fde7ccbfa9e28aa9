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
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles Java code from the documentation, which leaves imports and the class around
 * methods and statements out.
 */
final class JavaSnippetCompiler {

	private static final Pattern TOP_LEVEL = Pattern.compile("^(?:public )?class (\\w+)", Pattern.MULTILINE);

	private static final String IMPORTS = """
			import io.zmqspring.annotation.*;
			import io.zmqspring.convert.*;
			import io.zmqspring.core.*;
			import io.zmqspring.endpoint.*;
			import io.zmqspring.listener.*;
			import io.zmqspring.socket.*;
			import jakarta.validation.Valid;
			import java.time.Duration;
			import java.util.*;
			import java.util.concurrent.*;
			import org.springframework.boot.SpringApplication;
			import org.springframework.boot.autoconfigure.SpringBootApplication;
			import org.springframework.context.annotation.*;
			import org.springframework.core.ParameterizedTypeReference;
			import org.springframework.messaging.Message;
			import org.springframework.messaging.handler.annotation.*;
			""";

	private static final String AROUND = """
			class Around {
				ZmqTemplate template;
				record Order(int id) { }
				record Receipt(int order) { }
				record Price(double value) { }
				%s
			}
			""";

	private static final String STATEMENTS = "void run(ZmqTemplate template, ZmqListenerRegistry registry, Order order) "
			+ "throws Exception {\n%s\n}";

	private final Path directory;

	JavaSnippetCompiler(Path directory) {
		this.directory = directory;
	}

	/**
	 * Compile code. Code that has imports has all that it needs.
	 * @return the class that it declares, or that was put around it
	 */
	Class<?> compile(String code) {
		Matcher declared = TOP_LEVEL.matcher(code);
		boolean unit = declared.find();
		String name = unit ? declared.group(1) : "Around";
		String body = code.startsWith("@") ? code : STATEMENTS.formatted(code);
		String imports = code.startsWith("import ") ? "" : IMPORTS;
		String source = "package snippet;\n" + imports + (unit ? code : AROUND.formatted(body));
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter problems = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			Path file = Files.writeString(
					Files.createDirectories(this.directory.resolve("snippet")).resolve(name + ".java"), source);
			List<String> options = List.of("-proc:none", "-parameters", "-d", this.directory.toString(), "-classpath",
					System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
			boolean compiled = compiler.getTask(problems, files, null, options, null, files.getJavaFileObjects(file))
				.call();
			assertThat(compiled).as("%s%n%s", source, problems).isTrue();
			return load("snippet." + name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Class<?> load(String name) throws MalformedURLException {
		URL[] urls = { this.directory.toUri().toURL() };
		try {
			return Class.forName(name, false, new URLClassLoader(urls, getClass().getClassLoader()));
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
