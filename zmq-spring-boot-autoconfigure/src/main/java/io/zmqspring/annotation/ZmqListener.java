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

package io.zmqspring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Has a method handle the messages of an endpoint. <pre class="code">
 * &#064;ZmqListener("orders")
 * Receipt place(@Payload @Valid Order order) { ... }
 *
 * &#064;ZmqListener(endpoint = "prices", topics = { "EUR", "USD" })
 * void price(Price price, @Header(ZmqHeaders.TOPIC) String topic) { ... }
 * </pre>
 * <p>
 * Parameters: the payload as {@code byte[]}, {@code String}, {@link java.nio.ByteBuffer},
 * or any type that a codec decodes; all payload frames as
 * {@link io.zmqspring.endpoint.ZmqMessage}, {@code List<byte[]>} or JeroMQ's
 * {@code ZMsg}; {@link org.springframework.messaging.Message} of any of these;
 * {@link org.springframework.messaging.handler.annotation.Header @Header} and
 * {@link org.springframework.messaging.handler.annotation.Headers @Headers}, see
 * {@code ZmqHeaders}.
 * {@link org.springframework.messaging.handler.annotation.Payload @Payload} is only
 * needed to make a payload optional, and may be combined with {@code @Valid}. At most one
 * parameter receives the payload, besides a {@code Message}.
 * <p>
 * The return value is the reply on rep and router endpoints; elsewhere
 * {@link org.springframework.messaging.handler.annotation.SendTo @SendTo} names the
 * endpoint that gets it. It may be a {@link java.util.concurrent.CompletionStage} or a
 * Reactor {@code Mono}; an {@code @Async} method returns nothing or a
 * {@code CompletionStage}. On a rep endpoint a method that returns nothing or
 * {@code null} sends an empty reply, on a router endpoint none; a method that throws
 * sends none unless its error handler does.
 * <p>
 * Placeholders {@code ${...}} and expressions {@code #{...}} are resolved in all
 * attributes.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(ZmqListeners.class)
public @interface ZmqListener {

	/**
	 * Return the name of the endpoint, as {@link #endpoint()}.
	 * @return the name
	 */
	@AliasFor("endpoint")
	String value() default "";

	/**
	 * Return the name of the endpoint to listen to.
	 * @return the name
	 */
	@AliasFor("value")
	String endpoint() default "";

	/**
	 * Return the topic prefixes that the method takes, on sub and xsub endpoints, which
	 * subscribe to them. Of several listeners the one with the longest matching prefix
	 * gets a message. An expression may return an array or a collection.
	 * @return the topics; none: all that no other listener takes, and a sub endpoint
	 * without {@code topics} of its own then subscribes to all. An xsub endpoint never
	 * does so by itself: it subscribes to topics that are named, here or in its
	 * properties, and to those that the application sends
	 */
	String[] topics() default {};

	/**
	 * Return the id of the listener in the registry.
	 * @return the id; empty: the names of bean and method with a dot between them
	 */
	String id() default "";

	/**
	 * Return how many messages are handled at once at most.
	 * @return a number, 1 or more; empty: 16 on rep and router endpoints, 1 on all
	 * others, where it keeps the order
	 */
	String concurrency() default "";

	/**
	 * Return whether the listener starts with the application.
	 * @return {@code true} or {@code false}; empty: true
	 */
	String autoStartup() default "";

	/**
	 * Return which threads handle the messages, by the name of a
	 * {@link io.zmqspring.listener.Dispatch} in any case.
	 * @return {@code workers}, {@code poller} or {@code virtual}; empty: workers
	 */
	String dispatch() default "";

	/**
	 * Return the error handler.
	 * @return the name of a bean of type {@link io.zmqspring.listener.ZmqErrorHandler},
	 * or an expression that returns one; empty: the one for all listeners
	 */
	String errorHandler() default "";

	/**
	 * Return the codec for the payloads and the replies.
	 * @return the name of the codec; empty: that of the endpoint
	 */
	String codec() default "";

}
