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
 * The methods that {@link EnginePatch} adds to {@code zmq.io.StreamEngine}.
 */
final class EngineMethods {

	static final String ENGINE = "zmq/io/StreamEngine";

	static final String RELEASED = "AsReleased";

	static final String REASON = ENGINE + "$ErrorReason";

	static final String FUNCTION = "zmq/util/function/Function";

	static final String METADATA = "zmq/io/Metadata";

	static final String MECHANISMS = "zmq/io/mechanism/Mechanisms";

	static final String GUARDED = "guarded";

	static final String GUARDED_TYPE = "(Lzmq/msg/MsgAllocator;)Lzmq/msg/MsgAllocator;";

	static final String READY = "ready";

	static final String TELL = "tell";

	static final String TELL_TYPE = "(Ljava/lang/String;Ljava/lang/Object;)V";

	static final String FITS = "fits";

	static final String FITS_TYPE = "(L" + MECHANISMS + ";Ljava/nio/ByteBuffer;L" + ENGINE + ";)Z";

	static final String PROCESS = "process";

	static final String PROCESS_TYPE = "(L" + FUNCTION + ";Ljava/lang/Object;L" + ENGINE + ";)Ljava/lang/Object;";

	static final String RELEASE = "release";

	static final String FAIL = "fail";

	static final String UNPLUG = "unplug";

	static final int HANDSHAKE_TIMER_ID = 0x40;

	private EngineMethods() {
	}

	static void addTo(ClassVisitor engine) {
		engine.visitField(Opcodes.ACC_PRIVATE, SessionPatch.GUARD, GuardPatch.OBJECT, null, null).visitEnd();
		guarded(engine.visitMethod(Opcodes.ACC_PRIVATE, GUARDED, GUARDED_TYPE, null, null));
		tell(engine.visitMethod(Opcodes.ACC_PRIVATE, TELL, TELL_TYPE, null, null));
		ready(engine.visitMethod(Opcodes.ACC_PRIVATE, READY, "()V", null, null));
		fits(engine.visitMethod(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, FITS, FITS_TYPE, null, null));
		process(engine.visitMethod(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, PROCESS, PROCESS_TYPE, null, null));
		release(engine.visitMethod(Opcodes.ACC_PRIVATE, RELEASE, "()V", null, null));
		fail(engine.visitMethod(Opcodes.ACC_PRIVATE, FAIL, "(Ljava/lang/Throwable;)V", null, null));
		unplug(engine.visitMethod(Opcodes.ACC_PRIVATE, UNPLUG, "()V", null, null));
	}

