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

import io.zmqspring.convert.JacksonCodec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The codecs that go through the application's own Jackson mappers. They are no default
 * candidates, so that a plain injection of codecs gives those of the application.
 */
@Configuration(proxyBeanMethods = false)
class JacksonCodecConfiguration {

	static final String JSON = "zmqJsonCodec";

	static final String CBOR = "zmqCborCodec";

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class JsonConfiguration {

		@Bean(name = JSON, defaultCandidate = false)
		@ConditionalOnMissingBean(name = JSON)
		@ConditionalOnSingleCandidate(JsonMapper.class)
		JacksonCodec zmqJsonCodec(JsonMapper mapper) {
			return new JacksonCodec(JacksonCodec.JSON, mapper);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CBORMapper.class)
	static class CborConfiguration {

		@Bean(name = CBOR, defaultCandidate = false)
		@ConditionalOnMissingBean(name = CBOR)
		@ConditionalOnSingleCandidate(CBORMapper.class)
		JacksonCodec zmqCborCodec(CBORMapper mapper) {
			return new JacksonCodec(JacksonCodec.CBOR, mapper);
		}

	}

}
