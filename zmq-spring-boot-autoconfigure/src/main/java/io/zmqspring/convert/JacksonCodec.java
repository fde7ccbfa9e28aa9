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

package io.zmqspring.convert;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * JSON, or another format of Jackson 3, through the application's own mapper.
 */
public final class JacksonCodec implements ZmqCodec {

	/**
	 * The name of the codec for JSON.
	 */
	public static final String JSON = "json";

	/**
	 * The name of the codec for CBOR.
	 */
	public static final String CBOR = "cbor";

	private final String name;

	private final ObjectMapper mapper;

	/**
	 * One for each type that the application's listeners and calls name, which its code
	 * bounds.
	 */
	private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

	/**
	 * As many as there are readers at most.
	 */
	private final Map<Type, GenericWriter> writers = new ConcurrentHashMap<>();

	public JacksonCodec(String name, ObjectMapper mapper) {
		this.name = name;
		this.mapper = mapper;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public boolean supports(Type type) {
		return true;
	}

	/**
	 * Encode a payload. A declared type that is generic gives the elements their type
	 * ids. Otherwise the class of the payload decides, so that what a subclass adds is
	 * not lost.
	 */
	@Override
	public byte[] encode(Object payload, Type type) {
		if (!(type instanceof Class)) {
			GenericWriter known = this.writers.get(type);
			GenericWriter generic = (known != null) ? known : this.writers.computeIfAbsent(type, this::writer);
			if (generic.isFor(payload)) {
				return generic.writer().writeValueAsBytes(payload);
			}
		}
		return this.mapper.writeValueAsBytes(payload);
	}

	private GenericWriter writer(Type type) {
		JavaType constructed = this.mapper.constructType(type);
		return new GenericWriter(constructed, this.mapper.writerFor(constructed));
	}

	/**
	 * Decode a payload. No bytes read like the format's own null.
	 */
	@Override
	public @Nullable Object decode(byte[] bytes, Type type) {
		ObjectReader known = this.readers.get(type);
		ObjectReader reader = (known != null) ? known : this.readers.computeIfAbsent(type, this::reader);
		return (bytes.length > 0) ? reader.readValue(bytes) : reader.readValue(this.mapper.nullNode());
	}

	private ObjectReader reader(Type type) {
		return this.mapper.readerFor(this.mapper.constructType(type));
	}

	/**
	 * Writes objects of a generic type.
	 *
	 * @param type the type
	 * @param writer writes it
	 */
	private record GenericWriter(JavaType type, ObjectWriter writer) {

		/**
		 * Return whether nothing of a payload is lost if it is written as this type.
		 */
		boolean isFor(Object payload) {
			return this.type.isContainerType() || this.type.isReferenceType()
					|| this.type.hasRawClass(payload.getClass());
		}

	}

}
