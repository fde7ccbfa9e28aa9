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

package io.zmqspring.patch;

import java.util.Set;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Patches JeroMQ before the first test of a virtual machine, as an application does when
 * it starts. Otherwise a test that uses JeroMQ without the starter may be the first one.
 */
public class PatchedSession implements LauncherSessionListener {

	private static boolean patched;

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		if (patched) {
			return;
		}
		JeroMqPatch.applyAllBut(Set.of()).forEach((patch, result) -> {
			if (!result.isApplied()) {
				throw new IllegalStateException("The tests need a patched JeroMQ: " + patch + ' ' + result);
			}
		});
		patched = true;
	}

}
