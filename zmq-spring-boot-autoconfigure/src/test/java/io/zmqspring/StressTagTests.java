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

package io.zmqspring;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import org.junit.jupiter.api.Tag;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/**
 * Keeps the tests of the package {@code stress} out of {@code mvn verify}, which leaves
 * out what has the tag.
 */
@AnalyzeClasses(packages = "io.zmqspring.stress", importOptions = OnlyIncludeTests.class)
class StressTagTests {

	private static final DescribedPredicate<JavaAnnotation<?>> STRESS_TAG = DescribedPredicate
		.describe("@Tag(\"stress\")", (annotation) -> annotation.getRawType().isEquivalentTo(Tag.class)
				&& annotation.get("value").filter("stress"::equals).isPresent());

	@ArchTest
	void whenTestIsInStressThenItHasTheTag(JavaClasses classes) {
		classes().that().haveSimpleNameEndingWith("Tests").should().beAnnotatedWith(STRESS_TAG).check(classes);
	}

}
