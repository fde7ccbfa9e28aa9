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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JacksonCodecTests {

	private static final Price PRICE = new Price("EUR", 3, new byte[] { 1, 2 });

	private static final JacksonCodec JSON = new JacksonCodec(JacksonCodec.JSON, new JsonMapper());

	private static final JacksonCodec CBOR = new JacksonCodec(JacksonCodec.CBOR, new CBORMapper());

	static Stream<JacksonCodec> codecs() {
		return Stream.of(JSON, CBOR);
	}

	@Test
	void whenNamedThenItHasThatName() {
		assertThat(codecs()).extracting(JacksonCodec::name).containsExactly("json", "cbor");
	}

	@ParameterizedTest
	@MethodSource("codecs")
	void whenObjectIsEncodedThenItComesBack(JacksonCodec codec) {
		assertThat(codec.decode(codec.encode(PRICE, Object.class), Price.class)).usingRecursiveComparison()
			.isEqualTo(PRICE);
		assertThat(codec.decode(codec.encode("grün", Object.class), String.class)).isEqualTo("grün");
		assertThat(codec.decode(codec.encode(7, Object.class), int.class)).isEqualTo(7);
	}

	@ParameterizedTest
	@MethodSource("codecs")
	void whenTypeIsGenericThenItsElementsAreDecoded(JacksonCodec codec) {
		Type type = new ParameterizedTypeReference<Map<String, List<Price>>>() {
		}.getType();
		assertThat(codec.supports(type)).isTrue();
		assertThat(codec.decode(codec.encode(Map.of("a", List.of(PRICE)), Object.class), type))
			.usingRecursiveComparison()
			.isEqualTo(Map.of("a", List.of(PRICE)));
	}

	@ParameterizedTest
	@MethodSource("codecs")
	void whenDeclaredTypeIsGenericThenElementsKeepTheirTypeIds(JacksonCodec codec) {
		Type animals = new ParameterizedTypeReference<List<Animal>>() {
		}.getType();
		List<Animal> payload = List.of(new Cat("Tom", 9), new Dog("Rex"));
		assertThat(codec.decode(codec.encode(payload, animals), animals)).isEqualTo(payload);
		Type optional = new ParameterizedTypeReference<Optional<Animal>>() {
		}.getType();
		assertThat(codec.decode(codec.encode(Optional.of(new Dog("Rex")), optional), optional))
			.isEqualTo(Optional.of(new Dog("Rex")));
		Type box = new ParameterizedTypeReference<Box<Animal>>() {
		}.getType();
		assertThat(codec.decode(codec.encode(new Box<>(List.of(new Dog("Rex"))), box), box))
			.isEqualTo(new Box<>(List.of(new Dog("Rex"))));
	}

	@Test
	void whenPayloadIsOfASubclassThenNothingOfItIsLost() {
		Type box = new ParameterizedTypeReference<Container<Animal>>() {
		}.getType();
		assertThat(new String(JSON.encode(new Box<>(List.of()), box), StandardCharsets.UTF_8))
			.isEqualTo("{\"content\":[]}");
		assertThat(new String(JSON.encode(PRICE, Object.class), StandardCharsets.UTF_8)).contains("EUR");
	}

	@Test
	void whenFormatIsJsonThenAnyPeerCanReadIt() {
		assertThat(new String(JSON.encode(PRICE, Object.class), StandardCharsets.UTF_8))
			.isEqualTo("{\"currency\":\"EUR\",\"units\":3,\"data\":\"AQI=\"}");
	}

	@Test
	void whenFormatIsCborThenBytesStayBytes() {
		// RFC 8949: a text string of 3 bytes, and a byte string of 2 bytes.
		assertThat(CBOR.encode("EUR", Object.class)).containsExactly(0x63, 'E', 'U', 'R');
		assertThat(CBOR.encode(new byte[] { 1, 2 }, Object.class)).containsExactly(0x42, 1, 2);
	}

	@Test
	void whenBytesSayNullThenItIsNull() {
		assertThat(JSON.decode("null".getBytes(StandardCharsets.UTF_8), Price.class)).isNull();
		assertThat(CBOR.decode(new byte[] { (byte) 0xF6 }, Price.class)).isNull();
	}

	@ParameterizedTest
	@MethodSource("codecs")
	void whenThereAreNoBytesThenTheyReadLikeNull(JacksonCodec codec) {
		byte[] none = {};
		assertThat(codec.decode(none, Price.class)).isNull();
		assertThat(codec.decode(none, Integer.class)).isNull();
		assertThat(codec.decode(none, new ParameterizedTypeReference<List<Price>>() {
		}.getType())).isNull();
		assertThat(codec.decode(none, new ParameterizedTypeReference<Optional<Price>>() {
		}.getType())).isEqualTo(Optional.empty());
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> codec.decode(none, int.class));
	}

	@ParameterizedTest
	@MethodSource("codecs")
	void whenBytesAreOfAnotherFormatThenItIsAnError(JacksonCodec codec) {
		byte[] strange = ((codec == JSON) ? CBOR : JSON).encode(PRICE, Object.class);
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> codec.decode(strange, Price.class));
	}

	@ParameterizedTest
	@MethodSource("codecs")
	void whenBytesAreCutShortThenItIsAnError(JacksonCodec codec) {
		byte[] whole = codec.encode(PRICE, Object.class);
		for (int length : new int[] { 1, whole.length - 1 }) {
			byte[] cut = Arrays.copyOf(whole, length);
			assertThatExceptionOfType(JacksonException.class).as("%d bytes", length)
				.isThrownBy(() -> codec.decode(cut, Price.class));
		}
	}

	@ParameterizedTest
	@MethodSource("codecs")
	void whenObjectCannotBeEncodedThenItIsAnError(JacksonCodec codec) {
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> codec.encode(endless, Object.class));
	}

	@Test
	void whenTextFollowsTheObjectThenItIsAnError() {
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> JSON.decode("1 2".getBytes(StandardCharsets.UTF_8), int.class));
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes({ @JsonSubTypes.Type(value = Cat.class, name = "cat"),
			@JsonSubTypes.Type(value = Dog.class, name = "dog") })
	sealed interface Animal {

	}

	record Cat(String name, int lives) implements Animal {

	}

	record Dog(String name) implements Animal {

	}

	interface Container<T> {

	}

	record Box<T>(List<T> content) implements Container<T> {

	}

	record Price(String currency, int units, byte[] data) {

	}

}
