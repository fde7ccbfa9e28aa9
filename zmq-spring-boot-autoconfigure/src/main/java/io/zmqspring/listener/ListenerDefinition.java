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

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The immutable definition of a listener for {@link ZmqListenerRegistry#register}. For
 * example: <pre class="code">
 * registry.register(ListenerDefinition.of("jobs", (message) -> work(message.payload())).withConcurrency(4));
 * </pre>
 *
 * @param endpoint the name of the endpoint to listen to
 * @param listener handles the messages
 * @param id the id of the listener, or null to name it after its endpoint
 * @param topics the topic prefixes that it takes, for sub and xsub endpoints; none: all
 * that no other listener of the endpoint takes
 * @param concurrency how many messages it handles at once at most, or null for the
 * default: 16 on rep and router endpoints, 1 on all others, where it keeps the order
 * @param autoStartup whether it starts with the registry
 * @param dispatch which threads handle its messages
 * @param errorHandler handles what fails, or null for the error handler of the registry
 * @param codec the name of the codec for its payloads, or null for that of the endpoint
 * @param sendTo the name of the endpoint that gets the return values, or null; not for
 * rep and router endpoints, which reply
 */
public record ListenerDefinition(String endpoint, MessageListener listener, @Nullable String id, List<String> topics,
		@Nullable Integer concurrency, boolean autoStartup, Dispatch dispatch, @Nullable ZmqErrorHandler errorHandler,
		@Nullable String codec, @Nullable String sendTo) {

	public ListenerDefinition {
		Assert.hasText(endpoint, "A listener needs the name of an endpoint");
		Assert.isTrue(concurrency == null || concurrency > 0, "The concurrency of a listener must be 1 or more");
		topics = List.copyOf(topics);
	}

	/**
	 * Create a definition with the defaults for all but the endpoint and the listener.
	 * @param endpoint the name of the endpoint to listen to
	 * @param listener handles the messages
	 * @return the definition
	 */
	public static ListenerDefinition of(String endpoint, MessageListener listener) {
		return new ListenerDefinition(endpoint, listener, null, List.of(), null, true, Dispatch.WORKERS, null, null,
				null);
	}

	/**
	 * Return this definition with an id.
	 * @param id the id of the listener, unique in its registry
	 * @return the changed definition
	 */
	public ListenerDefinition withId(@Nullable String id) {
		return new ListenerDefinition(this.endpoint, this.listener, id, this.topics, this.concurrency, this.autoStartup,
				this.dispatch, this.errorHandler, this.codec, this.sendTo);
	}

	/**
	 * Return this definition with other topics.
	 * @param topics the topic prefixes that the listener takes
	 * @return the changed definition
	 */
	public ListenerDefinition withTopics(String... topics) {
		return withTopics(List.of(topics));
	}

	/**
	 * Return this definition with other topics.
	 * @param topics the topic prefixes that the listener takes
	 * @return the changed definition
	 */
	public ListenerDefinition withTopics(List<String> topics) {
		return new ListenerDefinition(this.endpoint, this.listener, this.id, topics, this.concurrency, this.autoStartup,
				this.dispatch, this.errorHandler, this.codec, this.sendTo);
	}

	/**
	 * Return this definition with another concurrency.
	 * @param concurrency how many messages are handled at once at most, 1 or more, or
	 * null for the default
	 * @return the changed definition
	 */
	public ListenerDefinition withConcurrency(@Nullable Integer concurrency) {
		return new ListenerDefinition(this.endpoint, this.listener, this.id, this.topics, concurrency, this.autoStartup,
				this.dispatch, this.errorHandler, this.codec, this.sendTo);
	}

	/**
	 * Return this definition with another automatic start.
	 * @param autoStartup whether the listener starts with the registry
	 * @return the changed definition
	 */
	public ListenerDefinition withAutoStartup(boolean autoStartup) {
		return new ListenerDefinition(this.endpoint, this.listener, this.id, this.topics, this.concurrency, autoStartup,
				this.dispatch, this.errorHandler, this.codec, this.sendTo);
	}

	/**
	 * Return this definition with other threads.
	 * @param dispatch which threads handle the messages
	 * @return the changed definition
	 */
	public ListenerDefinition withDispatch(Dispatch dispatch) {
		return new ListenerDefinition(this.endpoint, this.listener, this.id, this.topics, this.concurrency,
				this.autoStartup, dispatch, this.errorHandler, this.codec, this.sendTo);
	}

	/**
	 * Return this definition with an error handler of its own.
	 * @param errorHandler handles what fails, or null for the error handler of the
	 * registry
	 * @return the changed definition
	 */
	public ListenerDefinition withErrorHandler(@Nullable ZmqErrorHandler errorHandler) {
		return new ListenerDefinition(this.endpoint, this.listener, this.id, this.topics, this.concurrency,
				this.autoStartup, this.dispatch, errorHandler, this.codec, this.sendTo);
	}

	/**
	 * Return this definition with a codec of its own.
	 * @param codec the name of the codec, or null for that of the endpoint
	 * @return the changed definition
	 */
	public ListenerDefinition withCodec(@Nullable String codec) {
		return new ListenerDefinition(this.endpoint, this.listener, this.id, this.topics, this.concurrency,
				this.autoStartup, this.dispatch, this.errorHandler, codec, this.sendTo);
	}

	/**
	 * Return this definition with a destination for the return values.
	 * @param sendTo the name of the endpoint that gets them, or null for none
	 * @return the changed definition
	 */
	public ListenerDefinition withSendTo(@Nullable String sendTo) {
		return new ListenerDefinition(this.endpoint, this.listener, this.id, this.topics, this.concurrency,
				this.autoStartup, this.dispatch, this.errorHandler, this.codec, sendTo);
	}

}
