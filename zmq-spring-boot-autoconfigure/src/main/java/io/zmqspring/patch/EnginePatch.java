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
 * Changes {@code zmq.io.StreamEngine}: has a guard for each connection, ends the
 * handshake timer when the handshake is complete, closes the connection after an
 * exception, lets received frames go, and puts ZAP's metadata over the peer's.
 *
 * @see GuardPatch
 */
final class EnginePatch extends ClassVisitor {

	private static final String ENGINE = "zmq/io/StreamEngine";

	private static final String RELEASED = "AsReleased";

	private static final String REASON = ENGINE + "$ErrorReason";

	private static final String FUNCTION = "zmq/util/function/Function";

	private static final String METADATA = "zmq/io/Metadata";

	private static final String MECHANISM = "zmq/io/mechanism/Mechanism";

	private static final String MECHANISMS = "zmq/io/mechanism/Mechanisms";

	private static final String GUARDED = "guarded";

	private static final String GUARDED_TYPE = "(Lzmq/msg/MsgAllocator;)Lzmq/msg/MsgAllocator;";

	private static final String READY = "ready";

	private static final String TELL = "tell";

	private static final String TELL_TYPE = "(Ljava/lang/String;Ljava/lang/Object;)V";

	private static final String FITS = "fits";

	private static final String FITS_TYPE = "(L" + MECHANISMS + ";Ljava/nio/ByteBuffer;L" + ENGINE + ";)Z";

	private static final String PROCESS = "process";

	private static final String PROCESS_TYPE = "(L" + FUNCTION + ";Ljava/lang/Object;L" + ENGINE
			+ ";)Ljava/lang/Object;";

	private static final String RELEASE = "release";

	private static final String FAIL = "fail";

	private static final int HANDSHAKE_TIMER_ID = 0x40;

	EnginePatch(ClassVisitor next) {
		super(Opcodes.ASM9, next);
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
			String[] exceptions) {
		return switch (name) {
			case "inEvent", "restartInput", "zapMsgAvailable" -> {
				guard(super.visitMethod(access, name, descriptor, signature, exceptions), name);
				yield new Input(
						super.visitMethod(Opcodes.ACC_PRIVATE, name + RELEASED, descriptor, signature, exceptions));
			}
			case "decodeCurrentInputs" -> new Input(super.visitMethod(access, name, descriptor, signature, exceptions));
			case "handshake" -> new Handshake(super.visitMethod(access, name, descriptor, signature, exceptions));
			case "processIdentityMsg" ->
				new TellReady(super.visitMethod(access, name, descriptor, signature, exceptions), Opcodes.IRETURN);
			case "mechanismReady" -> new OrderMetadata(
					new TellReady(super.visitMethod(access, name, descriptor, signature, exceptions), Opcodes.RETURN));
			default -> super.visitMethod(access, name, descriptor, signature, exceptions);
		};
	}

	@Override
	public void visitEnd() {
		visitField(Opcodes.ACC_PRIVATE, SessionPatch.GUARD, GuardPatch.OBJECT, null, null).visitEnd();
		guarded(super.visitMethod(Opcodes.ACC_PRIVATE, GUARDED, GUARDED_TYPE, null, null));
		tell(super.visitMethod(Opcodes.ACC_PRIVATE, TELL, TELL_TYPE, null, null));
		ready(super.visitMethod(Opcodes.ACC_PRIVATE, READY, "()V", null, null));
		fits(super.visitMethod(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, FITS, FITS_TYPE, null, null));
		process(super.visitMethod(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, PROCESS, PROCESS_TYPE, null, null));
		release(super.visitMethod(Opcodes.ACC_PRIVATE, RELEASE, "()V", null, null));
		fail(super.visitMethod(Opcodes.ACC_PRIVATE, FAIL, "(Ljava/lang/Throwable;)V", null, null));
		super.visitEnd();
	}

