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

package io.zmqspring.autoconfigure.actuate;

import java.util.Map;

import io.zmqspring.actuate.ZmqActuatorEndpoint;
import io.zmqspring.actuate.ZmqActuatorWebExtension;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.socket.ZmqSockets;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZmqActuatorEndpoint}.
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean({ ZmqSockets.class, ZmqListenerRegistry.class })
@ConditionalOnAvailableEndpoint(ZmqActuatorEndpoint.class)
public final class ZmqEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ZmqActuatorEndpoint zmqActuatorEndpoint(ZmqSockets sockets, ZmqListenerRegistry listeners,
			ObjectProvider<ZmqTemplate> template) {
		return new ZmqActuatorEndpoint(sockets, listeners,
				() -> template.stream().findFirst().map(ZmqTemplate::pendingRequests).orElse(Map.of()));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(endpoint = ZmqActuatorEndpoint.class, exposure = EndpointExposure.WEB)
	ZmqActuatorWebExtension zmqActuatorWebExtension(ZmqActuatorEndpoint endpoint) {
		return new ZmqActuatorWebExtension(endpoint);
	}

}
