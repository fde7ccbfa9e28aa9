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

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.zmqspring.patch.PatchResult.State;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import zmq.ZError;

import org.springframework.core.NativeDetector;

/**
 * The changes of JeroMQ 0.6.0 at load time. Each one fixes a defect that can only be
 * fixed inside JeroMQ.
 * <p>
 * Before the first socket is created, a patch reads the class files on the class path,
 * changes them, and defines the results. It does so only for class files that it knows.
 * In any other case it leaves the classes alone, and {@link PatchResult} says why.
 */
public enum JeroMqPatch {

	/**
	 * Counts a wake-up before writing it.
	 */
	SIGNALER("JeroMQ counts a wake-up before it writes it",
			"a thread that is woken may spin, which slows requests on machines with few cores",
			SignalerPatch.changes()),

	/**
	 * Keeps I/O threads from walking through all connections and timers for each message,
	 * and fires each timer on time.
	 */
	IO_THREAD("JeroMQ's I/O threads look only at connections and timers that have something to do",
			"each message costs more the more connections there are, and a silent peer is noticed late or never",
			IoThreadPatch.changes()),

	/**
	 * Bounds what a peer can do before and after its handshake.
	 */
	GUARD("JeroMQ bounds handshakes, frames and messages, and closes a connection whose bytes cause an exception",
			"the handshake and the frames of a message are not bounded, a peer can end an I/O thread, and peers count "
					+ "before their handshake is complete",
			GuardPatch.changes());

	private static final Log logger = LogFactory.getLog(JeroMqPatch.class);

	private final String effect;

	private final String without;

	private final List<ClassPatch> changes;

	JeroMqPatch(String effect, String without, List<ClassPatch> changes) {
		this.effect = effect;
		this.without = without;
		this.changes = changes;
	}

	/**
	 * Apply all patches but the excluded ones. May be called again.
	 * @param excluded the patches that are not to be applied; what an earlier start in
	 * this virtual machine has changed stays changed
	 * @return the result for each patch
	 */
	public static Map<JeroMqPatch, PatchResult> applyAllBut(Set<JeroMqPatch> excluded) {
		Map<JeroMqPatch, PatchResult> results = new EnumMap<>(JeroMqPatch.class);
		// Several class loaders may have this class and share JeroMQ's.
		synchronized (ZError.class) {
			for (JeroMqPatch patch : values()) {
				PatchResult result = excluded.contains(patch) ? patch.exclude() : patch.apply();
				patch.log(result);
				results.put(patch, result);
			}
		}
		return results;
	}

	/**
	 * Return the name as the configuration has it.
	 * @return the name in kebab case
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private void log(PatchResult result) {
		String message = "JeroMQ patch '" + label() + "': " + result.detail();
		if (result.state() == State.NOT_POSSIBLE || result.state() == State.UNKNOWN_CLASS) {
			logger.warn(message);
		}
		else {
			logger.debug(message);
		}
	}

	private PatchResult exclude() {
		return new PatchResult(State.EXCLUDED, "zmq.jeromq-patches excludes it"
				+ (isApplied() ? ", but an earlier start in this virtual machine has applied it" : ""));
	}

	private PatchResult apply() {
		if (NativeDetector.inNativeImage()) {
			return notApplied(State.NOT_POSSIBLE, "a native image defines no classes");
		}
		if (ZError.class.getModule().isNamed()) {
			return notApplied(State.NOT_POSSIBLE, "JeroMQ is on the module path");
		}
		try {
			List<byte[]> changed = new ArrayList<>();
			for (ClassPatch change : this.changes) {
				byte[] original = change.read();
				if (!change.fits(original)) {
					return notApplied(State.UNKNOWN_CLASS,
							"the class " + change.simpleName() + " is not that of JeroMQ 0.6.0");
				}
				changed.add(change.applyTo(original));
			}
			return define(changed);
		}
		catch (IOException | IllegalAccessException | RuntimeException ex) {
			return notApplied(State.NOT_POSSIBLE, ex.toString());
		}
	}

	private PatchResult define(List<byte[]> changed) throws IllegalAccessException {
		try {
			for (int i = 0; i < changed.size(); i++) {
				this.changes.get(i).define(changed.get(i));
			}
			return new PatchResult(State.APPLIED, this.effect);
		}
		catch (LinkageError ex) {
			return isApplied() ? new PatchResult(State.APPLIED, this.effect) : notApplied(State.NOT_POSSIBLE,
					"something used JeroMQ before this application context (" + ex.getMessage() + ')');
		}
	}

	private PatchResult notApplied(State state, String reason) {
		return new PatchResult(state, reason + "; without the patch, " + this.without);
	}

	/**
	 * Return whether all classes in use are the changed ones. Loads them.
	 */
	boolean isApplied() {
		return this.changes.stream().allMatch(ClassPatch::isApplied);
	}

	/**
	 * Return a changed class, or the original if this patch does not change it.
	 * @param name the full name of the class
	 * @param original its class file
	 */
	byte[] changed(String name, byte[] original) {
		return this.changes.stream()
			.filter((change) -> name.equals(change.neighbor().getPackageName() + '.' + change.simpleName()))
			.map((change) -> change.applyTo(original))
			.findFirst()
			.orElse(original);
	}

}
