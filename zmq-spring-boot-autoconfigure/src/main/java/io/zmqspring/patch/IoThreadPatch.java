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

import java.util.ArrayList;
import java.util.List;

import zmq.poll.IPollEvents;

import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Fixes the cost of idle connections in JeroMQ 0.6.0, and its timers by
 * {@link OrderedTimers}. {@code zmq.poll.Poller} walks through all channels when the
 * interest in one has changed, so each message costs more the more connections there are.
 * The patched poller sets the interest of a registered channel at once and walks only
 * when something has come or gone.
 */
final class IoThreadPatch {

	private static final String POLLER_SHA256 = "c86cb1e38fd44958a7f5bcab13344e3fbd647d9a2ec657ae55a0b7266f3b76f9";

	private IoThreadPatch() {
	}

	static List<ClassPatch> changes() {
		List<ClassPatch> changes = new ArrayList<>(OrderedTimers.changes());
		changes.add(new ClassPatch(IPollEvents.class, "Poller", POLLER_SHA256, DirectInterest::new));
		return List.copyOf(changes);
	}

	/**
	 * Adds a method that sets the interest in a channel.
	 */
	private static final class DirectInterest extends ClassVisitor {

		private static final String OWNER = "zmq/poll/Poller";

		private static final String HANDLE = "zmq/poll/Poller$Handle";

		private static final String CHANNEL = "java/nio/channels/SelectableChannel";

		private static final String KEY = "java/nio/channels/SelectionKey";

		private static final String RETIRED = "retired";

		private static final String MUST_WALK = "mustWalk";

		private static final String MUST_WALK_TYPE = "(L" + HANDLE + ";)Z";

		DirectInterest(ClassVisitor next) {
			super(Opcodes.ASM9, next);
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
			return "register".equals(name) ? new AskFirst(method) : method;
		}

		@Override
		public void visitEnd() {
			mustWalk(super.visitMethod(Opcodes.ACC_PRIVATE, MUST_WALK, MUST_WALK_TYPE, null, null));
			super.visitEnd();
		}

		private static void mustWalk(MethodVisitor method) {
			Label walk = new Label();
			method.visitCode();
			// SelectionKey key = handle.fd.keyFor(selector);
			method.visitVarInsn(Opcodes.ALOAD, 1);
			method.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLE, "access$200", "(L" + HANDLE + ";)L" + CHANNEL + ';',
					false);
			method.visitVarInsn(Opcodes.ALOAD, 0);
			method.visitFieldInsn(Opcodes.GETFIELD, OWNER, "selector", "Ljava/nio/channels/Selector;");
			method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CHANNEL, "keyFor",
					"(Ljava/nio/channels/Selector;)L" + KEY + ';', false);
			method.visitVarInsn(Opcodes.ASTORE, 2);
			// if (key == null || key.attachment() != handle || !key.isValid()) return
			// true;
			method.visitVarInsn(Opcodes.ALOAD, 2);
			method.visitJumpInsn(Opcodes.IFNULL, walk);
			method.visitVarInsn(Opcodes.ALOAD, 2);
			method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, KEY, "attachment", "()Ljava/lang/Object;", false);
			method.visitVarInsn(Opcodes.ALOAD, 1);
			method.visitJumpInsn(Opcodes.IF_ACMPNE, walk);
			method.visitVarInsn(Opcodes.ALOAD, 2);
			method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, KEY, "isValid", "()Z", false);
			method.visitJumpInsn(Opcodes.IFEQ, walk);
			// key.interestOps(handle.ops);
			method.visitVarInsn(Opcodes.ALOAD, 2);
			method.visitVarInsn(Opcodes.ALOAD, 1);
			method.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLE, "access$100", "(L" + HANDLE + ";)I", false);
			method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, KEY, "interestOps", "(I)L" + KEY + ';', false);
			method.visitInsn(Opcodes.POP);
			// return retired;
			method.visitVarInsn(Opcodes.ALOAD, 0);
			method.visitFieldInsn(Opcodes.GETFIELD, OWNER, RETIRED, "Z");
			method.visitInsn(Opcodes.IRETURN);
			method.visitLabel(walk);
			method.visitFrame(Opcodes.F_APPEND, 1, new Object[] { KEY }, 0, null);
			method.visitInsn(Opcodes.ICONST_1);
			method.visitInsn(Opcodes.IRETURN);
			method.visitMaxs(2, 3);
			method.visitEnd();
		}

	}

	/**
	 * Asks whether all handles must be walked through, instead of saying so.
	 */
	private static final class AskFirst extends MethodVisitor {

		AskFirst(MethodVisitor method) {
			super(Opcodes.ASM9, method);
		}

		@Override
		public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
			if (opcode == Opcodes.PUTFIELD && DirectInterest.RETIRED.equals(name)) {
				visitInsn(Opcodes.POP);
				visitVarInsn(Opcodes.ALOAD, 0);
				visitVarInsn(Opcodes.ALOAD, 1);
				visitMethodInsn(Opcodes.INVOKESPECIAL, owner, DirectInterest.MUST_WALK, DirectInterest.MUST_WALK_TYPE,
						false);
			}
			super.visitFieldInsn(opcode, owner, name, descriptor);
		}

		@Override
		public void visitMaxs(int maxStack, int maxLocals) {
			super.visitMaxs(maxStack + 1, maxLocals);
		}

	}

}
