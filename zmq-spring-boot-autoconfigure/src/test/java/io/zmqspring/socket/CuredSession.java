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

package io.zmqspring.socket;

import java.util.List;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Cures JeroMQ before the first test of a virtual machine, as an application does at its
 * start: a test that uses JeroMQ without the starter may be the first one.
 */
public class CuredSession implements LauncherSessionListener {

	private static boolean cured;

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		if (cured) {
			return;
		}
		for (JeroMqFix fix : List.of(SignalerFix.FIX, IoThreadFix.FIX)) {
			JeroMqFix.Result result = fix.apply();
			if (result.state() == JeroMqFix.State.NOT_POSSIBLE) {
				throw new IllegalStateException("The tests are meant for a JeroMQ that is cured: " + result);
			}
		}
		cured = true;
	}

}
