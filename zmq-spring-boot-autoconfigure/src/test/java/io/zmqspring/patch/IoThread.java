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
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * A {@code zmq.poll.Poller} whose thread is the test's, as released or patched. It is its
 * own sink of timers.
 */
final class IoThread {

	private final List<Integer> fired = new ArrayList<>();

	private final Pipe pipe = Pipe.open();

	private final Pipe other = Pipe.open();

	private final Pipe step = Pipe.open();

	private final JeroMqLoader loader;

	private final Object sink;

	private final Object poller;

	private IntConsumer onTimer = (id) -> {
	};

	private Runnable onInput = () -> {
	};

	private int inputs;

	private BooleanSupplier end = () -> false;

	IoThread(boolean patch) throws Exception {
		this.loader = new JeroMqLoader(patch ? JeroMqPatch.IO_THREAD : null);
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

	/**
	 * Return the ids of the timers that have fired.
	 */
	List<Integer> fired() {
		return this.fired;
	}

	void onTimer(IntConsumer action) {
		this.onTimer = action;
	}

	/**
	 * Return the pipe whose interest {@link #interest()} returns.
	 */
	Pipe pipe() {
		return this.pipe;
	}

	Pipe other() {
		return this.other;
	}

	int inputs() {
		return this.inputs;
	}

	void onInput(Runnable action) {
		this.onInput = action;
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

	boolean hasTimers() {
		return !(Boolean) call("isEmpty");
	}

	/**
	 * Have an attempt to look at all timers fail.
	 */
	void refuseToListTimers() throws ReflectiveOperationException {
		Object timers = field(this.poller, "timers").get(this.poller);
		Field inverse = field(timers, "inverse");
		inverse.set(timers, new Unlisted((Map<?, ?>) inverse.get(timers)));
	}

	Object addHandle(SelectableChannel channel) throws IOException {
		channel.configureBlocking(false);
		return call("addHandle", channel, this.sink);
	}

	boolean mustWalk() throws ReflectiveOperationException {
		return field(this.poller, "retired").getBoolean(this.poller);
	}

	int interest() throws ReflectiveOperationException {
		return key().interestOps();
	}

	SelectionKey key() throws ReflectiveOperationException {
		return this.pipe.source().keyFor((Selector) field(this.poller, "selector").get(this.poller));
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
	 * Have the poller run until it has an event, before which it registers what is not
	 * registered yet. The second time its handle equals the first one, which it keeps.
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
		((AtomicBoolean) field(this.poller, "stopping").get(this.poller)).set(false);
		call("run");
	}

	private static Field field(Object owner, String name) throws ReflectiveOperationException {
		for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
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
		((Selector) field(this.poller, "selector").get(this.poller)).close();
		for (Pipe open : List.of(this.pipe, this.other, this.step)) {
			open.source().close();
			open.sink().close();
		}
		this.loader.close();
	}

	/**
	 * A map whose entries cannot be listed.
	 */
	private static final class Unlisted extends HashMap<Object, Object> {

		Unlisted(Map<?, ?> content) {
			super(content);
		}

		@Override
		public Set<Map.Entry<Object, Object>> entrySet() {
			throw new IllegalStateException("All are looked at");
		}

	}

}
