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

import java.util.List;

import zmq.ZError;

import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Fixes a race in JeroMQ 0.6.0. {@code zmq.Signaler.send()} writes its wake-up byte
 * before it counts it, so the woken thread often finds nothing to do and spins until the
 * writer continues. On a machine with few cores that decides how fast a request is
 * answered. The patched method counts first.
 */
final class SignalerPatch extends ClassVisitor {

	private static final String SHA256 = "363702184bb71e090e542c63d325377b16ef6d4b5d83b2f64805f6836f4ecc44";

	private SignalerPatch(ClassVisitor next) {
		super(Opcodes.ASM9, next);
	}

	static List<ClassPatch> changes() {
		return List.of(new ClassPatch(ZError.class, "Signaler", SHA256, SignalerPatch::new));
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
			String[] exceptions) {
		MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
		return ("send".equals(name) && "()V".equals(descriptor)) ? new CountFirst(method) : method;
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
