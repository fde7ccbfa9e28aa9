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
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zmq.ZError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IoThreadPatch}: loads the classes as released and the changed ones,
 * each in a class loader of its own. The test's thread is their I/O thread.
 */
@Timeout(60)
class IoThreadPatchTests {

	private IoThread released;

	private IoThread patched;

	@BeforeEach
	void load() throws Exception {
		this.released = new IoThread(false);
		this.patched = new IoThread(true);
	}

	@AfterEach
	void close() throws Exception {
		this.released.close();
		this.patched.close();
	}

	@Test
	void whenNoTimerIsDueThenTimersAreNotLookedAt() throws Exception {
		for (IoThread thread : List.of(this.released, this.patched)) {
			thread.addTimer(60_000, 1);
			assertThat(thread.executeTimers()).isBetween(50_000L, 60_000L);
			thread.forgetTimers();
		}
		assertThat(this.patched.executeTimers()).isBetween(50_000L, 60_000L);
		assertThat(this.released.failsToExecuteTimers()).isTrue();
	}

	@Test
	void whenTimerIsAddedThenTimersAreLookedAt() throws Exception {
		this.patched.addTimer(60_000, 1);
		assertThat(this.patched.executeTimers()).isBetween(50_000L, 60_000L);
		this.patched.addTimer(20_000, 2);
		assertThat(this.patched.executeTimers()).isBetween(10_000L, 20_000L);
		this.patched.addTimer(0, 3);
		this.patched.executeTimers();
		assertThat(this.patched.fired).containsExactly(3);
	}

	@Test
	void whenTimerThatFiresAddsAnotherOneThenThatIsNotOverlooked() throws Exception {
		this.patched.addTimer(60_000, 1);
		this.patched.onTimer = (id) -> {
			if (id == 2) {
				this.patched.addTimer(20_000, 3);
			}
		};
		this.patched.addTimer(0, 2);
		this.patched.executeTimers();
		assertThat(this.patched.fired).containsExactly(2);
		assertThat(this.patched.executeTimers()).isBetween(10_000L, 20_000L);
	}

	/**
	 * JeroMQ takes a timer for cancelled that is added while an equal one is still there.
	 */
	@Test
	void whenTimerIsCancelledAndAddedAgainThenItFires() throws Exception {
		for (IoThread thread : List.of(this.released, this.patched)) {
			thread.addTimer(60_000, 1);
			thread.executeTimers();
			thread.cancelTimer(1);
			thread.executeTimers();
			thread.addTimer(0, 1);
			thread.executeTimers();
			assertThat(thread.fired).containsExactly(1);
		}
	}

	@Test
	void whenTimerThatFiresCancelsAnotherOneThenThatCanBeAddedAgain() throws Exception {
		for (IoThread thread : List.of(this.released, this.patched)) {
			thread.addTimer(60_000, 1);
			thread.onTimer = (id) -> {
				if (id == 2) {
					thread.cancelTimer(1);
				}
			};
			thread.addTimer(0, 2);
			thread.executeTimers();
			thread.executeTimers();
			thread.addTimer(0, 1);
			thread.executeTimers();
			assertThat(thread.fired).containsExactly(2, 1);
		}
	}

	@Test
	void whenThereIsNoTimerThenThereIsNothingToWaitFor() throws Exception {
		assertThat(this.patched.executeTimers()).isZero();
		this.patched.addTimer(10_000, 1);
		this.patched.cancelTimer(1);
		assertThat(this.patched.executeTimers()).isEqualTo(this.released.executeTimers()).isZero();
	}

	@Test
	void whenTimersComeAndGoThenAllFireButThoseThatWereCancelled() throws Exception {
		assertThat(fired(this.patched)).isEqualTo(fired(this.released))
			.hasSize(90)
			.noneMatch((id) -> id % 10 == 3)
			.doesNotHaveDuplicates();
	}

	private static List<Integer> fired(IoThread thread) throws Exception {
		Random random = new Random(7);
		for (int id = 0; id < 100; id++) {
			thread.addTimer(random.nextInt(200), id);
			if (id % 10 == 3) {
				thread.cancelTimer(id);
			}
			thread.executeTimers();
		}
		thread.addTimer(250, 1000);
		thread.stepUntil(() -> thread.fired.contains(1000));
		return thread.fired.stream().filter((id) -> id < 1000).sorted().toList();
	}

