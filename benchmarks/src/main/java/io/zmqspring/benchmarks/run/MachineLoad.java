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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The CPU time that the whole machine has used, from {@code /proc/stat}. Elsewhere than
 * on Linux nothing is known, and no load is seen. Interrupts are not counted: the kernel
 * does not say for whom it serves them, and those of the loopback network are ours.
 *
 * @param busy the ticks in programs, in the kernel, and stolen by other machines
 * @param total all ticks
 */
record MachineLoad(long busy, long total) {

	private static final Path STAT = Path.of("/proc/stat");

	private static final double TICKS_A_SECOND = 100;

	static MachineLoad now() {
		if (!Files.isReadable(STAT)) {
			return new MachineLoad(0, 0);
		}
		try {
			return of(Files.readAllLines(STAT).get(0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static MachineLoad of(String line) {
		String[] fields = line.trim().split(" +");
		long total = 0;
		for (int i = 1; i <= 8; i++) {
			total += Long.parseLong(fields[i]);
		}
		long user = Long.parseLong(fields[1]);
		long nice = Long.parseLong(fields[2]);
		long system = Long.parseLong(fields[3]);
		long steal = Long.parseLong(fields[8]);
		return new MachineLoad(user + nice + system + steal, total);
	}

	/**
	 * Return the part of the machine that others have used.
	 * @param earlier the load at the beginning
	 * @param own the CPU time that was ours since then, in seconds
	 * @return the part, 0 to 1
	 */
	double foreignSince(MachineLoad earlier, double own) {
		long ticks = this.total - earlier.total;
		return (ticks == 0) ? 0 : Math.max(0, (this.busy - earlier.busy - own * TICKS_A_SECOND) / ticks);
	}

}
