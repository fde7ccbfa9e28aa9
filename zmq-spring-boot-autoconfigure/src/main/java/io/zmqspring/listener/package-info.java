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
 * Receiving: containers that take messages over for their workers, the invocation of
 * listener methods, replies and errors, and the registry of all listeners. One dispatcher
 * stands between an endpoint's socket and its containers.
 */
@NullMarked
package io.zmqspring.listener;

import org.jspecify.annotations.NullMarked;