	@Test
	void whenInterestInRegisteredChannelChangesThenItIsSetAtOnceAndNothingIsWalkedThrough() throws Exception {
		for (IoThread thread : List.of(this.released, this.patched)) {
			Object handle = thread.register(thread.pipe);
			assertThat(thread.interest()).isEqualTo(SelectionKey.OP_READ);
			thread.call("resetPollIn", handle);
		}
		assertThat(this.patched.interest()).isZero();
		assertThat(this.patched.mustWalk()).isFalse();
		assertThat(this.released.interest()).isEqualTo(SelectionKey.OP_READ);
		assertThat(this.released.mustWalk()).isTrue();
	}

	@Test
	void whenChannelIsNotRegisteredThenItWillBe() throws Exception {
		Object handle = this.patched.addHandle(this.patched.pipe.source());
		this.patched.call("setPollIn", handle);
		assertThat(this.patched.mustWalk()).isTrue();
	}

	@Test
	void whenHandleHasGoneThenChangesOfOthersLeaveThatToBeNoticed() throws Exception {
		Object handle = this.patched.register(this.patched.pipe);
		Object gone = this.patched.register(this.patched.other);
		this.patched.call("removeHandle", gone);
		this.patched.call("resetPollIn", handle);
		assertThat(this.patched.mustWalk()).isTrue();
	}

	/**
	 * A connection is handed from the connecter's handle to the engine's.
	 */
	@Test
	void whenChannelIsRegisteredForAnotherHandleThenItIsLeftToTheWalk() throws Exception {
		this.patched.register(this.patched.pipe);
		Object second = this.patched.addHandle(this.patched.pipe.source());
		this.patched.call("setPollIn", second);
		this.patched.call("resetPollIn", second);
		assertThat(this.patched.interest()).isEqualTo(SelectionKey.OP_READ);
		assertThat(this.patched.mustWalk()).isTrue();
	}

	@Test
	void whenRegistrationIsNoLongerValidThenItIsLeftToTheWalk() throws Exception {
		Object handle = this.patched.register(this.patched.pipe);
		this.patched.key().cancel();
		this.patched.call("resetPollIn", handle);
		assertThat(this.patched.mustWalk()).isTrue();
	}

	@Test
	void whenSelectorIsBuiltAnewThenChannelWillBeRegisteredWithIt() throws Exception {
		Object handle = this.patched.register(this.patched.pipe);
		this.patched.call("rebuildSelector");
		this.patched.call("resetPollIn", handle);
		assertThat(this.patched.mustWalk()).isTrue();
		this.patched.register();
		assertThat(this.patched.interest()).isZero();
	}

	@Test
	void whenInterestIsTakenBackAndGivenAgainThenEventsStopAndGoOn() throws Exception {
		for (IoThread thread : List.of(this.released, this.patched)) {
			Object handle = thread.addHandle(thread.pipe.source());
			thread.call("setPollIn", handle);
			thread.pipe.sink().write(ByteBuffer.allocate(1));
			thread.onInput = () -> {
				thread.call("resetPollIn", handle);
				thread.addTimer(20, thread.inputs);
			};
			thread.onTimer = (id) -> {
				assertThat(thread.inputs).isEqualTo(id);
				thread.call("setPollIn", handle);
			};
			thread.stepUntil(() -> thread.inputs == 3);
			assertThat(thread.fired).containsExactly(1, 2);
		}
	}

	/**
	 * A {@code zmq.poll.Poller} whose thread is the test's.
	 */
	private static final class IoThread {

		private final List<Integer> fired = new ArrayList<>();

		private final Pipe pipe = Pipe.open();

		private final Pipe other = Pipe.open();

		private final Pipe step = Pipe.open();

		private final Loader loader;

		private final Object sink;

		private IntConsumer onTimer = (id) -> {
		};

		private Runnable onInput = () -> {
		};

		private final Object poller;

		private int inputs;

		private BooleanSupplier end = () -> false;

		IoThread(boolean patch) throws Exception {
			this.loader = new Loader(patch);
			Class<?> events = this.loader.loadClass("zmq.poll.IPollEvents");
			Class<?> type = this.loader.loadClass("zmq.Ctx");
			Object context = type.getConstructor().newInstance();
			Class<?> factory = this.loader.loadClass("zmq.util.function.BiFunction");
			type.getMethod("setThreadFactory", factory)
				.invoke(context, Proxy.newProxyInstance(this.loader, new Class<?>[] { factory },
						(proxy, method, arguments) -> Thread.currentThread()));
			this.sink = Proxy.newProxyInstance(this.loader, new Class<?>[] { events },
					(proxy, method, arguments) -> react(method.getName(), arguments));
			this.poller = this.loader.loadClass("zmq.poll.Poller")
				.getConstructor(type, String.class)
				.newInstance(context, "test");
		}