	/**
	 * Write a method that calls the released one and closes the connection if that fails.
	 */
	private static void guard(MethodVisitor method, String name) {
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
		code.load(0).constant(GuardPatch.FAILED).load(1).callOwn(TELL, TELL_TYPE);
		// if (plugged) error(ErrorReason.PROTOCOL);
		code.own("plugged", "Z");
		method.visitJumpInsn(Opcodes.IFEQ, closed);
		code.load(0);
		method.visitFieldInsn(Opcodes.GETSTATIC, REASON, "PROTOCOL", 'L' + REASON + ';');
		code.callOwn("error", "(L" + REASON + ";)V");
		method.visitLabel(closed);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.insn(Opcodes.RETURN);
		method.visitMaxs(3, 2);
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

	/**
	 * Lets a frame go once it was processed.
	 */
	private static final class Input extends MethodVisitor {

		Input(MethodVisitor method) {
			super(Opcodes.ASM9, method);
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			if (FUNCTION.equals(owner)) {
				new Code(this.mv, ENGINE).load(0).callStatic(PROCESS, PROCESS_TYPE);
			}
			else {
				super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
			}
		}

		@Override
		public void visitMaxs(int maxStack, int maxLocals) {
			super.visitMaxs(maxStack + 1, maxLocals);
		}

	}

	/**
	 * Gives the decoder an allocator of its own, keeps the handshake timer, and tells of
	 * a peer with another mechanism.
	 */
	private static final class Handshake extends MethodVisitor {

		Handshake(MethodVisitor method) {
			super(Opcodes.ASM9, method);
		}

		@Override
		public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
			Code code = new Code(this.mv, ENGINE);
			if (opcode == Opcodes.GETFIELD && "hasHandshakeTimer".equals(name)) {
				code.insn(Opcodes.POP).insn(Opcodes.ICONST_0);
				return;
			}
			super.visitFieldInsn(opcode, owner, name, descriptor);
			if (opcode == Opcodes.GETFIELD && "allocator".equals(name)) {
				code.load(0).insn(Opcodes.SWAP).callOwn(GUARDED, GUARDED_TYPE);
			}
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			if ("isMechanism".equals(name)) {
				new Code(this.mv, ENGINE).load(0).callStatic(FITS, FITS_TYPE);
			}
			else {
				super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
			}
		}

		@Override
		public void visitMaxs(int maxStack, int maxLocals) {
			super.visitMaxs(maxStack + 1, maxLocals);
		}

	}

	/**
	 * Tells that the handshake is complete, in front of each return.
	 */
	private static final class TellReady extends MethodVisitor {

		private final int returning;

		TellReady(MethodVisitor method, int returning) {
			super(Opcodes.ASM9, method);
			this.returning = returning;
		}

		@Override
		public void visitInsn(int opcode) {
			if (opcode == this.returning) {
				new Code(this.mv, ENGINE).load(0).callOwn(READY, "()V");
			}
			super.visitInsn(opcode);
		}

		@Override
		public void visitMaxs(int maxStack, int maxLocals) {
			super.visitMaxs(maxStack + 2, maxLocals);
		}

	}

	/**
	 * Puts the peer's metadata first, so that what the transport and ZAP say replaces it.
	 */
	private static final class OrderMetadata extends MethodVisitor {

		private boolean created;

		OrderMetadata(MethodVisitor method) {
			super(Opcodes.ASM9, method);
		}

		@Override
		public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
			super.visitFieldInsn(opcode, owner, "zmtpProperties".equals(name) ? "zapProperties" : name, descriptor);
			if (opcode == Opcodes.PUTFIELD && "metadata".equals(name) && !this.created) {
				this.created = true;
				Code code = new Code(this.mv, ENGINE);
				for (String own : new String[] { "User-Id", "Peer-Address" }) {
					peerMetadata(code).constant(own).call(METADATA, "remove", "(Ljava/lang/String;)V");
				}
				code.own("metadata", 'L' + METADATA + ';');
				peerMetadata(code).call(METADATA, "set", "(L" + METADATA + ";)V");
			}
		}

		private static Code peerMetadata(Code code) {
			return code.own("mechanism", 'L' + MECHANISM + ';')
				.field(MECHANISM, "zmtpProperties", 'L' + METADATA + ';');
		}

	}

}
