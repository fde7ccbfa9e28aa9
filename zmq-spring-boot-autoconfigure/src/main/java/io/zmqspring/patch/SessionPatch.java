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
 * Changes {@code zmq.io.SessionBase}: asks the guard before a frame of a message is
 * passed to the socket, closes the connection of a peer that the socket does not want,
 * and refuses peers where a ZAP domain is set but no ZAP handler is there.
 *
 * @see GuardPatch
 */
final class SessionPatch extends ClassVisitor {

	static final String SESSION = "zmq/io/SessionBase";

	static final String GUARD = "guard";

	private static final String PUSH = "pushMsg";

	private static final String PUSH_RELEASED = "pushMsgAsReleased";

	private static final String PUSH_TYPE = "(Lzmq/Msg;)Z";

	private static final String ZAP = "zapConnect";

	private static final String ZAP_RELEASED = "zapConnectAsReleased";

	SessionPatch(ClassVisitor next) {
		super(Opcodes.ASM9, next);
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
			String[] exceptions) {
		return switch (name) {
			case PUSH -> super.visitMethod(Opcodes.ACC_PRIVATE, PUSH_RELEASED, descriptor, signature, exceptions);
			case ZAP -> super.visitMethod(Opcodes.ACC_PRIVATE, ZAP_RELEASED, descriptor, signature, exceptions);
			default -> super.visitMethod(access, name, descriptor, signature, exceptions);
		};
	}

	@Override
	public void visitEnd() {
		visitField(0, GUARD, GuardPatch.OBJECT, null, null).visitEnd();
		push(super.visitMethod(Opcodes.ACC_PROTECTED, PUSH, PUSH_TYPE, null, null));
		zapConnect(super.visitMethod(Opcodes.ACC_PUBLIC, ZAP, "()I", null, null));
		super.visitEnd();
	}

	private static void push(MethodVisitor method) {
		Label guarded = new Label();
		Label message = new Label();
		Label accepted = new Label();
		Label failed = new Label();
		Label full = new Label();
		Code code = new Code(method, SESSION);
		method.visitCode();
		// if (guard == null) return pushMsgAsReleased(msg);
		code.own(GUARD, GuardPatch.OBJECT);
		method.visitJumpInsn(Opcodes.IFNONNULL, guarded);
		code.load(0).load(1).callOwn(PUSH_RELEASED, PUSH_TYPE).insn(Opcodes.IRETURN);
		// if (msg.isCommand()) { guard.applyAsInt(COMMAND, 0); return true; }
		method.visitLabel(guarded);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.load(1).call("zmq/Msg", "isCommand", "()Z");
		method.visitJumpInsn(Opcodes.IFEQ, message);
		tell(code, GuardPatch.COMMAND).insn(Opcodes.ICONST_1).insn(Opcodes.IRETURN);
		// if (guard.applyAsInt(msg.size(), msg.hasMore() ? 1 : 0) == 0) {
		method.visitLabel(message);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.own(GUARD, GuardPatch.OBJECT)
			.type(Opcodes.CHECKCAST, GuardPatch.FRAME)
			.load(1)
			.call("zmq/Msg", "size", "()I")
			.load(1)
			.call("zmq/Msg", "hasMore", "()Z")
			.callInterface(GuardPatch.FRAME, "applyAsInt", "(II)I");
		method.visitJumpInsn(Opcodes.IFNE, accepted);
		// errno.set(EPROTO); return false; }
		code.own("errno", "Lzmq/util/Errno;")
			.constant(zmq.ZError.EPROTO)
			.call("zmq/util/Errno", "set", "(I)V")
			.insn(Opcodes.ICONST_0)
			.insn(Opcodes.IRETURN);
		// if (pushMsgAsReleased(msg)) return true;
		method.visitLabel(accepted);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.load(0).load(1).callOwn(PUSH_RELEASED, PUSH_TYPE);
		method.visitJumpInsn(Opcodes.IFEQ, failed);
		code.insn(Opcodes.ICONST_1).insn(Opcodes.IRETURN);
		// if (pipe == null) errno.set(EPROTO);
		method.visitLabel(failed);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.own("pipe", "Lzmq/pipe/Pipe;");
		method.visitJumpInsn(Opcodes.IFNONNULL, full);
		code.own("errno", "Lzmq/util/Errno;").constant(zmq.ZError.EPROTO).call("zmq/util/Errno", "set", "(I)V");
		// guard.applyAsInt(TAKE_BACK, 0); return false;
		method.visitLabel(full);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		tell(code, GuardPatch.TAKE_BACK).insn(Opcodes.ICONST_0).insn(Opcodes.IRETURN);
		method.visitMaxs(3, 2);
		method.visitEnd();
	}

	private static Code tell(Code code, int size) {
		return code.own(GUARD, GuardPatch.OBJECT)
			.type(Opcodes.CHECKCAST, GuardPatch.FRAME)
			.constant(size)
			.insn(Opcodes.ICONST_0)
			.callInterface(GuardPatch.FRAME, "applyAsInt", "(II)I")
			.insn(Opcodes.POP);
	}

	private static void zapConnect(MethodVisitor method) {
		Label done = new Label();
		Code code = new Code(method, SESSION);
		method.visitCode();
		// int result = zapConnectAsReleased();
		code.load(0).callOwn(ZAP_RELEASED, "()I").variable(Opcodes.ISTORE, 1);
		// if (result != 0 && !options.zapDomain.isEmpty()) throw new SecurityException();
		code.variable(Opcodes.ILOAD, 1);
		method.visitJumpInsn(Opcodes.IFEQ, done);
		code.own("options", "Lzmq/Options;")
			.field("zmq/Options", "zapDomain", "Ljava/lang/String;")
			.call("java/lang/String", "isEmpty", "()Z");
		method.visitJumpInsn(Opcodes.IFNE, done);
		code.type(Opcodes.NEW, "java/lang/SecurityException").insn(Opcodes.DUP).constant("there is no ZAP handler");
		method.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/SecurityException", "<init>", "(Ljava/lang/String;)V",
				false);
		code.insn(Opcodes.ATHROW);
		// return result;
		method.visitLabel(done);
		method.visitFrame(Opcodes.F_APPEND, 1, new Object[] { Opcodes.INTEGER }, 0, null);
		code.variable(Opcodes.ILOAD, 1).insn(Opcodes.IRETURN);
		method.visitMaxs(3, 2);
		method.visitEnd();
	}

}
