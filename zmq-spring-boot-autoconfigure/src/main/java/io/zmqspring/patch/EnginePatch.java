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
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Changes {@code zmq.io.StreamEngine}: has a guard for each connection, ends the
 * handshake timer when the handshake is complete, closes the connection after an
 * exception, releases received frames, and gives ZAP's metadata precedence over the
 * peer's.
 *
 * @see GuardPatch
 */
final class EnginePatch extends ClassVisitor {

	private static final String MECHANISM = "zmq/io/mechanism/Mechanism";

	EnginePatch(ClassVisitor next) {
		super(Opcodes.ASM9, next);
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
			String[] exceptions) {
		return switch (name) {
			case "inEvent", "outEvent", "restartInput", "zapMsgAvailable" -> {
				EngineMethods.guard(super.visitMethod(access, name, descriptor, signature, exceptions), name);
				yield new Input(super.visitMethod(Opcodes.ACC_PRIVATE, name + EngineMethods.RELEASED, descriptor,
						signature, exceptions));
			}
			case EngineMethods.UNPLUG -> super.visitMethod(access, EngineMethods.UNPLUG + EngineMethods.RELEASED,
					descriptor, signature, exceptions);
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
		EngineMethods.addTo(this.cv);
		super.visitEnd();
	}

	/**
	 * Releases a frame after it was processed.
	 */
	private static final class Input extends MethodVisitor {

		Input(MethodVisitor method) {
			super(Opcodes.ASM9, method);
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			if (EngineMethods.FUNCTION.equals(owner)) {
				new Code(this.mv, EngineMethods.ENGINE).load(0)
					.callStatic(EngineMethods.PROCESS, EngineMethods.PROCESS_TYPE);
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
			Code code = new Code(this.mv, EngineMethods.ENGINE);
			if (opcode == Opcodes.GETFIELD && "hasHandshakeTimer".equals(name)) {
				code.insn(Opcodes.POP).insn(Opcodes.ICONST_0);
				return;
			}
			super.visitFieldInsn(opcode, owner, name, descriptor);
			if (opcode == Opcodes.GETFIELD && "allocator".equals(name)) {
				code.load(0).insn(Opcodes.SWAP).callOwn(EngineMethods.GUARDED, EngineMethods.GUARDED_TYPE);
			}
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			if ("isMechanism".equals(name)) {
				new Code(this.mv, EngineMethods.ENGINE).load(0).callStatic(EngineMethods.FITS, EngineMethods.FITS_TYPE);
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
				new Code(this.mv, EngineMethods.ENGINE).load(0).callOwn(EngineMethods.READY, "()V");
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
				Code code = new Code(this.mv, EngineMethods.ENGINE);
				for (String own : new String[] { "User-Id", "Peer-Address" }) {
					peerMetadata(code).constant(own).call(EngineMethods.METADATA, "remove", "(Ljava/lang/String;)V");
				}
				code.own("metadata", 'L' + EngineMethods.METADATA + ';');
				peerMetadata(code).call(EngineMethods.METADATA, "set", "(L" + EngineMethods.METADATA + ";)V");
			}
		}

		private static Code peerMetadata(Code code) {
			return code.own("mechanism", 'L' + MECHANISM + ';')
				.field(MECHANISM, "zmtpProperties", 'L' + EngineMethods.METADATA + ';');
		}

	}

}
