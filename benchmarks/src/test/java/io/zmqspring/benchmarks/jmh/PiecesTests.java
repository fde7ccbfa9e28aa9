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

package io.zmqspring.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Pieces}.
 */
@Timeout(300)
class PiecesTests {

	@TempDir
	Path directory;

	/**
	 * JMH has a lock for the whole machine, so that no run disturbs another. These
	 * figures mean nothing.
	 */
	@BeforeAll
	static void ignoreOtherRuns() {
		System.setProperty("jmh.ignoreLock", "true");
	}

	@Test
	void whenBenchmarksRanThenTheirTimeAndGarbageAreInTheFile() throws IOException {
		Path file = this.directory.resolve("new/pieces.json");
		Pieces.tryOut(file, Pieces.ALL);
		assertThat(file).content()
			.contains("\"benchmark\" : \"" + SendBenchmark.class.getName() + ".template\"")
			.contains("gc.alloc.rate.norm");
	}

	@Test
	void whenNoBenchmarkIsMeantThenFails() {
		assertThatIllegalStateException()
			.isThrownBy(() -> Pieces.tryOut(this.directory.resolve("none.json"), "no such benchmark"));
	}

}
