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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MachineLoadTests {

	private static final MachineLoad EARLIER = MachineLoad.of("cpu  1000 10 200 5000 40 0 7 3 0 0");

	@Test
	void whatIsNotOursIsForeign() {
		MachineLoad later = MachineLoad.of("cpu  1300 10 300 5400 40 0 7 3 0 0");
		assertThat(later.foreignSince(EARLIER, 4)).isCloseTo(0, within(1e-9));
		assertThat(later.foreignSince(EARLIER, 2)).isCloseTo(0.25, within(1e-9));
	}

	@Test
	void stolenTimeIsForeign() {
		MachineLoad later = MachineLoad.of("cpu  1000 10 200 5060 40 0 7 43 0 0");
		assertThat(later.foreignSince(EARLIER, 0)).isCloseTo(0.4, within(1e-9));
	}

	@Test
	void interruptsAreNobodys() {
		MachineLoad later = MachineLoad.of("cpu  1000 10 200 5060 40 20 27 3 0 0");
		assertThat(later.foreignSince(EARLIER, 0)).isZero();
	}

	@Test
	void waitingIsNobodys() {
		MachineLoad later = MachineLoad.of("cpu  1000 10 200 5060 80 0 7 3 0 0");
		assertThat(later.foreignSince(EARLIER, 0)).isZero();
	}

	@Test
	void whereNothingIsKnownNothingIsForeign() {
		assertThat(new MachineLoad(0, 0).foreignSince(new MachineLoad(0, 0), 1)).isZero();
	}

}
