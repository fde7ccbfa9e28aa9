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

package io.zmqspring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.zmqspring.benchmarks.run.Benchmark;
import io.zmqspring.benchmarks.run.Contender;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogueTests {

	@Test
	void everyBenchmarkHasANameOfItsOwn() {
		assertThat(Catalogue.all()).extracting(Benchmark::name).doesNotHaveDuplicates();
	}

	@Test
	void everyTargetIsAboutContendersOfItsBenchmark() {
		for (Benchmark benchmark : Catalogue.all()) {
			List<String> names = benchmark.contenders().stream().map(Contender::name).toList();
			assertThat(names).doesNotHaveDuplicates();
			assertThat(benchmark.targets()).allSatisfy((target) -> {
				assertThat(names).contains(target.subject()).containsAll(target.others());
				assertThat(benchmark.figures()).contains(target.figure());
			});
		}
	}

	@Test
	void aNameStandsForItsParts() {
		assertThat(Catalogue.named("p8")).extracting(Benchmark::name)
			.containsExactly("p8-messages", "p8-round-trip", "p8-connections");
		assertThat(Catalogue.named("p1")).extracting(Benchmark::name).containsExactly("p1");
		assertThat(Catalogue.named("all")).hasSameSizeAs(Catalogue.all());
		assertThat(Catalogue.named("p9")).extracting(Benchmark::name).containsExactly("p6");
		assertThat(Catalogue.named("p")).isEmpty();
	}

	@Test
	void thePageHasAPlaceForEveryBenchmark() throws IOException {
		String page = Files.readString(Path.of("../docs/performance.md"));
		assertThat(Catalogue.all())
			.allSatisfy((benchmark) -> assertThat(page).containsOnlyOnce("<!-- " + benchmark.name() + " -->"));
		assertThat(page).containsOnlyOnce("<!-- summary -->").containsOnlyOnce("<!-- pieces -->");
	}

}
