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

package io.zmqspring.benchmarks.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ResultTests {

	private static final Plan PLAN = new Plan(3, 1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 0.05,
			List.of());

	private static final Target TWICE = new Target("a", "b", Figure.RATE, Target.Bound.AT_LEAST, 2);

	@Test
	void theRatioIsTheMedianOfTheRatiosOfTheRounds() {
		Result result = result(round(false, 100, 10), round(false, 30, 10), round(false, 10, 10));
		assertThat(result.ratio(TWICE)).isCloseTo(3, within(1e-9));
		assertThat(result.median(Figure.RATE, "a")).isEqualTo(30);
		assertThat(result.sorted(Figure.RATE, "a")).containsExactly(10, 30, 100);
	}

	@Test
	void anEvenNumberOfRoundsHasTheMiddleOfTheTwoInTheMiddle() {
		Result result = result(round(false, 100, 10), round(false, 30, 10));
		assertThat(result.median(Figure.RATE, "a")).isEqualTo(65);
	}

	@Test
	void theRatioIsThatToTheBestOfTheOthers() {
		Result result = result(round(false, 100, 10, 40), round(false, 120, 60, 40), round(false, 100, 10, 40));
		Target rate = new Target("a", List.of("b", "c"), Figure.RATE, Target.Bound.AT_LEAST, 2);
		assertThat(result.rival(rate)).isEqualTo("c");
		assertThat(result.ratio(rate)).isCloseTo(2.5, within(1e-9));
		Target cpu = new Target("a", List.of("b", "c"), Figure.CPU, Target.Bound.AT_MOST, 2);
		assertThat(result.rival(cpu)).isEqualTo("c");
		Target p50 = new Target("a", List.of("b", "c"), Figure.P50, Target.Bound.AT_MOST, 2);
		assertThat(result.rival(p50)).isEqualTo("b");
	}

	@Test
	void theRatioOfAStartIsThatOfItsRounds() {
		Round second = new Round(1, 2, false, List.of(window("a", 50), window("b", 10)));
		Result result = result(round(false, 10, 10), round(false, 30, 10), second);
		assertThat(result.ratio(TWICE, 1)).isCloseTo(2, within(1e-9));
		assertThat(result.ratio(TWICE, 2)).isCloseTo(5, within(1e-9));
		assertThat(result.ratio(TWICE, 3)).isNaN();
	}

	@Test
	void aContenderThatDidNotTakePartHasNoFigure() {
		Result result = result(round(false, 100, 10));
		assertThat(result.sorted(Figure.RATE, "c")).isEmpty();
		assertThat(result.ratio(new Target("a", "c", Figure.RATE, Target.Bound.AT_LEAST, 2))).isNaN();
		assertThat(result.rival(new Target("a", List.of("c", "b"), Figure.RATE, Target.Bound.AT_LEAST, 2)))
			.isEqualTo("b");
	}

	@Test
	void disturbedRoundsDoNotCount() {
		Result result = result(round(false, 100, 10), round(true, 1, 10));
		assertThat(result.counted()).hasSize(1);
		assertThat(result.ratio(TWICE)).isCloseTo(10, within(1e-9));
	}

	@Test
	void withoutRoundsThatCountThereIsNoFigure() {
		Result result = result(round(true, 1, 10));
		assertThat(result.ratio(TWICE)).isNaN();
		assertThat(result.median(Figure.RATE, "a")).isNaN();
		assertThat(TWICE.reached(result.ratio(TWICE))).isFalse();
	}

	@Test
	void aTargetIsReachedFromTheSideOfItsBound() {
		Target half = new Target("a", "b", Figure.CPU, Target.Bound.AT_MOST, 0.5);
		assertThat(TWICE.reached(2)).isTrue();
		assertThat(TWICE.reached(1.9)).isFalse();
		assertThat(half.reached(0.5)).isTrue();
		assertThat(half.reached(0.6)).isFalse();
		assertThat(Target.none("a", "b", Figure.CPU).reached(9)).isTrue();
	}

	private static Result result(Round... rounds) {
		List<Round> numbered = new ArrayList<>();
		for (Round round : rounds) {
			numbered.add(new Round(numbered.size() + 1, round.start(), round.disturbed(), round.windows()));
		}
		return new Result("p0", "2026-01-01", Map.of(), PLAN, numbered);
	}

	private static Round round(boolean disturbed, long first, long second) {
		return new Round(1, 1, disturbed, List.of(window("a", first), window("b", second)));
	}

	private static Round round(boolean disturbed, long first, long second, long third) {
		return new Round(1, 1, disturbed, List.of(window("a", first), window("b", second), window("c", third)));
	}

	private static Window window(String contender, long operations) {
		return new Window(contender, 1, operations, 0, 0.5, 0, Map.of());
	}

}
