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

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.zmqspring.endpoint.FrameConverter;
import io.zmqspring.endpoint.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Converts payload objects to the payload frames of a message and back.
 * <p>
 * {@link ZmqMessage}, {@code List<byte[]>} and the types of the {@link FrameConverter}s
 * represent all frames; {@code byte[]} and {@code ByteBuffer} represent one. A codec
 * converts any other object to one frame: the codec chosen by name, or the first that
 * supports the type. {@code null} is one empty frame.
 * <p>
 * May be used from any thread.
 */
public final class PayloadConverter {

	private static final ResolvableType FRAME_LIST = ResolvableType.forClassWithGenerics(List.class, byte[].class);

	private static final byte[] EMPTY = {};

	private final BytesCodec bytes = new BytesCodec();

	private final Map<String, ZmqCodec> codecs = new LinkedHashMap<>();

	private final List<FrameConverter> frameConverters;

	/**
	 * One for each type that the application sends or expects. Its code bounds their
	 * number.
	 */
	private final Map<Type, Conversion> conversions = new ConcurrentHashMap<>();

	/**
	 * Create a converter.
	 * @param codecs the codecs in the order in which they are asked for a type; a later
	 * one replaces an earlier one of the same name in its place
	 * @param frameConverters the converters for other libraries' lists of frames
	 */
	public PayloadConverter(Collection<? extends ZmqCodec> codecs,
			Collection<? extends FrameConverter> frameConverters) {
		codecs.forEach((codec) -> this.codecs.put(codec.name(), codec));
		this.frameConverters = List.copyOf(frameConverters);
	}

	/**
	 * Check that there is a codec of a name.
	 * @param endpoint the name of the endpoint that asks for it
	 * @param codec the name of the codec, or null
	 * @throws ZmqCodecException if there is none
	 */
	public void requireCodec(String endpoint, @Nullable String codec) {
		if (codec != null) {
			named(endpoint, codec);
		}
	}

	/**
	 * Check that a payload type can be converted.
	 * @param endpoint the name of the endpoint
	 * @param codec the name of the codec that was chosen, or null
	 * @param type the type
	 * @throws ZmqCodecException if no codec supports it
	 */
	public void requireType(String endpoint, @Nullable String codec, Type type) {
		Conversion conversion = conversion(type);
		if (!conversion.frames() && conversion.frameConverter() == null) {
			codec(endpoint, codec, type, conversion);
		}
	}

	/**
	 * Convert an object to payload frames.
	 * @param endpoint the name of the endpoint that it is sent to, for errors
	 * @param codec the name of the codec that was chosen, or null
	 * @param payload the object
	 * @param type its declared type, or null if there is none but its class
	 * @return the payload frames, with room for what a {@link Framing} puts in front
	 * @throws ZmqConversionException if it cannot be encoded
	 * @throws ZmqCodecException if there is no codec for it
	 */
	public ZmqMessage.Builder toFrames(String endpoint, @Nullable String codec, @Nullable Object payload,
			@Nullable Type type) {
		if (payload == null) {
			return ZmqMessage.builder().append(EMPTY);
		}
		Conversion conversion = conversion(payload.getClass());
		if (conversion.frames() || conversion.frameConverter() != null || isFrameList(payload)) {
			return allFrames(payload, conversion);
		}
		return ZmqMessage.builder().append(encode(endpoint, codec, payload, type, conversion));
	}

	private static boolean isFrameList(Object payload) {
		return payload instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(byte[].class::isInstance);
	}

	private static ZmqMessage.Builder allFrames(Object payload, Conversion conversion) {
		ZmqMessage.Builder frames = ZmqMessage.builder();
		if (payload instanceof ZmqMessage message) {
			frames.append(message);
		}
		else if (conversion.frameConverter() != null) {
			frames.append(conversion.frameConverter().toMessage(payload));
		}
		else {
			((List<?>) payload).forEach((frame) -> frames.append((byte[]) frame));
		}
		return frames;
	}

