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

/**
 * Measures the pieces alone: what one message costs in time and in garbage, beside raw
 * JeroMQ. {@link io.zmqspring.benchmarks.jmh.Pieces} runs all such classes; those that
 * need what is not public stand in the package that they measure.
 */
@NullMarked
package io.zmqspring.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
