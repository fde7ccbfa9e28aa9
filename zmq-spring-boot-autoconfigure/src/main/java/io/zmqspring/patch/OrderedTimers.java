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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import zmq.poll.IPollEvents;
import zmq.util.Clock;

import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Fixes the timers of JeroMQ 0.6.0. {@code zmq.poll.PollerBase} keeps them without an
 * order and sorts all of them in each step. It computes how long to wait before the
 * timers that fire add others, so slower timers delay heartbeats. It keeps a canceled
 * timer until it would have been due, and an equal timer that is added meanwhile is lost,
 * so a peer's heartbeat TTL is ignored.
 * <p>
 * The patched {@code zmq.util.MultiMap} is ordered by its keys. The patched poller looks
 * at the first timer only, again after each one that fires, and removes a canceled timer
 * at once.
 */
final class OrderedTimers {

	private static final String MULTI_MAP_SHA256 = "fc3bb3cafb8220692d0b23876650b763e2c3fa5d961a818387c56f84001ab2a2";

	private static final String POLLER_BASE_SHA256 = "c5da670809e33e062588bfac44468bb9dac0d38f9ad07396e665a73cb627129c";

	private static final String MULTI_MAP = "zmq/util/MultiMap";

	private static final String FIRST = "first";

	private static final String ENTRY = "java/util/Map$Entry";

	private static final String FIRST_TYPE = "()L" + ENTRY + ';';

	private static final String SIZE = "size";

	private OrderedTimers() {
	}

	/**
	 * Return the changes in the order in which the classes must be defined.
	 */
	static List<ClassPatch> changes() {
		return List.of(new ClassPatch(Clock.class, "MultiMap", MULTI_MAP_SHA256, OrderedMap::new),
				new ClassPatch(IPollEvents.class, "PollerBase", POLLER_BASE_SHA256, FirstTimers::new));
	}

	/**
	 * Orders the map by its keys, and adds methods that return its first entry and its
	 * size.
	 */
	private static final class OrderedMap extends ClassVisitor {

		private static final String MAP = "java/util/Map";

		private static final String TREE_MAP = "java/util/TreeMap";

		private static final String DATA = "data";

		OrderedMap(ClassVisitor next) {
			super(Opcodes.ASM9, next);
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
			return "<init>".equals(name) ? new BeforeReturn(method, OrderedMap::orderByKeys) : method;
		}

		@Override
		public void visitEnd() {
			first(super.visitMethod(Opcodes.ACC_PUBLIC, FIRST, FIRST_TYPE, null, null));
			size(super.visitMethod(Opcodes.ACC_PUBLIC, SIZE, "()I", null, null));
			super.visitEnd();
		}

		private static void orderByKeys(MethodVisitor method) {
			Code code = new Code(method, MULTI_MAP);
			// data = new TreeMap();
			code.load(0).type(Opcodes.NEW, TREE_MAP).insn(Opcodes.DUP);
			method.visitMethodInsn(Opcodes.INVOKESPECIAL, TREE_MAP, "<init>", "()V", false);
			code.put(DATA, 'L' + MAP + ';');
		}

		private static void first(MethodVisitor method) {
			method.visitCode();
			// return ((TreeMap) data).firstEntry();
			new Code(method, MULTI_MAP).own(DATA, 'L' + MAP + ';')
				.type(Opcodes.CHECKCAST, TREE_MAP)
				.call(TREE_MAP, "firstEntry", FIRST_TYPE)
				.insn(Opcodes.ARETURN);
			method.visitMaxs(1, 1);
			method.visitEnd();
		}

		private static void size(MethodVisitor method) {
			method.visitCode();
			// return inverse.size();
			new Code(method, MULTI_MAP).own("inverse", 'L' + MAP + ';')
				.callInterface(MAP, "size", "()I")
				.insn(Opcodes.IRETURN);
			method.visitMaxs(1, 1);
			method.visitEnd();
		}

	}

	/**
	 * Replaces the method that executes the timers, and has canceled ones removed.
	 */
	private static final class FirstTimers extends ClassVisitor {

		private static final String POLLER = "zmq/poll/PollerBase";

		private static final String TIMER = "zmq/poll/PollerBase$TimerInfo";

		private static final String SINK = "zmq/poll/IPollEvents";

		FirstTimers(ClassVisitor next) {
			super(Opcodes.ASM9, next);
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
			if ("executeTimers".equals(name)) {
				execute(method);
				return null;
			}
			return "cancelTimer".equals(name) ? new BeforeReturn(method, FirstTimers::cancel) : method;
		}

