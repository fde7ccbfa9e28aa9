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

package io.zmqspring.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.zmqspring.benchmarks.run.Result;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The directory of the result files, one for each benchmark, and one for the pieces.
 */
public final class ResultFiles {

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private static final String PIECES = "pieces";

	private final Path directory;

	/**
	 * Use a directory.
	 * @param directory the directory, which is made when it is needed
	 */
	public ResultFiles(Path directory) {
		this.directory = directory;
	}

	/**
	 * Write a result over an older one of the same benchmark, unless only this one has
	 * fewer rounds that count than were asked for.
	 * @param result the result
	 * @return whether it was written
	 * @throws IOException if it cannot be written
	 */
	public boolean write(Result result) throws IOException {
		if (!result.complete() && read(result.benchmark()).filter(Result::complete).isPresent()) {
			return false;
		}
		write(result.benchmark(), result);
		return true;
	}

	/**
	 * Read the result of a benchmark.
	 * @param benchmark the benchmark's name
	 * @return the result, empty if it has none yet
	 * @throws IOException if it cannot be read
	 */
	public Optional<Result> read(String benchmark) throws IOException {
		return read(benchmark, Result.class);
	}

	/**
	 * Write what JMH said of the pieces.
	 * @param result the result
	 * @throws IOException if it cannot be written
	 */
	public void write(PiecesResult result) throws IOException {
		write(PIECES, result);
	}

	/**
	 * Read what JMH said of the pieces.
	 * @return the result, empty if there is none yet
	 * @throws IOException if it cannot be read
	 */
	public Optional<PiecesResult> readPieces() throws IOException {
		return read(PIECES, PiecesResult.class);
	}

	private void write(String name, Object content) throws IOException {
		Files.createDirectories(this.directory);
		Files.writeString(file(name), MAPPER.writeValueAsString(content) + "\n");
	}

	private <T> Optional<T> read(String name, Class<T> type) throws IOException {
		Path file = file(name);
		return Files.exists(file) ? Optional.of(MAPPER.readValue(Files.readString(file), type)) : Optional.empty();
	}

	private Path file(String benchmark) {
		return this.directory.resolve(benchmark + ".json");
	}

}
