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

package io.zmqspring.listener;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AsyncResult}.
 */
class AsyncResultTests {

	@Test
	void whenResultIsStageThenItIsReturned() {
		CompletionStage<String> stage = CompletableFuture.completedFuture("x");
		assertThat(AsyncResult.stage(stage)).isSameAs(stage);
	}

	@Test
	void whenResultIsMonoThenItIsSubscribedTo() throws Exception {
		CompletionStage<?> stage = AsyncResult.stage(Mono.just("x"));
		assertThat(stage).isNotNull();
		assertThat(stage.toCompletableFuture().get()).isEqualTo("x");
	}

	@Test
	void whenMonoIsEmptyThenItsValueIsNull() throws Exception {
		CompletionStage<?> stage = AsyncResult.stage(Mono.empty());
		assertThat(stage).isNotNull();
		assertThat(stage.toCompletableFuture().get()).isNull();
	}

	@Test
	void whenResultIsValueThenThereIsNoStage() {
		assertThat(AsyncResult.stage("x")).isNull();
		assertThat(AsyncResult.stage(null)).isNull();
	}

	@Test
	void whenTypeIsAsynchronousThenThatIsSaid() {
		assertThat(AsyncResult.isAsync(CompletableFuture.class)).isTrue();
		assertThat(AsyncResult.isAsync(CompletionStage.class)).isTrue();
		assertThat(AsyncResult.isAsync(Mono.class)).isTrue();
		assertThat(AsyncResult.isAsync(String.class)).isFalse();
	}

	@Test
	void whenErrorIsWrappedThenCauseIsReturned() {
		Exception cause = new IllegalStateException();
		assertThat(AsyncResult.cause(new CompletionException(cause))).isSameAs(cause);
		assertThat(AsyncResult.cause(new ExecutionException(cause))).isSameAs(cause);
		assertThat(AsyncResult.cause(cause)).isSameAs(cause);
		assertThat(AsyncResult.cause(null)).isNull();
	}

	@Test
	void whenReactorIsMissingThenValuesAreValues() throws Exception {
		try (OwnClasses classes = new OwnClasses()) {
			Class<?> isolated = Class.forName(AsyncResult.class.getName(), true, classes);
			assertThat(isolated).isNotSameAs(AsyncResult.class);
			var stage = isolated.getDeclaredMethod("stage", Object.class);
			stage.setAccessible(true);
			assertThat(stage.invoke(null, "x")).isNull();
			assertThat(stage.invoke(null, CompletableFuture.completedFuture("x"))).isNotNull();
		}
	}

	/**
	 * Loads the class again, without Reactor.
	 */
	private static final class OwnClasses extends FilteredClassLoader {

		OwnClasses() {
			super("reactor");
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith(AsyncResult.class.getName())) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			if (loaded != null) {
				return loaded;
			}
			try (var in = AsyncResult.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] content = in.readAllBytes();
				return defineClass(name, content, 0, content.length);
			}
			catch (java.io.IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
