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

package io.zmqspring.sample;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.zmqspring.sample.patterns.PatternsApplication;
import io.zmqspring.sample.send.GreeterClient;
import io.zmqspring.sample.send.SendApplication;
import io.zmqspring.sample.serve.ServeApplication;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the sample in one of its modes, see {@link CommandLine#USAGE}.
 */
public final class SampleApplication {

	private static final int EXIT_USAGE = 2;

	private SampleApplication() {
	}

	/**
	 * Start the sample.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		CommandLine commandLine;
		try {
			commandLine = CommandLine.parse(List.of(args));
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.println(CommandLine.USAGE);
			System.exit(EXIT_USAGE);
			return;
		}
		switch (commandLine.mode()) {
			case HELP -> System.out.println(CommandLine.USAGE);
			case SERVE -> serve(commandLine);
			case SEND -> send(commandLine);
			case PATTERNS -> patterns(commandLine);
		}
	}

	private static void serve(CommandLine commandLine) {
		new SpringApplicationBuilder(ServeApplication.class).profiles("serve")
			.web(WebApplicationType.NONE)
			.initializers((context) -> context.getBeanFactory().registerSingleton("standardOutput", standardOutput()))
			.run(commandLine.options());
	}

	private static void send(CommandLine commandLine) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(SendApplication.class).profiles("send")
			.web(WebApplicationType.NONE)
			.run(commandLine.options());
		GreeterClient client = context.getBean(GreeterClient.class);
		boolean answered = client.send(commandLine.messages(), commandLine.timeout(), standardOutput(), System.err);
		ExitCodeGenerator exitCode = () -> answered ? 0 : 1;
		System.exit(SpringApplication.exit(context, exitCode));
	}

	private static void patterns(CommandLine commandLine) {
		new SpringApplicationBuilder(PatternsApplication.class).profiles("patterns").run(commandLine.options());
	}

	/**
	 * Standard output in UTF-8, whatever the locale is: the texts come from anywhere.
	 */
	private static PrintStream standardOutput() {
		return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
	}

}
