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

import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Writes the instructions of one method of one class.
 */
final class Code {

	private final MethodVisitor method;

	private final String owner;

	/**
	 * Create a writer.
	 * @param method where the instructions go
	 * @param owner the internal name of the class that has the method
	 */
	Code(MethodVisitor method, String owner) {
		this.method = method;
		this.owner = owner;
	}

	Code load(int variable) {
		this.method.visitVarInsn(Opcodes.ALOAD, variable);
		return this;
	}

	Code variable(int opcode, int variable) {
		this.method.visitVarInsn(opcode, variable);
		return this;
	}

	Code insn(int opcode) {
		this.method.visitInsn(opcode);
		return this;
	}

	Code type(int opcode, String type) {
		this.method.visitTypeInsn(opcode, type);
		return this;
	}

	/**
	 * Read a field of the method's own object, which is variable 0.
	 */
	Code own(String field, String descriptor) {
		return load(0).field(this.owner, field, descriptor);
	}

	Code field(String type, String field, String descriptor) {
		this.method.visitFieldInsn(Opcodes.GETFIELD, type, field, descriptor);
		return this;
	}

	/**
	 * Write a field of the method's own class.
	 */
	Code put(String field, String descriptor) {
		return put(this.owner, field, descriptor);
	}

	Code put(String type, String field, String descriptor) {
		this.method.visitFieldInsn(Opcodes.PUTFIELD, type, field, descriptor);
		return this;
	}

	Code constant(Object value) {
		this.method.visitLdcInsn(value);
		return this;
	}

	Code call(String type, String name, String descriptor) {
		this.method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, type, name, descriptor, false);
		return this;
	}

	/**
	 * Call a private method of the method's own class.
	 */
	Code callOwn(String name, String descriptor) {
		this.method.visitMethodInsn(Opcodes.INVOKESPECIAL, this.owner, name, descriptor, false);
		return this;
	}

	/**
	 * Call a static method of the method's own class.
	 */
	Code callStatic(String name, String descriptor) {
		this.method.visitMethodInsn(Opcodes.INVOKESTATIC, this.owner, name, descriptor, false);
		return this;
	}

	Code callInterface(String type, String name, String descriptor) {
		this.method.visitMethodInsn(Opcodes.INVOKEINTERFACE, type, name, descriptor, true);
		return this;
	}

}
