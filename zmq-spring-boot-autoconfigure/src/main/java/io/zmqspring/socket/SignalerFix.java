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
import java.util.HexFormat;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import zmq.ZError;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.core.NativeDetector;

/**
 * The cure for a race in JeroMQ 0.6.0: {@code zmq.Signaler.send()} writes its wake-up
 * byte before it counts it, so that the woken thread often finds nothing to do and spins
 * until the writer has gone on. On a machine with few cores that decides how fast a
 * request is answered.
 * <p>
 * Before the first socket is made, the class file that is on the class path is read, the
 * counting is moved in front of the writing, and the result is defined in its place. This
 * is done only for the one class file that is known; in any other case the class is left
 * alone and {@link Result} says why.
 */
public final class SignalerFix {

	static final String SIGNALER = "zmq.Signaler";

	private static final String KNOWN_SHA256 = "363702184bb71e090e542c63d325377b16ef6d4b5d83b2f64805f6836f4ecc44";

	private static final String MARKER = "countsBeforeItWrites";

	private static final Log logger = LogFactory.getLog(SignalerFix.class);

	private SignalerFix() {
	}

	static synchronized Result apply() {
		Result result = tryApply();
		logger.info("JeroMQ wake-up fix: " + result.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
				+ " (" + result.detail() + ")");
		return result;
	}

	private static Result tryApply() {
		if (NativeDetector.inNativeImage()) {
			return new Result(State.NOT_POSSIBLE, "a native image defines no classes");
		}
		if (ZError.class.getModule().isNamed()) {
			return new Result(State.NOT_POSSIBLE, "JeroMQ is on the module path");
		}
		try (InputStream resource = ZError.class.getResourceAsStream("Signaler.class")) {
			if (resource == null) {
				return new Result(State.NOT_NEEDED, "this JeroMQ has no " + SIGNALER);
			}
			byte[] original = resource.readAllBytes();
			if (!KNOWN_SHA256.equals(sha256(original))) {
				return new Result(State.NOT_NEEDED, "this is not the JeroMQ 0.6.0 that has the race");
			}
			MethodHandles.privateLookupIn(ZError.class, MethodHandles.lookup()).defineClass(fix(original));
			return new Result(State.APPLIED, "JeroMQ 0.6.0 counts a wake-up before it writes it");
		}
		catch (LinkageError ex) {
			return isFixed() ? new Result(State.APPLIED, "by an earlier start in this virtual machine")
					: new Result(State.NOT_POSSIBLE, "something used JeroMQ before this application context");
		}
		catch (IOException | IllegalAccessException | RuntimeException ex) {
			return new Result(State.NOT_POSSIBLE, ex.toString());
		}
	}

	static boolean isFixed() {
		try {
			return Class.forName(SIGNALER, false, ZError.class.getClassLoader()).getDeclaredField(MARKER) != null;
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

	static byte[] fix(byte[] original) {
		ClassReader reader = new ClassReader(original);
		ClassWriter writer = new ClassWriter(reader, 0);
		reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {

			@Override
			public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
					String[] exceptions) {
				MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
				return ("send".equals(name) && "()V".equals(descriptor)) ? new CountFirst(method) : method;
			}

			@Override
			public void visitEnd() {
				visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, MARKER, "Z", null, null)
					.visitEnd();
				super.visitEnd();
			}

		}, 0);
		return writer.toByteArray();
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
	 * What became of the cure.
	 *
	 * @param state whether it was applied
	 * @param detail one sentence that says why
	 */
	public record Result(State state, String detail) {

	}

	/**
	 * Whether the cure was applied.
	 */
	public enum State {

		/**
		 * The class was changed, by us or by an earlier start in this virtual machine.
		 */
		APPLIED,

		/**
		 * The class is not the one that has the race.
		 */
		NOT_NEEDED,

		/**
		 * The class could not be changed; JeroMQ works as released.
		 */
		NOT_POSSIBLE,

		/**
		 * Switched off by {@code zmq.fix-signaler}.
		 */
		OFF

	}

	/**
	 * Increments the cursor first, and only reads it where it was incremented.
	 */
	private static final class CountFirst extends MethodVisitor {

		private static final String COUNTER = "java/util/concurrent/atomic/AtomicLong";

		CountFirst(MethodVisitor method) {
			super(Opcodes.ASM9, method);
		}

		@Override
		public void visitCode() {
			super.visitCode();
			visitVarInsn(Opcodes.ALOAD, 0);
			visitFieldInsn(Opcodes.GETFIELD, "zmq/Signaler", "wcursor", 'L' + COUNTER + ';');
			super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, COUNTER, "incrementAndGet", "()J", false);
			visitInsn(Opcodes.POP2);
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			boolean counting = COUNTER.equals(owner) && "incrementAndGet".equals(name);
			super.visitMethodInsn(opcode, owner, counting ? "get" : name, descriptor, isInterface);
		}

	}

}
