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
import java.net.URL;
import java.net.URLClassLoader;

import org.jspecify.annotations.Nullable;
import zmq.ZError;

/**
 * Loads JeroMQ again, as released or with one patch.
 */
final class JeroMqLoader extends URLClassLoader {

	private final @Nullable JeroMqPatch patch;

	JeroMqLoader(@Nullable JeroMqPatch patch) {
		super(new URL[] { ZError.class.getProtectionDomain().getCodeSource().getLocation() },
				JeroMqLoader.class.getClassLoader());
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
		if (this.patch == null) {
			return super.findClass(name);
		}
		try (InputStream resource = findResource(name.replace('.', '/') + ".class").openStream()) {
			byte[] changed = this.patch.changed(name, resource.readAllBytes());
			return defineClass(name, changed, 0, changed.length);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