		private static void cancel(MethodVisitor method) {
			// timers.remove(copy);
			remove(new Code(method, POLLER), 3);
		}

		private static Code remove(Code code, int timer) {
			return timers(code).load(timer).call(MULTI_MAP, "remove", "(Ljava/lang/Object;)Z").insn(Opcodes.POP);
		}

		private static Code timers(Code code) {
			return code.own("timers", 'L' + MULTI_MAP + ';');
		}

		private static void execute(MethodVisitor method) {
			Label next = new Label();
			Label found = new Label();
			Label due = new Label();
			Label fire = new Label();
			Code code = new Code(method, POLLER);
			method.visitCode();
			// int left = timers.size();
			timers(code).call(MULTI_MAP, SIZE, "()I").variable(Opcodes.ISTORE, 1);
			// Map.Entry first = timers.first(); if (first == null) return 0;
			method.visitLabel(next);
			method.visitFrame(Opcodes.F_APPEND, 1, new Object[] { Opcodes.INTEGER }, 0, null);
			timers(code).call(MULTI_MAP, FIRST, FIRST_TYPE).variable(Opcodes.ASTORE, 2).load(2);
			method.visitJumpInsn(Opcodes.IFNONNULL, found);
			code.insn(Opcodes.LCONST_0).insn(Opcodes.LRETURN);
			// long wait = (Long) first.getKey() - clock(); if (wait > 0) return wait;
			method.visitLabel(found);
			method.visitFrame(Opcodes.F_APPEND, 1, new Object[] { ENTRY }, 0, null);
			code.load(2)
				.callInterface(ENTRY, "getKey", "()Ljava/lang/Object;")
				.type(Opcodes.CHECKCAST, "java/lang/Long")
				.call("java/lang/Long", "longValue", "()J")
				.load(0)
				.call(POLLER, "clock", "()J")
				.insn(Opcodes.LSUB)
				.variable(Opcodes.LSTORE, 3)
				.variable(Opcodes.LLOAD, 3)
				.insn(Opcodes.LCONST_0)
				.insn(Opcodes.LCMP);
			method.visitJumpInsn(Opcodes.IFLE, due);
			code.variable(Opcodes.LLOAD, 3).insn(Opcodes.LRETURN);
			// if (left-- == 0) return 1;
			method.visitLabel(due);
			method.visitFrame(Opcodes.F_APPEND, 1, new Object[] { Opcodes.LONG }, 0, null);
			code.variable(Opcodes.ILOAD, 1);
			method.visitIincInsn(1, -1);
			method.visitJumpInsn(Opcodes.IFNE, fire);
			code.insn(Opcodes.LCONST_1).insn(Opcodes.LRETURN);
			// TimerInfo timer = (TimerInfo) ((List) first.getValue()).get(0);
			method.visitLabel(fire);
			method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
			code.load(2)
				.callInterface(ENTRY, "getValue", "()Ljava/lang/Object;")
				.type(Opcodes.CHECKCAST, "java/util/List")
				.insn(Opcodes.ICONST_0)
				.callInterface("java/util/List", "get", "(I)Ljava/lang/Object;")
				.type(Opcodes.CHECKCAST, TIMER)
				.variable(Opcodes.ASTORE, 5);
			// timers.remove(timer); timer.sink.timerEvent(timer.id);
			remove(code, 5).load(5);
			method.visitMethodInsn(Opcodes.INVOKESTATIC, TIMER, "access$200", "(L" + TIMER + ";)L" + SINK + ';', false);
			code.load(5);
			method.visitMethodInsn(Opcodes.INVOKESTATIC, TIMER, "access$100", "(L" + TIMER + ";)I", false);
			code.callInterface(SINK, "timerEvent", "(I)V");
			method.visitJumpInsn(Opcodes.GOTO, next);
			method.visitMaxs(4, 6);
			method.visitEnd();
		}

	}

	/**
	 * Adds instructions to the end of a method that returns nothing.
	 */
	private static final class BeforeReturn extends MethodVisitor {

		private final Consumer<MethodVisitor> instructions;

		BeforeReturn(MethodVisitor method, Consumer<MethodVisitor> instructions) {
			super(Opcodes.ASM9, method);
			this.instructions = instructions;
		}

		@Override
		public void visitInsn(int opcode) {
			if (opcode == Opcodes.RETURN) {
				this.instructions.accept(this.mv);
			}
			super.visitInsn(opcode);
		}

	}

}
