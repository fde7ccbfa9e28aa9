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

package io.zmqspring.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.zmqspring.benchmarks.run.Plan;
import io.zmqspring.benchmarks.run.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ResultFilesTests {

	@TempDir
	private Path directory;

	@Test
	void resultsAreReadAsTheyWereWritten() throws IOException {
		ResultFiles files = new ResultFiles(this.directory.resolve("results"));
		files.write(PageTests.RESULT);
		assertThat(files.read("p0")).contains(PageTests.RESULT);
		assertThat(files.read("p1")).isEmpty();
	}

	@Test
	void thePiecesAreReadAsTheyWereWritten() throws IOException {
		ResultFiles files = new ResultFiles(this.directory.resolve("results"));
		assertThat(files.readPieces()).isEmpty();
		PiecesResult result = new PiecesResult("2026-01-01", Map.of("cores", "2 cores"),
				JsonMapper.shared().readTree("[ { \"forks\" : 1 } ]"));
		files.write(result);
		assertThat(files.readPieces()).contains(result);
	}

	@Test
	void whenTooFewRoundsCountThenTheFileSaysSo() throws IOException {
		ResultFiles files = new ResultFiles(this.directory);
		files.write(PageTests.RESULT);
		assertThat(this.directory.resolve("p0.json")).content().contains("\"complete\" : true");
		Files.delete(this.directory.resolve("p0.json"));
		files.write(incomplete());
		assertThat(this.directory.resolve("p0.json")).content().contains("\"complete\" : false");
		assertThat(files.read("p0")).contains(incomplete());
	}

	@Test
	void anIncompleteResultIsNotWrittenOverACompleteOne() throws IOException {
		ResultFiles files = new ResultFiles(this.directory);
		assertThat(files.write(incomplete())).isTrue();
		assertThat(files.write(incomplete())).isTrue();
		assertThat(files.write(PageTests.RESULT)).isTrue();
		assertThat(files.write(incomplete())).isFalse();
		assertThat(files.read("p0")).contains(PageTests.RESULT);
		assertThat(files.write(quick())).isTrue();
		assertThat(files.read("p0")).contains(quick());
	}

	/**
	 * All rounds that were asked for, but fewer than before.
	 */
	private static Result quick() {
		Result result = PageTests.RESULT;
		Plan plan = new Plan(1, 1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 1, List.of());
		return new Result(result.benchmark(), result.date(), result.environment(), plan, result.rounds().subList(0, 1));
	}

	private static Result incomplete() {
		Result result = PageTests.RESULT;
		return new Result(result.benchmark(), result.date(), result.environment(), result.plan(),
				result.rounds().subList(0, 1));
	}

}
