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
import io.zmqspring.convert.ZmqCodecException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how to get a codec that is missing.
 */
class CodecFailureAnalyzer extends AbstractFailureAnalyzer<ZmqCodecException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ZmqCodecException cause) {
		StringBuilder action = new StringBuilder("Use one of the codecs that there are, or add a ZmqCodec bean.");
		if (!cause.getKnown().contains(JacksonCodec.JSON)) {
			action.append(" For json add the dependency org.springframework.boot:spring-boot-starter-jackson, and a "
					+ "JsonMapper bean that is the only or the primary one.");
		}
		if (!cause.getKnown().contains(JacksonCodec.CBOR)) {
			action.append(" For cbor add the dependency tools.jackson.dataformat:jackson-dataformat-cbor.");
		}
		return new FailureAnalysis(FailedListener.prefix(rootFailure) + cause.getMessage() + '.', action.toString(),
				cause);
	}

}
