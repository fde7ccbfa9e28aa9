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

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import zmq.ZError;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignalerPatch}.
 */
class SignalerPatchTests {

	private static final String COUNT = "AtomicLong.incrementAndGet";

	private static final String WRITE = "Signaler.maksInterrupt";

	@Test
	void whenClassIsAsReleasedThenItWritesBeforeItCounts() throws IOException {
		List<String> send = calls(original()).get("send()V");
		assertThat(send.indexOf(WRITE)).isNotNegative().isLessThan(send.indexOf(COUNT));
	}

	@Test
	void whenClassIsPatchedThenItCountsBeforeItWrites() throws IOException {
		List<String> send = calls(JeroMqPatch.SIGNALER.changed("zmq.Signaler", original())).get("send()V");
		assertThat(send).containsOnlyOnce(COUNT);
		assertThat(send.indexOf(COUNT)).isNotNegative().isLessThan(send.indexOf(WRITE));
	}

	@Test
	void whenClassIsPatchedThenAllElseIsUntouched() throws IOException {
		Map<String, List<String>> before = calls(original());
		Map<String, List<String>> after = calls(JeroMqPatch.SIGNALER.changed("zmq.Signaler", original()));
		before.remove("send()V");
		after.remove("send()V");
		assertThat(after).isEqualTo(before).containsKey("recv()V");
	}

	private static byte[] original() throws IOException {
		try (InputStream resource = ZError.class.getResourceAsStream("Signaler.class")) {
			return resource.readAllBytes();
		}
	}

	/**
	 * Return the calls that each method makes, in their order.
	 */
	private static Map<String, List<String>> calls(byte[] bytes) {
		Map<String, List<String>> calls = new LinkedHashMap<>();
		new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9) {

			@Override
			public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
					String[] exceptions) {
				List<String> called = new ArrayList<>();
				calls.put(name + descriptor, called);
				return new MethodVisitor(Opcodes.ASM9) {

					@Override
					public void visitMethodInsn(int opcode, String owner, String name, String descriptor,
							boolean isInterface) {
						called.add(owner.substring(owner.lastIndexOf('/') + 1) + '.' + name);
					}

				};
			}

		}, 0);
		return calls;
	}

}
