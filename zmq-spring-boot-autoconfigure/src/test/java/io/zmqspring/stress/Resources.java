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

package io.zmqspring.stress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * What this virtual machine holds.
 */
public final class Resources {

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	private static final long MEGABYTE = 1024 * 1024;

	private Resources() {
	}

	/**
	 * Count the open sockets and pipes. Files and jars come and go as classes are loaded.
	 * @return how many there are
	 */
	public static long descriptors() {
		Assumptions.assumeTrue(Files.isDirectory(DESCRIPTORS), "There is no " + DESCRIPTORS);
		try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
			return descriptors.filter(Resources::isChannel).count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isChannel(Path descriptor) {
		try {
			String target = Files.readSymbolicLink(descriptor).toString();
			return target.startsWith("socket:") || target.startsWith("pipe:") || target.startsWith("anon_inode:");
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Return the size of the heap that is in use after a collection.
	 * @return its size in megabytes
	 */
	public static long heap() {
		long used = Long.MAX_VALUE;
		for (int i = 0; i < 3; i++) {
			System.gc();
			used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}
		return used / MEGABYTE;
	}

	/**
	 * Return the size of the direct buffers, also of those that nobody uses any more but
	 * that a collection has not found yet.
	 * @return their size in megabytes
	 */
	public static long direct() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum() / MEGABYTE;
	}

	/**
	 * Count the threads that the starter and JeroMQ have begun.
	 * @return how many there are
	 */
	public static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.isAlive() && thread.getName().startsWith("zmq-"))
			.count();
	}

}
