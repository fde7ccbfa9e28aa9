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
 * The changes of JeroMQ's classes at load time. Nothing here depends on the rest of the
 * starter: what a changed class has to ask or tell, it does through interfaces of the JDK
 * and of JeroMQ. The package can be deleted once JeroMQ no longer needs it.
 */
@NullMarked
package io.zmqspring.patch;

import org.jspecify.annotations.NullMarked;
