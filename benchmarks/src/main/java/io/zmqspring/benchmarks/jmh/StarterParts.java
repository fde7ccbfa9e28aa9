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

package io.zmqspring.benchmarks.jmh;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

import io.zmqspring.convert.BytesCodec;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.JacksonCodec;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.TextCodec;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.listener.Dispatch;
import io.zmqspring.listener.ListenerDefinition;
import io.zmqspring.listener.ListenerSettings;
import io.zmqspring.listener.LoggingErrorHandler;
import io.zmqspring.listener.MessageListener;
import io.zmqspring.listener.MethodListenerFactory;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.SocketLayerSettings;
import io.zmqspring.socket.ZMsgConverter;
import io.zmqspring.socket.ZmqSockets;
import org.zeromq.ZContext;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * The parts of the starter with their defaults, put together as the auto-configuration
 * does. They share a context with raw sockets, so that both can meet over inproc.
 */
public final class StarterParts implements AutoCloseable {

	private final PayloadConverter converter = new PayloadConverter(
			List.of(new BytesCodec(), new TextCodec(), new JacksonCodec(JacksonCodec.JSON, new JsonMapper())),
			List.of(new ZMsgConverter()));

	private final ZmqSockets sockets;

	private final ZmqTemplate template;

	private final ZmqListenerRegistry registry;

	/**
	 * Start endpoints.
	 * @param context the context for their sockets
	 * @param endpoints the endpoints
	 */
	public StarterParts(ZContext context, ZmqEndpoint... endpoints) {
		this.sockets = new ZmqSockets(SocketLayerSettings.DEFAULTS, List.of(endpoints),
				Map.of(ZmqEndpoint.DEFAULT_CONTEXT, context), List.of(), List.of());
		this.template = new ZmqTemplate(this.sockets, Framing::of, this.converter, ZmqObservations.NOOP);
		this.registry = new ZmqListenerRegistry(this.sockets, Framing::of, this.converter, ListenerSettings.DEFAULTS,
				new LoggingErrorHandler(), ZmqObservations.NOOP, null);
		this.sockets.start();
		this.template.start();
		this.registry.start();
	}

	/**
	 * Return the sockets.
	 * @return the sockets
	 */
	public ZmqSockets sockets() {
		return this.sockets;
	}

	/**
	 * Return the converter of payloads.
	 * @return the converter
	 */
	public PayloadConverter converter() {
		return this.converter;
	}

	/**
	 * Return the template.
	 * @return the template
	 */
	public ZmqTemplate template() {
		return this.template;
	}

	/**
	 * Return a listener that is a method, as {@code @ZmqListener} makes one.
	 * @param endpoint the name of the endpoint
	 * @param bean the object with a method named {@code handle}
	 * @param payload the type of the method's only parameter
	 * @return the listener
	 */
	public MessageListener listener(String endpoint, Object bean, Class<?> payload) {
		Method method = ReflectionUtils.findMethod(bean.getClass(), "handle", payload);
		Assert.state(method != null, "There is no such method");
		return new MethodListenerFactory(this.sockets, this.converter, DefaultConversionService.getSharedInstance(),
				null, List.of(), null)
			.create(endpoint, null, null, bean, method);
	}

	/**
	 * Let a method listen to an endpoint.
	 * @param endpoint the name of the endpoint
	 * @param bean the object with a method named {@code handle}
	 * @param payload the type of the method's only parameter
	 * @param dispatch which threads call it
	 */
	public void listen(String endpoint, Object bean, Class<?> payload, Dispatch dispatch) {
		this.registry
			.register(ListenerDefinition.of(endpoint, listener(endpoint, bean, payload)).withDispatch(dispatch));
	}

	@Override
	public void close() {
		this.registry.stop();
		this.template.stop();
		this.sockets.stop();
	}

}