	private byte[] encode(String endpoint, @Nullable String codec, Object payload, @Nullable Type type,
			Conversion conversion) {
		ZmqCodec chosen = codec(endpoint, codec, payload.getClass(), conversion);
		try {
			return chosen.encode(payload, (type != null) ? type : payload.getClass());
		}
		catch (Exception ex) {
			throw new ZmqConversionException(endpoint,
					"the codec " + chosen.name() + " cannot encode " + payload.getClass().getName() + ": " + reason(ex),
					ex);
		}
	}

	/**
	 * Convert payload frames to an object.
	 * @param endpoint the name of the endpoint that they came from, for errors
	 * @param codec the name of the codec that was chosen, or null
	 * @param payload the payload frames
	 * @param type the type that is wanted
	 * @return the object, or null if that is what the frames say
	 * @throws ZmqConversionException if the frames do not stand for such an object
	 * @throws ZmqCodecException if there is no codec for the type
	 */
	public @Nullable Object fromFrames(String endpoint, @Nullable String codec, ZmqMessage payload, Type type) {
		if (type == ZmqMessage.class) {
			return payload;
		}
		Conversion conversion = conversion(type);
		if (conversion.frames()) {
			return new ArrayList<>(payload.frames());
		}
		if (conversion.frameConverter() != null) {
			return conversion.frameConverter().fromMessage(payload);
		}
		if (type == Void.class || type == void.class) {
			return null;
		}
		ZmqCodec chosen = codec(endpoint, codec, type, conversion);
		if (payload.size() != 1) {
			throw new ZmqConversionException(endpoint,
					type.getTypeName() + " needs one payload frame, but there are " + payload.size() + ": " + payload,
					null);
		}
		try {
			return chosen.decode(payload.frame(0), type);
		}
		catch (Exception ex) {
			throw new ZmqConversionException(endpoint, "the codec " + chosen.name() + " cannot decode "
					+ type.getTypeName() + " from " + payload + ": " + reason(ex), ex);
		}
	}

	/**
	 * The first line says what is wrong; what Jackson says behind it is of no use.
	 */
	private static String reason(Exception cause) {
		return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.getClass().getName());
	}

	private Conversion conversion(Type type) {
		Conversion conversion = this.conversions.get(type);
		return (conversion != null) ? conversion : this.conversions.computeIfAbsent(type, this::createConversion);
	}

	private Conversion createConversion(Type type) {
		return new Conversion(isFrames(type), frameConverter(type), this.bytes.supports(type), codec(type));
	}

	private static boolean isFrames(Type type) {
		return type == ZmqMessage.class
				|| (type instanceof ParameterizedType && FRAME_LIST.isAssignableFrom(ResolvableType.forType(type)));
	}

	private @Nullable FrameConverter frameConverter(Type type) {
		if (type instanceof Class<?> raw) {
			for (FrameConverter converter : this.frameConverters) {
				if (converter.supports(raw)) {
					return converter;
				}
			}
		}
		return null;
	}

	private @Nullable ZmqCodec codec(Type type) {
		if (this.bytes.supports(type)) {
			return this.codecs.getOrDefault(BytesCodec.NAME, this.bytes);
		}
		for (ZmqCodec codec : this.codecs.values()) {
			if (codec.supports(type)) {
				return codec;
			}
		}
		return null;
	}

	private ZmqCodec codec(String endpoint, @Nullable String name, Type type, Conversion conversion) {
		if (name != null && !conversion.bytes()) {
			return named(endpoint, name);
		}
		if (conversion.codec() == null) {
			throw new ZmqCodecException(endpoint, "no codec supports " + type.getTypeName(), this.codecs.keySet());
		}
		return conversion.codec();
	}

	private ZmqCodec named(String endpoint, String name) {
		ZmqCodec codec = this.codecs.get(name);
		if (codec == null) {
			throw new ZmqCodecException(endpoint, "there is no codec named '" + name + "'", this.codecs.keySet());
		}
		return codec;
	}

	/**
	 * How objects of a type become frames and back.
	 *
	 * @param frames whether they are all frames as they are
	 * @param frameConverter converts all frames, or null
	 * @param bytes whether they are one frame as it is, whatever codec is chosen
	 * @param codec the codec if none is chosen by its name, or null if none supports the
	 * type
	 */
	private record Conversion(boolean frames, @Nullable FrameConverter frameConverter, boolean bytes,
			@Nullable ZmqCodec codec) {

	}

}
