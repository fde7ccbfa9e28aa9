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
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Opcodes;

/**
 * The change of one class of JeroMQ.
 *
 * @param neighbor a class of the same package whose use does not load the changed one
 * @param simpleName the name of the changed class without its package
 * @param sha256 the checksum of the class file that the change is written for
 * @param change given the visitor that writes the new class, returns the one that changes
 * it on the way
 */
record ClassPatch(Class<?> neighbor, String simpleName, String sha256, UnaryOperator<ClassVisitor> change) {

	private static final String MARKER = "changedByZmqSpringBootStarter";

	/**
	 * Read the class file that is on the class path.
	 * @return its bytes, none if there is no such file
	 */
	byte[] read() throws IOException {
		try (InputStream resource = this.neighbor.getResourceAsStream(this.simpleName + ".class")) {
			return (resource != null) ? resource.readAllBytes() : new byte[0];
		}
	}

	boolean fits(byte[] original) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(original);
			return this.sha256.equals(HexFormat.of().formatHex(digest));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	byte[] applyTo(byte[] original) {
		ClassReader reader = new ClassReader(original);
		ClassWriter writer = new ClassWriter(reader, 0);
		reader.accept(this.change.apply(writer), 0);
		writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, MARKER, "Z", null, null)
			.visitEnd();
		return writer.toByteArray();
	}

	/**
	 * Define the changed class in place of the released one.
	 * @throws LinkageError if the class is loaded already
	 */
	void define(byte[] changed) throws IllegalAccessException {
		MethodHandles.privateLookupIn(this.neighbor, MethodHandles.lookup()).defineClass(changed);
	}

	/**
	 * Return whether the class in use is the changed one. Loads it.
	 */
	boolean isApplied() {
		try {
			Class<?> used = Class.forName(this.neighbor.getPackageName() + '.' + this.simpleName, false,
					this.neighbor.getClassLoader());
			return Arrays.stream(used.getDeclaredFields()).anyMatch((field) -> MARKER.equals(field.getName()));
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