		private Object react(String event, Object[] arguments) {
			switch (event) {
				case "hashCode" -> {
					return 1;
				}
				case "equals" -> {
					return arguments[0] == this.sink;
				}
				case "timerEvent" -> {
					this.fired.add((Integer) arguments[0]);
					this.onTimer.accept((Integer) arguments[0]);
				}
				case "inEvent" -> {
					this.inputs++;
					this.onInput.run();
				}
				default -> throw new IllegalStateException(event);
			}
			if (this.end.getAsBoolean()) {
				call("stop");
			}
			return null;
		}

		void addTimer(long millis, int id) {
			call("addTimer", millis, this.sink, id);
		}

		void cancelTimer(int id) {
			call("cancelTimer", this.sink, id);
		}

		long executeTimers() {
			return (Long) call("executeTimers");
		}

		boolean failsToExecuteTimers() {
			try {
				executeTimers();
				return false;
			}
			catch (IllegalStateException ex) {
				return ex.getCause() instanceof NullPointerException;
			}
		}

		void forgetTimers() throws ReflectiveOperationException {
			field("timers").set(this.poller, null);
		}

		Object addHandle(SelectableChannel channel) throws IOException {
			channel.configureBlocking(false);
			return call("addHandle", channel, this.sink);
		}

		boolean mustWalk() throws ReflectiveOperationException {
			return field("retired").getBoolean(this.poller);
		}

		int interest() throws ReflectiveOperationException {
			return key().interestOps();
		}

		SelectionKey key() throws ReflectiveOperationException {
			return this.pipe.source().keyFor((Selector) field("selector").get(this.poller));
		}

		/**
		 * Have the poller wait for input of a pipe, and run until it has registered that.
		 * @return the handle of the pipe
		 */
		Object register(Pipe waitedFor) throws Exception {
			Object handle = addHandle(waitedFor.source());
			call("setPollIn", handle);
			register();
			return handle;
		}

		/**
		 * Have the poller run until it has an event, before which it registers what is
		 * not registered yet. The second time its handle equals the first one, which it
		 * keeps.
		 */
		void register() throws Exception {
			Object handle = addHandle(this.step.source());
			call("setPollIn", handle);
			this.step.sink().write(ByteBuffer.allocate(1));
			this.onInput = () -> call("stop");
			run();
			this.step.source().read(ByteBuffer.allocate(1));
		}

		void stepUntil(BooleanSupplier condition) throws ReflectiveOperationException {
			this.end = condition;
			run();
		}

		private void run() throws ReflectiveOperationException {
			((AtomicBoolean) field("stopping").get(this.poller)).set(false);
			call("run");
		}

		private Field field(String name) throws ReflectiveOperationException {
			for (Class<?> type = this.poller.getClass(); type != null; type = type.getSuperclass()) {
				for (Field field : type.getDeclaredFields()) {
					if (field.getName().equals(name)) {
						field.setAccessible(true);
						return field;
					}
				}
			}
			throw new NoSuchFieldException(name);
		}

		Object call(String name, Object... arguments) {
			for (Class<?> type = this.poller.getClass(); type != null; type = type.getSuperclass()) {
				for (Method method : type.getDeclaredMethods()) {
					if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
						return invoke(method, arguments);
					}
				}
			}
			throw new IllegalArgumentException(name);
		}

		private Object invoke(Method method, Object... arguments) {
			try {
				method.setAccessible(true);
				return method.invoke(this.poller, arguments);
			}
			catch (InvocationTargetException ex) {
				throw new IllegalStateException(ex.getCause());
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}

		void close() throws Exception {
			((Selector) field("selector").get(this.poller)).close();
			for (Pipe open : List.of(this.pipe, this.other, this.step)) {
				open.source().close();
				open.sink().close();
			}
			this.loader.close();
		}

	}

	/**
	 * Loads JeroMQ again, with or without the patch.
	 */
	private static final class Loader extends URLClassLoader {

		private final boolean patch;

		Loader(boolean patch) {
			super(new URL[] { ZError.class.getProtectionDomain().getCodeSource().getLocation() },
					IoThreadPatchTests.class.getClassLoader());
			this.patch = patch;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith("zmq.")) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : findClass(name);
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			if (!this.patch || !name.startsWith("zmq.poll.Poller")) {
				return super.findClass(name);
			}
			try (InputStream resource = findResource(name.replace('.', '/') + ".class").openStream()) {
				byte[] changed = JeroMqPatch.IO_THREAD.changed(name, resource.readAllBytes());
				return defineClass(name, changed, 0, changed.length);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
