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

package io.zmqspring.autoconfigure.metrics;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.core.ZmqTemplate;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.metrics.ZmqListenerMetrics;
import io.zmqspring.metrics.ZmqMetrics;
import io.zmqspring.socket.ZmqSockets;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of endpoints and
 * listeners.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		after = ZmqAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class ZmqMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ZmqSockets.class)
	ZmqMetrics zmqMetrics(ZmqSockets sockets, ObjectProvider<ZmqTemplate> template) {
		ZmqTemplate requesting = template.getIfAvailable();
		return new ZmqMetrics(sockets, (requesting != null) ? requesting::pendingRequests : Map::of);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ZmqListenerRegistry.class)
	ZmqListenerMetrics zmqListenerMetrics(ZmqListenerRegistry listeners) {
		return new ZmqListenerMetrics(listeners);
	}

}
