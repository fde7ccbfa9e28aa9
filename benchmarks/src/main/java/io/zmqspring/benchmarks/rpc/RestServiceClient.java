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

package io.zmqspring.benchmarks.rpc;

import java.util.Objects;

import io.zmqspring.benchmarks.run.Settings;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import org.springframework.http.MediaType;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * RestClient on Apache's client. The pool has a connection for each caller, so that none
 * waits for another; connections stay open, are used without asking whether they still
 * are, and are given out without a common lock. Cookies, redirects, compression, cached
 * credentials and retries, of which no call between services needs any, are off.
 */
public final class RestServiceClient extends OrderClient {

	private final CloseableHttpClient http;

	private final RestClient rest;

	public RestServiceClient(Settings settings) {
		super(settings);
		this.http = http(settings.number(Settings.CALLERS));
		this.rest = RestClient.builder()
			.baseUrl(settings.address())
			.requestFactory(new HttpComponentsClientHttpRequestFactory(this.http))
			.build();
	}

	@Override
	long place(int caller, Order order) {
		Order reply = this.rest.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.APPLICATION_JSON)
			.body(order)
			.retrieve()
			.body(Order.class);
		return Objects.requireNonNull(reply).id();
	}

	private static CloseableHttpClient http(int connections) {
		PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
			.setMaxConnPerRoute(connections)
			.setMaxConnTotal(connections)
			.setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
			.setDefaultConnectionConfig(
					ConnectionConfig.custom().setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND).build())
			.build();
		return HttpClients.custom()
			.setConnectionManager(pool)
			.disableCookieManagement()
			.disableRedirectHandling()
			.disableContentCompression()
			.disableAuthCaching()
			.disableAutomaticRetries()
			.setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(Timeout.of(LIMIT)).build())
			.build();
	}

	@Override
	public void close() {
		this.http.close(CloseMode.GRACEFUL);
	}

}
