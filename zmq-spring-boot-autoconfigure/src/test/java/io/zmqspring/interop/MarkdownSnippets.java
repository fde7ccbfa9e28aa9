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

package io.zmqspring.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The code in a page of the documentation.
 */
public final class MarkdownSnippets {

	private static final Pattern BLOCK = Pattern
		.compile("(?:<!-- snippet: (\\S+) -->\n)?```(\\w+)\n(.*?)```\n(?:```text\n(.*?)```\n)?", Pattern.DOTALL);

	private final List<Snippet> snippets = new ArrayList<>();

	private MarkdownSnippets(String page) {
		Matcher block = BLOCK.matcher(page);
		while (block.find()) {
			Stream<String> output = (block.group(4) != null) ? block.group(4).lines() : Stream.empty();
			this.snippets.add(new Snippet(block.group(1), block.group(2), block.group(3), output.toList()));
		}
	}

	/**
	 * Read a page.
	 * @param path its path from the root of the project
	 * @return its code
	 */
	public static MarkdownSnippets of(String path) {
		try {
			return new MarkdownSnippets(Files.readString(Path.of("..").resolve(path)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the blocks of a language in their order.
	 * @param language the language
	 * @return the blocks
	 */
	public List<Snippet> in(String language) {
		return this.snippets.stream().filter((snippet) -> snippet.language().equals(language)).toList();
	}

	/**
	 * Return the blocks that have a name.
	 * @return the blocks by name
	 */
	public Map<String, Snippet> named() {
		Map<String, Snippet> named = new LinkedHashMap<>();
		this.snippets.stream()
			.filter((snippet) -> snippet.name() != null)
			.forEach((snippet) -> named.put(snippet.name(), snippet));
		return named;
	}

	/**
	 * A block of code.
	 *
	 * @param name the name in the comment before it, or null
	 * @param language its language
	 * @param code its text
	 * @param output the lines in the block of text right behind it
	 */
	public record Snippet(String name, String language, String code, List<String> output) {

	}

}
