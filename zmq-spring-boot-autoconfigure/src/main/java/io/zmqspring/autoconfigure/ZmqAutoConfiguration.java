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

package io.zmqspring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.zmqspring.convert.BytesCodec;
import io.zmqspring.convert.Framing;
import io.zmqspring.convert.FramingFactory;
import io.zmqspring.convert.PayloadConverter;
import io.zmqspring.convert.TextCodec;
import io.zmqspring.convert.ZmqCodec;
import io.zmqspring.core.ZmqOperations;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.endpoint.FrameConverter;
import io.zmqspring.endpoint.ZmqEndpoint;
import io.zmqspring.observation.ZmqObservations;
import io.zmqspring.socket.ZMsgConverter;
import io.zmqspring.socket.ZmqContextCustomizer;
import io.zmqspring.socket.ZmqSocketCustomizer;
import io.zmqspring.socket.ZmqSockets;
import org.zeromq.ZContext;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for ZeroMQ: the sockets of the
 * endpoints under {@code zmq.endpoints}, the conversion of payloads, the template and the
 * listeners. A bean of the application replaces the one of the same type here.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(ZContext.class)
@EnableConfigurationProperties(ZmqProperties.class)
@Import({ JacksonCodecConfiguration.class, ZmqListenerConfiguration.class })
public final class ZmqAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static DurationUnitCheck zmqDurationUnitCheck(Environment environment) {
		return new DurationUnitCheck(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqSockets zmqSockets(ZmqProperties properties, ConfigurableEnvironment environment, PayloadConverter converter,
			ListableBeanFactory beanFactory, ObjectProvider<ZContext> contexts,
			ObjectProvider<ZmqContextCustomizer> contextCustomizers,
			ObjectProvider<ZmqSocketCustomizer> socketCustomizers) {
		Map<String, ZContext> provided = providedContexts(properties, beanFactory, contexts);
		List<ZmqEndpoint> endpoints = new ConfiguredEndpoints(properties, new EnvironmentVariables(environment),
				provided.keySet())
			.create();
		endpoints.forEach((endpoint) -> converter.requireCodec(endpoint.name(), endpoint.codec()));
		return new ZmqSockets(properties.toSettings(), endpoints, provided, contextCustomizers.orderedStream().toList(),
				socketCustomizers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqLocalPorts zmqLocalPorts(ZmqSockets sockets, ConfigurableEnvironment environment) {
		return new ZmqLocalPorts(sockets, environment);
	}

	@Bean
	@ConditionalOnMissingBean
	PayloadConverter zmqPayloadConverter(ObjectProvider<ZmqCodec> codecs,
			@Qualifier(JacksonCodecConfiguration.JSON) ObjectProvider<ZmqCodec> json,
			@Qualifier(JacksonCodecConfiguration.CBOR) ObjectProvider<ZmqCodec> cbor,
			ObjectProvider<FrameConverter> frameConverters) {
		List<ZmqCodec> all = new ArrayList<>(List.of(new BytesCodec(), new TextCodec()));
		codecs.orderedStream().forEach(all::add);
		// Last, because they support every type; and not in the place of one's own.
		Stream.concat(json.stream(), cbor.stream())
			.filter((codec) -> all.stream().noneMatch((own) -> own.name().equals(codec.name())))
			.forEach(all::add);
		return new PayloadConverter(all,
				Stream.concat(frameConverters.orderedStream(), Stream.of(new ZMsgConverter())).toList());
	}

	@Bean
	@ConditionalOnMissingBean
	FramingFactory zmqFramingFactory() {
		return Framing::of;
	}

	@Bean
	@ConditionalOnMissingBean(ZmqOperations.class)
	ZmqTemplate zmqTemplate(ZmqSockets sockets, FramingFactory framings, PayloadConverter converter,
			ObjectProvider<ZmqObservations> observations) {
		return new ZmqTemplate(sockets, framings, converter, observations.getIfAvailable(() -> ZmqObservations.NOOP));
	}

	/**
	 * A context bean serves the context that it is named like, and the only or primary
	 * one otherwise the default context.
	 */
	private static Map<String, ZContext> providedContexts(ZmqProperties properties, ListableBeanFactory beanFactory,
			ObjectProvider<ZContext> contexts) {
		Map<String, ZContext> beans = beanFactory.getBeansOfType(ZContext.class);
		Set<String> names = new LinkedHashSet<>(properties.contexts().keySet());
		properties.endpoints().values().forEach((endpoint) -> names.add(endpoint.context()));
		Map<String, ZContext> provided = new LinkedHashMap<>(beans);
		provided.keySet().retainAll(names);
		ZContext unique = contexts.getIfUnique();
		if (unique != null && !provided.containsValue(unique)) {
			provided.putIfAbsent(ZmqEndpoint.DEFAULT_CONTEXT, unique);
		}
		return provided;
	}

}
