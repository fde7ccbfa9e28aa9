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

import java.util.List;

import zmq.io.Metadata;
import zmq.io.coder.IEncoder;

/**
 * Bounds what a peer can do to JeroMQ 0.6.0.
 * <p>
 * A socket whose {@code MsgAllocator} is also a {@link java.util.function.Function} has a
 * guard for each connection: the function gets the connection's channel and returns the
 * guard when the peer has sent its greeting. The guard is the allocator of the
 * connection, and implements three more interfaces:
 * <ul>
 * <li>{@link java.util.function.LongPredicate}: whether a frame of an announced size may
 * be allocated</li>
 * <li>{@link java.util.function.IntBinaryOperator}: given the size of a received frame
 * and whether more of the message follows (1 or 0), returns 0 to refuse it. Its size may
 * also be {@link #TAKE_BACK} or {@link #COMMAND}</li>
 * <li>{@link java.util.function.BiConsumer}: receives {@link #READY} with the peer's
 * {@code Metadata} or null, {@link #OTHER_MECHANISM} with the greeting, a
 * {@link java.nio.ByteBuffer}, {@link #FAILED} with the exception, and {@link #CLOSED}
 * </li>
 * </ul>
 * All are called on the I/O thread. A refusal or an exception closes the connection.
 * These are interfaces of the JDK because JeroMQ's class loader need not see the
 * starter's classes.
 * <p>
 * Without a guard too, the handshake timer covers the whole handshake, an exception
 * closes its connection, a frame that was handed over is not kept, and a peer cannot set
 * the metadata that ZAP and the transport set.
 */
public final class GuardPatch {

	/**
	 * The peer's handshake is complete.
	 */
	public static final String READY = "ready";

	/**
	 * The peer uses another security mechanism.
	 */
	public static final String OTHER_MECHANISM = "other-mechanism";

	/**
	 * An exception ended the connection.
	 */
	public static final String FAILED = "failed";

	/**
	 * The connection is closed.
	 */
	public static final String CLOSED = "closed";

	/**
	 * Takes the last frame back, which will be passed again.
	 */
	public static final int TAKE_BACK = -1;

	/**
	 * A command was processed, which is not part of a message.
	 */
	public static final int COMMAND = -2;

	static final String OBJECT = "Ljava/lang/Object;";

	static final String FACTORY = "java/util/function/Function";

	static final String SIZE = "java/util/function/LongPredicate";

	static final String FRAME = "java/util/function/IntBinaryOperator";

	static final String EVENT = "java/util/function/BiConsumer";

	private static final String DECODER_SHA256 = "78988035302ca6e8e60a1ae12259a9a2927acd72474c8bd7938a82452a7c1c6c";

	private static final String SESSION_SHA256 = "d03ab9bbb1230139b584dfd8f58efa6ef989d7a31c4428d769bc9cdb72290a30";

	private static final String ENGINE_SHA256 = "d3f809819bccdce24da31a25f6d56bb2e1c961a8d388c095fc01f02dfa95b934";

	private GuardPatch() {
	}

	static List<ClassPatch> changes() {
		return List.of(new ClassPatch(IEncoder.class, "Decoder", DECODER_SHA256, DecoderPatch::new),
				new ClassPatch(Metadata.class, "SessionBase", SESSION_SHA256, SessionPatch::new),
				new ClassPatch(Metadata.class, "StreamEngine", ENGINE_SHA256, EnginePatch::new));
	}

}