	/**
	 * Write a method that calls the released one and closes the connection if that fails.
	 */
	static void guard(MethodVisitor method, String name) {
		Label start = new Label();
		Label end = new Label();
		Label handler = new Label();
		Code code = new Code(method, ENGINE);
		method.visitCode();
		method.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
		method.visitLabel(start);
		code.load(0).callOwn(name + RELEASED, "()V");
		method.visitLabel(end);
		code.insn(Opcodes.RETURN);
		method.visitLabel(handler);
		method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] { "java/lang/Throwable" });
		code.variable(Opcodes.ASTORE, 1).load(0).load(1).callOwn(FAIL, "(Ljava/lang/Throwable;)V").insn(Opcodes.RETURN);
		method.visitMaxs(2, 2);
		method.visitEnd();
	}

	private static void fail(MethodVisitor method) {
		Label closed = new Label();
		Code code = new Code(method, ENGINE);
		method.visitCode();
		// if (plugged) { tell(FAILED, exception); error(ErrorReason.PROTOCOL); }
		code.own("plugged", "Z");
		method.visitJumpInsn(Opcodes.IFEQ, closed);
		code.load(0).constant(GuardPatch.FAILED).load(1).callOwn(TELL, TELL_TYPE).load(0);
		method.visitFieldInsn(Opcodes.GETSTATIC, REASON, "PROTOCOL", 'L' + REASON + ';');
		code.callOwn("error", "(L" + REASON + ";)V");
		method.visitLabel(closed);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.insn(Opcodes.RETURN);
		method.visitMaxs(3, 2);
		method.visitEnd();
	}

	private static void unplug(MethodVisitor method) {
		method.visitCode();
		new Code(method, ENGINE).load(0)
			.constant(GuardPatch.CLOSED)
			.insn(Opcodes.ACONST_NULL)
			.callOwn(TELL, TELL_TYPE)
			.load(0)
			.callOwn(UNPLUG + RELEASED, "()V")
			.insn(Opcodes.RETURN);
		method.visitMaxs(3, 1);
		method.visitEnd();
	}

	private static void guarded(MethodVisitor method) {
		Label found = new Label();
		Code code = new Code(method, ENGINE);
		method.visitCode();
		// if (!(allocator instanceof Function)) return allocator;
		code.load(1).type(Opcodes.INSTANCEOF, GuardPatch.FACTORY);
		method.visitJumpInsn(Opcodes.IFNE, found);
		code.load(1).insn(Opcodes.ARETURN);
		// guard = allocator.apply(fd);
		method.visitLabel(found);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.load(0)
			.load(1)
			.type(Opcodes.CHECKCAST, GuardPatch.FACTORY)
			.own("fd", "Ljava/nio/channels/SocketChannel;")
			.callInterface(GuardPatch.FACTORY, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;")
			.put(SessionPatch.GUARD, GuardPatch.OBJECT);
		// session.guard = guard; return (MsgAllocator) guard;
		code.own("session", 'L' + SessionPatch.SESSION + ';')
			.own(SessionPatch.GUARD, GuardPatch.OBJECT)
			.put(SessionPatch.SESSION, SessionPatch.GUARD, GuardPatch.OBJECT)
			.own(SessionPatch.GUARD, GuardPatch.OBJECT)
			.type(Opcodes.CHECKCAST, "zmq/msg/MsgAllocator")
			.insn(Opcodes.ARETURN);
		method.visitMaxs(3, 2);
		method.visitEnd();
	}

	private static void tell(MethodVisitor method) {
		Label nobody = new Label();
		Code code = new Code(method, ENGINE);
		method.visitCode();
		code.own(SessionPatch.GUARD, GuardPatch.OBJECT);
		method.visitJumpInsn(Opcodes.IFNULL, nobody);
		code.own(SessionPatch.GUARD, GuardPatch.OBJECT)
			.type(Opcodes.CHECKCAST, GuardPatch.EVENT)
			.load(1)
			.load(2)
			.callInterface(GuardPatch.EVENT, "accept", "(Ljava/lang/Object;Ljava/lang/Object;)V");
		method.visitLabel(nobody);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.insn(Opcodes.RETURN);
		method.visitMaxs(3, 3);
		method.visitEnd();
	}

	private static void ready(MethodVisitor method) {
		Label noTimer = new Label();
		Code code = new Code(method, ENGINE);
		method.visitCode();
		// if (hasHandshakeTimer) {
		code.own("hasHandshakeTimer", "Z");
		method.visitJumpInsn(Opcodes.IFEQ, noTimer);
		// ioObject.cancelTimer(HANDSHAKE_TIMER_ID); hasHandshakeTimer = false; }
		code.own("ioObject", "Lzmq/io/IOObject;")
			.constant(HANDSHAKE_TIMER_ID)
			.call("zmq/io/IOObject", "cancelTimer", "(I)V")
			.load(0)
			.insn(Opcodes.ICONST_0)
			.put("hasHandshakeTimer", "Z");
		method.visitLabel(noTimer);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.load(0)
			.constant(GuardPatch.READY)
			.own("metadata", 'L' + METADATA + ';')
			.callOwn(TELL, TELL_TYPE)
			.insn(Opcodes.RETURN);
		method.visitMaxs(3, 1);
		method.visitEnd();
	}

	private static void fits(MethodVisitor method) {
		Label fits = new Label();
		Code code = new Code(method, ENGINE);
		method.visitCode();
		// if (mechanism.isMechanism(greeting)) return true;
		code.load(0).load(1).call(MECHANISMS, "isMechanism", "(Ljava/nio/ByteBuffer;)Z");
		method.visitJumpInsn(Opcodes.IFNE, fits);
		code.load(2).constant(GuardPatch.OTHER_MECHANISM).load(1).callOwn(TELL, TELL_TYPE);
		code.insn(Opcodes.ICONST_0).insn(Opcodes.IRETURN);
		method.visitLabel(fits);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.insn(Opcodes.ICONST_1).insn(Opcodes.IRETURN);
		method.visitMaxs(3, 3);
		method.visitEnd();
	}

	private static void process(MethodVisitor method) {
		Label rejected = new Label();
		Code code = new Code(method, ENGINE);
		method.visitCode();
		// Object taken = processMsg.apply(msg);
		code.load(0)
			.load(1)
			.callInterface(FUNCTION, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;")
			.variable(Opcodes.ASTORE, 3);
		// if (taken) engine.release(); return taken;
		code.load(3).type(Opcodes.CHECKCAST, "java/lang/Boolean").call("java/lang/Boolean", "booleanValue", "()Z");
		method.visitJumpInsn(Opcodes.IFEQ, rejected);
		code.load(2).callOwn(RELEASE, "()V");
		method.visitLabel(rejected);
		method.visitFrame(Opcodes.F_APPEND, 1, new Object[] { "java/lang/Object" }, 0, null);
		code.load(3).insn(Opcodes.ARETURN);
		method.visitMaxs(2, 4);
		method.visitEnd();
	}

	private static void release(MethodVisitor method) {
		Label otherDecoder = new Label();
		Label more = new Label();
		Code code = new Code(method, ENGINE);
		method.visitCode();
		// if (decoder instanceof Decoder known) known.release();
		code.own("decoder", "Lzmq/io/coder/IDecoder;").type(Opcodes.INSTANCEOF, DecoderPatch.DECODER);
		method.visitJumpInsn(Opcodes.IFEQ, otherDecoder);
		code.own("decoder", "Lzmq/io/coder/IDecoder;")
			.type(Opcodes.CHECKCAST, DecoderPatch.DECODER)
			.call(DecoderPatch.DECODER, DecoderPatch.RELEASE, "()V");
		// if (insize == 0) inpos = null;
		method.visitLabel(otherDecoder);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.own("insize", "I");
		method.visitJumpInsn(Opcodes.IFNE, more);
		code.load(0).insn(Opcodes.ACONST_NULL).put("inpos", "Ljava/nio/ByteBuffer;");
		method.visitLabel(more);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.insn(Opcodes.RETURN);
		method.visitMaxs(2, 1);
		method.visitEnd();
	}

}
