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

package io.zmqspring.benchmarks.run;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.zmqspring.listener.Dispatch;
import io.zmqspring.listener.ListenerDefinition;
import io.zmqspring.listener.MethodListenerFactory;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.patch.JeroMqPatch;
import io.zmqspring.patch.PatchResult;
import io.zmqspring.socket.ZmqSockets;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ReflectionUtils;

/**
 * Starts applications as users of the starter have them: beans and properties.
 */
public final class StarterApplication {

	private StarterApplication() {
	}

	/**
	 * Start an application.
	 * @param settings the settings of the side
	 * @param properties what would stand in its application.yml
	 * @param beans the classes of its beans
	 * @return the started application
	 */
	public static ConfigurableApplicationContext start(Settings settings, Map<String, Object> properties,
			Class<?>... beans) {
		ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class).sources(beans)
			.web(WebApplicationType.NONE)
			.properties(Map.of("spring.main.banner-mode", "off", "logging.level.root", "warn",
					"zmq.jeromq-patches.exclude", excluded(settings)))
			.properties(properties)
			.run();
		application.getBeanProvider(ZmqSockets.class).ifAvailable((sockets) -> {
			require(sockets, JeroMqPatch.SIGNALER, settings, Settings.FIX_SIGNALER);
			require(sockets, JeroMqPatch.IO_THREAD, settings, Settings.FIX_IO_THREAD);
		});
		return application;
	}

	private static String excluded(Settings settings) {
		List<String> excluded = new ArrayList<>();
		if (!isOn(settings, Settings.FIX_SIGNALER)) {
			excluded.add(JeroMqPatch.SIGNALER.label());
		}
		if (!isOn(settings, Settings.FIX_IO_THREAD)) {
			excluded.add(JeroMqPatch.IO_THREAD.label());
		}
		return String.join(",", excluded);
	}

	private static boolean isOn(Settings settings, String name) {
		return Boolean.parseBoolean(settings.text(name, "true"));
	}

	private static void require(ZmqSockets sockets, JeroMqPatch patch, Settings settings, String name) {
		PatchResult result = sockets.patches().get(patch);
		if (result != null && result.isApplied() != isOn(settings, name)) {
			throw new IllegalStateException("The patch " + patch + " is not as the settings say: " + result);
		}
	}

	/**
	 * Return the address at which an endpoint listens.
	 * @param application the application
	 * @param endpoint the endpoint's name
	 * @return the address of its first bind
	 */
	public static String address(ConfigurableApplicationContext application, String endpoint) {
		return "tcp://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.zmq." + endpoint + ".port");
	}

	/**
	 * Let a method listen to an endpoint that has no annotated one, as there may be any
	 * number of them.
	 * @param application the application
	 * @param endpoint the endpoint's name
	 * @param bean the object with the method
	 * @param method the name of its method that takes an array of bytes
	 * @param dispatch where it runs
	 */
	public static void listen(ConfigurableApplicationContext application, String endpoint, Object bean, String method,
			Dispatch dispatch) {
		MethodListenerFactory listeners = application.getBean(MethodListenerFactory.class);
		Method found = Objects.requireNonNull(ReflectionUtils.findMethod(bean.getClass(), method, byte[].class));
		application.getBean(ZmqListenerRegistry.class)
			.register(ListenerDefinition.of(endpoint, listeners.create(endpoint, null, null, bean, found))
				.withDispatch(dispatch));
	}

	/**
	 * Everything that is on the class path, configured by Spring Boot.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
