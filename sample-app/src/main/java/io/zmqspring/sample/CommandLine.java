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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.springframework.boot.convert.DurationStyle;

/**
 * What the command line asks for. What begins with {@code --} is an option, of the sample
 * or of Spring; after a lone {@code --} nothing is.
 *
 * @param mode what to do
 * @param messages the texts to send
 * @param timeout how long to wait for a server
 * @param options the options that are left to Spring
 */
record CommandLine(Mode mode, List<String> messages, Duration timeout, String... options) {

	static final String USAGE = """
			usage: sample-app [OPTION...]                     run every pattern, with actuator on http port 8080
			       sample-app serve [OPTION...]               answer requests on tcp://*:5555
			       sample-app send [OPTION...] [--] TEXT...   send texts to tcp://127.0.0.1:5555, print the replies
			options:
			  --wait=<duration>                       how long send waits for a server, for example 5s (30s)
			  --zmq.endpoints.greeter.bind=<addr>     where serve listens
			  --zmq.endpoints.greeter.connect=<addr>  where send connects to
			  --<property>=<value>                    any other property of the application
			Texts that begin with -- go behind a lone --.""";

	private static final String WAIT = "--wait=";

	static CommandLine parse(List<String> args) {
		List<String> words = new ArrayList<>();
		List<String> options = new ArrayList<>();
		Duration timeout = Duration.ofSeconds(30);
		boolean onlyWords = false;
		for (String arg : args) {
			if (onlyWords || !arg.startsWith("--")) {
				words.add(arg);
			}
			else if (arg.equals("--")) {
				onlyWords = true;
			}
			else if (arg.startsWith(WAIT)) {
				timeout = duration(arg.substring(WAIT.length()));
			}
			else if (WAIT.equals(arg + '=')) {
				throw new IllegalArgumentException("--wait takes its duration behind a =, for example --wait=5s");
			}
			else {
				options.add(arg);
			}
		}
		Mode mode = options.remove("--help") ? Mode.HELP : mode(words);
		List<String> messages = words.isEmpty() ? words : words.subList(1, words.size());
		if (mode == Mode.SEND && messages.isEmpty()) {
			throw new IllegalArgumentException("send needs a text");
		}
		if (mode == Mode.SERVE && !messages.isEmpty()) {
			throw new IllegalArgumentException("serve takes no text: " + messages);
		}
		return new CommandLine(mode, List.copyOf(messages), timeout, options.toArray(new String[0]));
	}

	private static Mode mode(List<String> words) {
		if (words.isEmpty()) {
			return Mode.PATTERNS;
		}
		return switch (words.get(0)) {
			case "serve" -> Mode.SERVE;
			case "send" -> Mode.SEND;
			case "help" -> Mode.HELP;
			default -> throw new IllegalArgumentException("unknown mode: " + words.get(0));
		};
	}

	private static Duration duration(String text) {
		Duration wait;
		try {
			wait = DurationStyle.detectAndParse(text.toLowerCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("not a duration: " + WAIT + text, ex);
		}
		if (wait.isNegative()) {
			throw new IllegalArgumentException("a duration must not be negative: " + WAIT + text);
		}
		return wait;
	}

	/**
	 * What the sample can do.
	 */
	enum Mode {

		/**
		 * Say how it is used.
		 */
		HELP,

		/**
		 * Answer requests.
		 */
		SERVE,

		/**
		 * Make requests.
		 */
		SEND,

		/**
		 * Run every pattern.
		 */
		PATTERNS

	}

}
