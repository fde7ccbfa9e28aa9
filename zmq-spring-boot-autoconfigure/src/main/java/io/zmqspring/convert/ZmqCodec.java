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

import org.jspecify.annotations.Nullable;

/**
 * Turns payload objects into the bytes of one frame and back. Beans of this type are
 * known under their {@link #name()}, and replace a built-in codec of the same name.
 * Implementations are used from many threads at once.
 */
public interface ZmqCodec {

	/**
	 * Return the name by which endpoints and listeners choose the codec.
	 * @return the name, for example {@code json}
	 */
	String name();

	/**
	 * Return whether the codec can encode and decode a type. Without an explicit choice
	 * the first codec that supports the type is used.
	 * @param type the type
	 * @return whether it can
	 */
	boolean supports(Type type);

	/**
	 * Encode a payload.
	 * @param payload the payload
	 * @param type the declared type of the payload, which may say more than its class,
	 * for example {@code List<Animal>}: the return type of a listener method, or the type
	 * that was given to the template. Without either it is the class of the payload
	 * @return the content of one frame
	 * @throws Exception if it cannot be encoded
	 */
	byte[] encode(Object payload, Type type) throws Exception;

	/**
	 * Decode a payload. No bytes may mean null, which is sent as an empty frame and never
	 * reaches {@link #encode}.
	 * @param bytes the content of one frame
	 * @param type the type that is wanted
	 * @return the payload, or null if that is what the bytes say
	 * @throws Exception if it cannot be decoded
	 */
	@Nullable Object decode(byte[] bytes, Type type) throws Exception;

}
