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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.endpoint.FrameConverter;
import io.zmqspring.endpoint.ZmqMessage;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class PayloadConverterTests {

	private static final Type BYTES_LIST = new ParameterizedTypeReference<List<byte[]>>() {
	}.getType();

	private static final Type TEXT_LIST = new ParameterizedTypeReference<List<String>>() {
	}.getType();

	private static final JacksonCodec JSON = new JacksonCodec(JacksonCodec.JSON, new JsonMapper());

	private final PayloadConverter converter = new PayloadConverter(List.of(new BytesCodec(), new TextCodec(), JSON),
			List.of(new LinesConverter()));

	private final PayloadConverter simple = new PayloadConverter(List.of(new BytesCodec(), new TextCodec()), List.of());

	@Test
	void whenPayloadIsEncodedThenItsTypeChoosesTheCodec() {
		byte[] bytes = { 1, 2 };
		assertThat(this.converter.toFrames("e", null, bytes, null).build().frame(0)).isSameAs(bytes);
		assertThat(this.converter.toFrames("e", null, ByteBuffer.wrap(bytes), null).build())
			.isEqualTo(ZmqMessage.of(bytes));
		assertThat(this.converter.toFrames("e", null, "text", null).build()).isEqualTo(ZmqMessage.ofText("text"));
		assertThat(this.converter.toFrames("e", null, new Point(1, 2), null).build())
			.isEqualTo(ZmqMessage.ofText("{\"x\":1,\"y\":2}"));
	}

	@Test
	void whenPayloadIsDecodedThenItsTypeChoosesTheCodec() {
		ZmqMessage text = ZmqMessage.ofText("{\"x\":1,\"y\":2}");
		assertThat(this.converter.fromFrames("e", null, text, byte[].class)).isSameAs(text.frame(0));
		assertThat(this.converter.fromFrames("e", null, text, ByteBuffer.class))
			.isEqualTo(ByteBuffer.wrap(text.frame(0)));
		assertThat(this.converter.fromFrames("e", null, text, String.class)).isEqualTo("{\"x\":1,\"y\":2}");
		assertThat(this.converter.fromFrames("e", null, text, Point.class)).isEqualTo(new Point(1, 2));
	}

	@Test
	void whenCodecIsChosenThenItIsUsedForTextToo() {
		assertThat(this.converter.toFrames("e", "json", "text", null).build()).isEqualTo(ZmqMessage.ofText("\"text\""));
		assertThat(this.converter.fromFrames("e", "json", ZmqMessage.ofText("\"text\""), String.class))
			.isEqualTo("text");
	}

	@Test
	void whenCodecIsChosenThenBytesAreStillBytes() {
		byte[] bytes = { 1, 2 };
		assertThat(this.converter.toFrames("e", "json", bytes, null).build().frame(0)).isSameAs(bytes);
		assertThat(this.converter.fromFrames("e", "json", ZmqMessage.of(bytes), byte[].class)).isSameAs(bytes);
	}

	@Test
	void whenTypeIsGenericThenTheCodecSeesIt() {
		assertThat(this.converter.fromFrames("e", null, ZmqMessage.ofText("[\"a\"]"), TEXT_LIST))
			.isEqualTo(List.of("a"));
	}

	@Test
	void whenPayloadIsNullThenItIsAnEmptyFrame() {
		assertThat(this.converter.toFrames("e", "json", null, null).build()).isEqualTo(ZmqMessage.ofText(""));
	}

	@Test
	void whenNothingIsWantedThenFramesAreNotLookedAt() {
		ZmqMessage frames = ZmqMessage.ofText("not", "json");
		assertThat(this.converter.fromFrames("e", "json", frames, void.class)).isNull();
		assertThat(this.converter.fromFrames("e", "json", frames, Void.class)).isNull();
	}

	@Test
	void whenPayloadIsAMessageThenItStaysAsItIs() {
		ZmqMessage frames = ZmqMessage.ofText("a", "b");
		assertThat(this.converter.toFrames("e", "json", frames, null).build()).isEqualTo(frames);
		assertThat(this.converter.fromFrames("e", "json", frames, ZmqMessage.class)).isSameAs(frames);
	}

	@Test
	void whenPayloadIsAListOfBytesThenEachIsAFrame() {
		List<byte[]> frames = List.of(new byte[] { 1 }, new byte[0]);
		assertThat(this.converter.toFrames("e", "json", frames, null).build()).isEqualTo(ZmqMessage.of(frames));
		Object back = this.converter.fromFrames("e", "json", ZmqMessage.of(frames), BYTES_LIST);
		assertThat(back).isInstanceOf(ArrayList.class)
			.asInstanceOf(InstanceOfAssertFactories.list(byte[].class))
			.containsExactlyElementsOf(frames);
	}

	@Test
	void whenListHasOtherElementsThenItIsAnObject() {
		assertThat(this.converter.toFrames("e", null, List.of("a", "b"), null).build())
			.isEqualTo(ZmqMessage.ofText("[\"a\",\"b\"]"));
		assertThat(this.converter.toFrames("e", null, List.of(), null).build()).isEqualTo(ZmqMessage.ofText("[]"));
		assertThat(this.converter.toFrames("e", null, List.of(new byte[] { 1 }, "b"), null).build())
			.isEqualTo(ZmqMessage.ofText("[\"AQ==\",\"b\"]"));
	}

	@Test
	void whenThereIsAFrameConverterThenItComesBeforeTheCodecs() {
		assertThat(this.converter.toFrames("e", "json", new Lines("a\nb"), null).build())
			.isEqualTo(ZmqMessage.ofText("a", "b"));
		assertThat(this.converter.fromFrames("e", "json", ZmqMessage.ofText("a", "b"), Lines.class))
			.isEqualTo(new Lines("a\nb"));
	}

	@Test
	void whenThereAreNotOneButManyFramesThenItIsAnError() {
		for (ZmqMessage frames : List.of(ZmqMessage.of(), ZmqMessage.ofText("1", "2"))) {
			assertThatExceptionOfType(ZmqConversionException.class)
				.isThrownBy(() -> this.converter.fromFrames("orders", null, frames, Point.class))
				.withMessageContaining("'orders'")
				.withMessageContaining(Point.class.getName())
				.withMessageContaining("there are " + frames.size());
		}
	}

	@Test
	void whenBytesCannotBeDecodedThenEndpointCodecTypeAndBytesAreTold() {
		assertThatExceptionOfType(ZmqConversionException.class)
			.isThrownBy(() -> this.converter.fromFrames("orders", null, ZmqMessage.ofText("oops"), Point.class))
			.withMessageContaining("'orders'")
			.withMessageContaining("the codec json")
			.withMessageContaining(Point.class.getName())
			.withMessageContaining("['oops']")
			.withMessageNotContaining("Source")
			.withMessageNotContaining("\n")
			.withCauseInstanceOf(tools.jackson.core.JacksonException.class);
		assertThatExceptionOfType(ZmqConversionException.class)
			.isThrownBy(() -> this.converter.fromFrames("orders", null, ZmqMessage.of(new byte[] { -1 }), String.class))
			.withMessageContaining("the codec text")
			.withMessageEndingWith(": not UTF-8");
	}

	@Test
	void whenObjectCannotBeEncodedThenEndpointCodecAndTypeAreTold() {
		PayloadConverter broken = new PayloadConverter(List.of(new BrokenCodec("broken")), List.of());
		assertThatExceptionOfType(ZmqConversionException.class)
			.isThrownBy(() -> broken.toFrames("orders", null, new Point(1, 2), null).build())
			.withMessageContaining("'orders'")
			.withMessageContaining("the codec broken")
			.withMessageContaining(Point.class.getName())
			.withMessageContaining("it is broken")
			.withCauseInstanceOf(java.io.IOException.class);
	}

	@Test
	void whenNoCodecSupportsTheTypeThenTheCodecsAreListed() {
		assertThatExceptionOfType(ZmqCodecException.class)
			.isThrownBy(() -> this.simple.toFrames("orders", null, new Point(1, 2), null).build())
			.withMessageContaining("'orders'")
			.withMessageContaining(Point.class.getName())
			.withMessageContaining("bytes, text")
			.satisfies((ex) -> assertThat(ex.getKnown()).containsExactly("bytes", "text"));
		assertThatExceptionOfType(ZmqCodecException.class)
			.isThrownBy(() -> this.simple.fromFrames("orders", null, ZmqMessage.ofText("a"), Point.class));
	}

	@Test
	void whenThereIsNoCodecOfTheNameThenTheCodecsAreListed() {
		assertThatExceptionOfType(ZmqCodecException.class)
			.isThrownBy(() -> this.simple.toFrames("orders", "jsn", "text", null).build())
			.withMessageContaining("'jsn'")
			.withMessageContaining("bytes, text");
		assertThatExceptionOfType(ZmqCodecException.class).isThrownBy(() -> this.simple.requireCodec("orders", "json"));
		assertThatNoException().isThrownBy(() -> this.simple.requireCodec("orders", null));
		assertThatNoException().isThrownBy(() -> this.simple.requireCodec("orders", "text"));
	}

	@Test
	void whenTypeIsRequiredThenItIsCheckedBeforeAnyMessage() {
		for (Type type : List.of(byte[].class, ByteBuffer.class, String.class, ZmqMessage.class, BYTES_LIST)) {
			assertThatNoException().isThrownBy(() -> this.simple.requireType("orders", null, type));
		}
		assertThatNoException().isThrownBy(() -> this.converter.requireType("orders", null, Lines.class));
		for (Type type : List.of(Point.class, TEXT_LIST, List.class)) {
			assertThatExceptionOfType(ZmqCodecException.class)
				.isThrownBy(() -> this.simple.requireType("orders", null, type));
		}
		assertThatExceptionOfType(ZmqCodecException.class)
			.isThrownBy(() -> this.simple.requireType("orders", "json", String.class));
	}

	@Test
	void whenTwoCodecsHaveOneNameThenTheLaterReplacesTheEarlierInItsPlace() {
		PayloadConverter replaced = new PayloadConverter(
				List.of(new BytesCodec(), new TextCodec(), JSON, new BrokenCodec("text")), List.of());
		assertThatExceptionOfType(ZmqConversionException.class)
			.isThrownBy(() -> replaced.toFrames("orders", null, new Point(1, 2), null).build())
			.withMessageContaining("the codec text");
	}

	@Test
	void whenTheCodecForBytesIsReplacedThenItIsUsed() {
		PayloadConverter replaced = new PayloadConverter(List.of(new BrokenCodec(BytesCodec.NAME)), List.of());
		assertThatExceptionOfType(ZmqConversionException.class)
			.isThrownBy(() -> replaced.toFrames("orders", null, new byte[1], null).build())
			.withMessageContaining("it is broken");
	}

	@Test
	void whenThereAreNoCodecsThenBytesAreConvertedAllTheSame() {
		PayloadConverter none = new PayloadConverter(List.of(), List.of());
		byte[] bytes = { 1 };
		assertThat(none.toFrames("orders", null, bytes, null).build().frame(0)).isSameAs(bytes);
		assertThat(none.fromFrames("orders", null, ZmqMessage.of(bytes), byte[].class)).isSameAs(bytes);
	}

	@Test
	void whenTypeWasConvertedBeforeThenNoCodecIsAskedAgain() {
		AtomicInteger asked = new AtomicInteger();
		ZmqCodec counting = new BrokenCodec("counting") {

			@Override
			public boolean supports(Type type) {
				asked.incrementAndGet();
				return false;
			}

		};
		PayloadConverter counted = new PayloadConverter(List.of(counting, new TextCodec(), JSON), List.of());
		for (int i = 0; i < 10; i++) {
			counted.toFrames("orders", null, "text", null);
			counted.fromFrames("orders", null, ZmqMessage.ofText("text"), String.class);
			counted.fromFrames("orders", null, ZmqMessage.ofText("[]"), TEXT_LIST);
		}
		assertThat(asked).hasValue(2);
	}

	@Test
	void whenTypeIsDeclaredThenTheCodecLearnsIt() {
		List<Type> types = new ArrayList<>();
		ZmqCodec noting = new BrokenCodec("noting") {

			@Override
			public byte[] encode(Object payload, Type type) {
				types.add(type);
				return new byte[0];
			}

		};
		PayloadConverter converter = new PayloadConverter(List.of(noting), List.of());
		converter.toFrames("orders", null, new ArrayList<>(), TEXT_LIST);
		converter.toFrames("orders", null, new ArrayList<>(), null);
		converter.toFrames("orders", "noting", "text", CharSequence.class);
		assertThat(types).containsExactly(TEXT_LIST, ArrayList.class, CharSequence.class);
	}

	@Test
	void whenCollectionsChangeThenTheConverterDoesNot() {
		Collection<ZmqCodec> codecs = new ArrayList<>(List.of(new TextCodec()));
		Collection<FrameConverter> frameConverters = new ArrayList<>(List.of(new LinesConverter()));
		PayloadConverter copied = new PayloadConverter(codecs, frameConverters);
		codecs.clear();
		frameConverters.clear();
		assertThat(copied.toFrames("orders", null, "text", null).build()).isEqualTo(ZmqMessage.ofText("text"));
		assertThat(copied.toFrames("orders", null, new Lines("a\nb"), null).build())
			.isEqualTo(ZmqMessage.ofText("a", "b"));
	}

	record Point(int x, int y) {

	}

	record Lines(String text) {

	}

	private static final class LinesConverter implements FrameConverter {

		@Override
		public boolean supports(Class<?> type) {
			return type == Lines.class;
		}

		@Override
		public Object fromMessage(ZmqMessage message) {
			return new Lines(String.join("\n",
					message.frames().stream().map((frame) -> new String(frame, StandardCharsets.UTF_8)).toList()));
		}

		@Override
		public ZmqMessage toMessage(Object frames) {
			return ZmqMessage.ofText(((Lines) frames).text().split("\n"));
		}

	}

	private static class BrokenCodec implements ZmqCodec {

		private final String name;

		BrokenCodec(String name) {
			this.name = name;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public boolean supports(Type type) {
			return true;
		}

		@Override
		public byte[] encode(Object payload, Type type) throws Exception {
			throw new java.io.IOException("it is broken");
		}

		@Override
		public Object decode(byte[] bytes, Type type) throws Exception {
			throw new java.io.IOException("it is broken");
		}

	}

}
