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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.endpoint.ZmqException;
import io.zmqspring.socket.ZmqSockets;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.convert.ConversionService;
import org.springframework.messaging.handler.annotation.support.HeaderMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.HeadersMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.MessageMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolverComposite;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.validation.Validator;

/**
 * Makes listeners of methods. It checks that parameters and return values can be
 * converted, so that a mistake fails the start instead of the first message.
 */
public final class MethodListenerFactory {

	private final ZmqSockets sockets;

	private final PayloadConverter converter;

	private final ConversionService conversionService;

	private final @Nullable Validator validator;

	private final List<HandlerMethodArgumentResolver> customResolvers;

	private final @Nullable ConfigurableBeanFactory beanFactory;

	/**
	 * Create a factory.
	 * @param sockets the sockets to listen to
	 * @param converter converts payloads
	 * @param conversionService converts the values of headers
	 * @param validator validates payloads that ask for it, or null if there is none
	 * @param customResolvers resolve parameters before all others
	 * @param beanFactory resolves placeholders in the annotations of parameters, or null
	 */
	public MethodListenerFactory(ZmqSockets sockets, PayloadConverter converter, ConversionService conversionService,
			@Nullable Validator validator, Collection<? extends HandlerMethodArgumentResolver> customResolvers,
			@Nullable ConfigurableBeanFactory beanFactory) {
		this.sockets = sockets;
		this.converter = converter;
		this.conversionService = conversionService;
		this.validator = validator;
		this.customResolvers = List.copyOf(customResolvers);
		this.beanFactory = beanFactory;
	}

	/**
	 * Make a listener.
	 * @param endpoint the name of the endpoint to listen to
	 * @param codec the name of the codec for payloads, or null for that of the endpoint
	 * @param sendTo the name of the endpoint that gets the return values, or null
	 * @param bean the bean
	 * @param method its method, which can be invoked on the bean as it is
	 * @return the listener
	 * @throws ZmqException if the method cannot listen to the endpoint
	 */
	public MessageListener create(String endpoint, @Nullable String codec, @Nullable String sendTo, Object bean,
			Method method) {
		ZmqEndpoint target = this.sockets.get(endpoint).endpoint();
		EndpointDispatcher.requireReadable(target);
		String chosen = (codec != null) ? codec : target.codec();
		this.converter.requireCodec(endpoint, chosen);
		InvocableHandlerMethod invocable = new InvocableHandlerMethod(bean, method);
		FrameMessageConverter frames = new FrameMessageConverter(this.converter, endpoint, chosen);
		MessageMethodArgumentResolver messages = new FrameMessageArgumentResolver(frames);
		HandlerMethodArgumentResolverComposite custom = new HandlerMethodArgumentResolverComposite();
		custom.addResolvers(this.customResolvers);
		HandlerMethodArgumentResolverComposite special = new HandlerMethodArgumentResolverComposite();
		special.addResolvers(this.customResolvers);
		special.addResolver(new HeaderMethodArgumentResolver(this.conversionService, this.beanFactory));
		special.addResolver(new HeadersMethodArgumentResolver());
		ListenerSignature signature = new ListenerSignature(target, chosen, this.converter, invocable);
		signature.requirePayload(special, this.validator != null);
		signature.requireHeaders(custom, this.beanFactory);
		signature.requireReturnValue((sendTo != null) ? this.sockets.get(sendTo).endpoint() : null);
		List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>(special.getResolvers());
		resolvers.add(messages);
		resolvers.add(new FramePayloadArgumentResolver(frames, this.validator));
		HandlerMethodArgumentResolverComposite composite = new HandlerMethodArgumentResolverComposite();
		composite.addResolvers(resolvers);
		invocable.setMessageMethodArgumentResolvers(composite);
		return new MethodListener(endpoint, invocable, signature.returnType());
	}

	/**
	 * Resolves whole messages, also with an empty payload.
	 */
	private static final class FrameMessageArgumentResolver extends MessageMethodArgumentResolver {

		FrameMessageArgumentResolver(FrameMessageConverter converter) {
			super(converter);
		}

		@Override
		protected boolean isEmptyPayload(@Nullable Object payload) {
			return payload == null;
		}

	}

}
