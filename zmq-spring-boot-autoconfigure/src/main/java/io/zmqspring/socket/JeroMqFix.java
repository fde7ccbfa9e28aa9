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

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Opcodes;
import org.springframework.core.NativeDetector;

/**
 * A cure for something in JeroMQ 0.6.0 that only a change of its classes can cure.
 * <p>
 * Before the first socket is made, the class files that are on the class path are read,
 * changed, and the results are defined in their place. This is done only for the class
 * files that are known; in any other case the classes are left alone and {@link Result}
 * says why.
 */
public final class JeroMqFix {

	private static final Log logger = LogFactory.getLog(JeroMqFix.class);

	private static final String MARKER = "changedByZmqSpringBootStarter";

	private final String name;

	private final String effect;

	private final Class<?> neighbour;

	private final List<Change> changes;

	/**
	 * Create a fix.
	 * @param name what it is called
	 * @param effect what JeroMQ does with it
	 * @param neighbour a class of the package of the changed ones, whose use loads none
	 * of them
	 * @param changes the changes, superclasses first
	 */
	JeroMqFix(String name, String effect, Class<?> neighbour, Change... changes) {
		this.name = name;
		this.effect = effect;
		this.neighbour = neighbour;
		this.changes = List.of(changes);
	}

	/**
	 * Apply it. May be called again.
	 */
	Result apply() {
		// JeroMQ's class, not ours: several class loaders may have ours and share JeroMQ.
		synchronized (this.neighbour) {
			Result result = tryApply();
			logger.info("JeroMQ " + this.name + " fix: "
					+ result.state().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " (" + result.detail() + ")");
			return result;
		}
	}

	/**
	 * Return the result for one that is not to be applied. What an earlier start has
	 * changed stays.
	 */
	Result off(String property) {
		synchronized (this.neighbour) {
			return new Result(State.OFF, property + " is false"
					+ (isApplied() ? ", but an earlier start in this virtual machine has applied it" : ""));
		}
	}

	private Result tryApply() {
		if (NativeDetector.inNativeImage()) {
			return new Result(State.NOT_POSSIBLE, "a native image defines no classes");
		}
		if (this.neighbour.getModule().isNamed()) {
			return new Result(State.NOT_POSSIBLE, "JeroMQ is on the module path");
		}
		try {
			List<byte[]> changed = new ArrayList<>();
			for (Change change : this.changes) {
				byte[] original = read(change);
				if (!change.knownSha256().equals(sha256(original))) {
					return new Result(State.NOT_NEEDED,
							"the class " + change.simpleName() + " is not that of JeroMQ 0.6.0 as released");
				}
				changed.add(change.applyTo(original));
			}
			return define(changed);
		}
		catch (IOException | IllegalAccessException | RuntimeException ex) {
			return new Result(State.NOT_POSSIBLE, ex.toString());
		}
	}

	private Result define(List<byte[]> changed) throws IllegalAccessException {
		MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(this.neighbour, MethodHandles.lookup());
		try {
			for (byte[] bytes : changed) {
				lookup.defineClass(bytes);
			}
			return new Result(State.APPLIED, this.effect);
		}
		catch (LinkageError ex) {
			return isApplied() ? new Result(State.APPLIED, "by an earlier start in this virtual machine") : new Result(
					State.NOT_POSSIBLE, "something used JeroMQ before this application context: " + ex.getMessage());
		}
	}

	private byte[] read(Change change) throws IOException {
		try (InputStream resource = this.neighbour.getResourceAsStream(change.simpleName() + ".class")) {
			return (resource != null) ? resource.readAllBytes() : new byte[0];
		}
	}

	/**
	 * Return whether all classes that are in use are the changed ones. Loads them.
	 */
	boolean isApplied() {
		return this.changes.stream().allMatch(this::isApplied);
	}

	private boolean isApplied(Change change) {
		try {
			Class<?> used = Class.forName(this.neighbour.getPackageName() + '.' + change.simpleName(), false,
					this.neighbour.getClassLoader());
			return Arrays.stream(used.getDeclaredFields()).anyMatch((field) -> MARKER.equals(field.getName()));
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	/**
	 * Return a changed class.
	 * @param simpleName its name without the package
	 * @param original its class file
	 */
	byte[] changed(String simpleName, byte[] original) {
		return this.changes.stream()
			.filter((change) -> change.simpleName().equals(simpleName))
			.map((change) -> change.applyTo(original))
			.findFirst()
			.orElse(original);
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What became of a cure.
	 *
	 * @param state whether it was applied
	 * @param detail one sentence that says why
	 */
	public record Result(State state, String detail) {

	}

	/**
	 * Whether a cure was applied.
	 */
	public enum State {

		/**
		 * The classes were changed, by us or by an earlier start in this virtual machine.
		 */
		APPLIED,

		/**
		 * The classes are not those that are known to need it.
		 */
		NOT_NEEDED,

		/**
		 * The classes could not be changed; JeroMQ works as released.
		 */
		NOT_POSSIBLE,

		/**
		 * Switched off by a property; the detail says if an earlier start has applied it.
		 */
		OFF

	}

	/**
	 * A change of one class.
	 *
	 * @param simpleName the name of the class without its package
	 * @param knownSha256 of the class file that it is meant for
	 * @param by given where the new class is written to, returns what changes it on the
	 * way
	 */
	record Change(String simpleName, String knownSha256, UnaryOperator<ClassVisitor> by) {

		byte[] applyTo(byte[] original) {
			ClassReader reader = new ClassReader(original);
			ClassWriter writer = new ClassWriter(reader, 0);
			reader.accept(this.by.apply(writer), 0);
			writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, MARKER, "Z", null, null)
				.visitEnd();
			return writer.toByteArray();
		}

	}

}
