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
import java.util.List;

import io.zmqspring.sample.CommandLine.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandLineTests {

	@Test
	void whenThereIsNoArgumentThenRunsEveryPattern() {
		CommandLine commandLine = parse();
		assertThat(commandLine.mode()).isEqualTo(Mode.PATTERNS);
		assertThat(commandLine.options()).isEmpty();
	}

	@Test
	void whenThereAreOnlyOptionsThenRunsEveryPatternWithThem() {
		CommandLine commandLine = parse("--server.port=0");
		assertThat(commandLine.mode()).isEqualTo(Mode.PATTERNS);
		assertThat(commandLine.options()).containsExactly("--server.port=0");
	}

	@Test
	void optionsMayStandAnywhere() {
		CommandLine commandLine = parse("--a=1", "serve", "--b=2");
		assertThat(commandLine.mode()).isEqualTo(Mode.SERVE);
		assertThat(commandLine.options()).containsExactly("--a=1", "--b=2");
	}

	@Test
	void sendKeepsEveryTextAsItIs() {
		CommandLine commandLine = parse("send", "first message", "", "-x", "grüße ☃", "--a=1", "last");
		assertThat(commandLine.mode()).isEqualTo(Mode.SEND);
		assertThat(commandLine.messages()).containsExactly("first message", "", "-x", "grüße ☃", "last");
		assertThat(commandLine.options()).containsExactly("--a=1");
		assertThat(commandLine.timeout()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void afterALoneSeparatorNothingIsAnOption() {
		CommandLine commandLine = parse("send", "--wait=2s", "--", "--wait=3s", "--", "--help");
		assertThat(commandLine.messages()).containsExactly("--wait=3s", "--", "--help");
		assertThat(commandLine.timeout()).isEqualTo(Duration.ofSeconds(2));
		assertThat(commandLine.options()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "500ms", "PT0.5S", "500" })
	void waitIsADurationLikeAnyOther(String text) {
		assertThat(parse("send", "x", "--wait=" + text).timeout()).isEqualTo(Duration.ofMillis(500));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "-1s" })
	void whenWaitIsNoDurationThenSaysSo(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("send", "x", "--wait=" + text))
			.withMessageContaining("--wait=" + text);
	}

	@Test
	void whenWaitHasNoValueThenSaysHow() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("send", "hi", "--wait", "2s"))
			.withMessageContaining("--wait=5s");
	}

	@Test
	void whenSendHasNoTextThenSaysSo() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("send", "--wait=1s"))
			.withMessage("send needs a text");
	}

	@Test
	void whenServeHasATextThenSaysSo() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("serve", "x")).withMessageContaining("[x]");
	}

	@Test
	void whenTheModeIsUnknownThenSaysSo() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("serv")).withMessage("unknown mode: serv");
	}

	@ParameterizedTest
	@ValueSource(strings = { "help", "--help" })
	void helpIsAMode(String text) {
		assertThat(parse(text).mode()).isEqualTo(Mode.HELP);
	}

	private static CommandLine parse(String... args) {
		return CommandLine.parse(List.of(args));
	}

}
