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

import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Changes {@code zmq.io.coder.Decoder}: asks the guard before memory is allocated for a
 * frame, and releases a frame that was handed over.
 *
 * @see GuardPatch
 */
final class DecoderPatch extends ClassVisitor {

	static final String DECODER = "zmq/io/coder/Decoder";

	static final String RELEASE = "release";

	private static final String ALLOCATOR = "zmq/msg/MsgAllocator";

	private static final String RESULT = "zmq/io/coder/IDecoder$Step$Result";

	DecoderPatch(ClassVisitor next) {
		super(Opcodes.ASM9, next);
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
			String[] exceptions) {
		MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
		return "sizeReady".equals(name) ? new AskFirst(method) : method;
	}

	@Override
	public void visitEnd() {
		MethodVisitor release = super.visitMethod(Opcodes.ACC_PUBLIC, RELEASE, "()V", null, null);
		release.visitCode();
		new Code(release, DECODER).load(0)
			.insn(Opcodes.ACONST_NULL)
			.put("inProgress", "Lzmq/Msg;")
			.insn(Opcodes.RETURN);
		release.visitMaxs(2, 1);
		release.visitEnd();
		super.visitEnd();
	}

	/**
	 * Refuses a frame whose size the guard does not accept.
	 */
	private static final class AskFirst extends MethodVisitor {

		AskFirst(MethodVisitor method) {
			super(Opcodes.ASM9, method);
		}

		@Override
		public void visitCode() {
			super.visitCode();
			Label go = new Label();
			Code code = new Code(this.mv, DECODER);
			// if (allocator instanceof LongPredicate guard && !guard.test(size)) {
			code.own("allocator", 'L' + ALLOCATOR + ';').type(Opcodes.INSTANCEOF, GuardPatch.SIZE);
			this.mv.visitJumpInsn(Opcodes.IFEQ, go);
			code.own("allocator", 'L' + ALLOCATOR + ';')
				.type(Opcodes.CHECKCAST, GuardPatch.SIZE)
				.variable(Opcodes.LLOAD, 1)
				.callInterface(GuardPatch.SIZE, "test", "(J)Z");
			this.mv.visitJumpInsn(Opcodes.IFNE, go);
			// errno(EMSGSIZE); return Step.Result.ERROR; }
			code.load(0).constant(zmq.ZError.EMSGSIZE).call(DECODER, "errno", "(I)V");
			this.mv.visitFieldInsn(Opcodes.GETSTATIC, RESULT, "ERROR", 'L' + RESULT + ';');
			code.insn(Opcodes.ARETURN);
			this.mv.visitLabel(go);
			this.mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		}

	}

}
