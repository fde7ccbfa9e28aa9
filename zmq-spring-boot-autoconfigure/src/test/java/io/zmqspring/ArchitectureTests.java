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

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.zeromq.ZContext;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the package table: what each package of this module may import.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	static final String ROOT = "io.zmqspring";

	private static final Set<String> RUNTIME = Set.of("endpoint", "patch", "socket", "convert", "core", "listener",
			"annotation", "health", "metrics", "actuate", "observation");

	private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(Map.entry("endpoint", Set.of()),
			Map.entry("patch", Set.of()), Map.entry("socket", Set.of("endpoint", "patch")),
			Map.entry("convert", Set.of("endpoint")), Map.entry("observation", Set.of("endpoint")),
			Map.entry("core", Set.of("convert", "observation", "socket", "endpoint")),
			Map.entry("listener", Set.of("convert", "observation", "socket", "endpoint")),
			Map.entry("annotation", Set.of("listener", "endpoint")), Map.entry("health", Set.of("socket", "endpoint")),
			Map.entry("metrics", Set.of("socket", "listener", "endpoint")),
			Map.entry("actuate", Set.of("socket", "listener", "endpoint", "patch")),
			Map.entry("autoconfigure", RUNTIME),
			Map.entry("autoconfigure.health", Set.of("health", "autoconfigure", "socket", "endpoint")),
			Map.entry("autoconfigure.metrics",
					Set.of("metrics", "autoconfigure", "core", "socket", "listener", "endpoint")),
			Map.entry("autoconfigure.observation", Set.of("observation")), Map.entry("autoconfigure.actuate",
					Set.of("actuate", "autoconfigure", "core", "socket", "listener", "endpoint")));

	private static final String[] WITHOUT_SPRING_BOOT = Stream
		.of("endpoint", "patch", "socket", "convert", "core", "listener", "annotation", "observation")
		.map((name) -> ROOT + "." + name + "..")
		.toArray(String[]::new);

	private static final DescribedPredicate<JavaClass> JEROMQ = JavaClass.Predicates
		.resideInAnyPackage("org.zeromq..", "zmq..")
		.as("JeroMQ");

	private static final DescribedPredicate<JavaClass> JEROMQ_EXCEPT_BEANS = JEROMQ
		.and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(ZContext.class)))
		.as("JeroMQ except ZContext, which an application may bring as a bean");

	@ArchTest
	static final ArchRule onlySocketAndPatchDependOnJeroMq = noClasses().that()
		.resideOutsideOfPackages(ROOT + ".socket..", ROOT + ".patch..", ROOT + ".autoconfigure")
		.should()
		.dependOnClassesThat(JEROMQ)
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule autoconfigureDependsOnContextsAtMost = noClasses().that()
		.resideInAPackage(ROOT + ".autoconfigure")
		.should()
		.dependOnClassesThat(JEROMQ_EXCEPT_BEANS)
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule runtimeDoesNotDependOnSpringBoot = noClasses().that()
		.resideInAnyPackage(WITHOUT_SPRING_BOOT)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching(ROOT + ".(**)")
		.should()
		.beFreeOfCycles()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule noPackageIsADrawer = noClasses().should()
		.resideInAnyPackage("..config..", "..util..", "..support..", "..internal..", "..manager..", "..helper..")
		.allowEmptyShould(true);

	@ArchTest
	void everyPackageImportsOnlyWhatTheTableAllows(JavaClasses classes) {
		ALLOWED.forEach((name, allowed) -> noClasses().that()
			.resideInAPackage(ROOT + "." + name)
			.should()
			.dependOnClassesThat(ownClassesOutside(name, allowed))
			.allowEmptyShould(true)
			.check(classes));
	}

	@ArchTest
	void everyPackageIsInTheTable(JavaClasses classes) {
		classes().should()
			.resideInAnyPackage(ALLOWED.keySet().stream().map((name) -> ROOT + "." + name).toArray(String[]::new))
			.allowEmptyShould(true)
			.check(classes);
	}

	@ArchTest
	void everyPackageIsNullMarked(JavaClasses classes) {
		Set<String> unmarked = classes.stream()
			.map(JavaClass::getPackage)
			.distinct()
			.filter((candidate) -> !candidate.isAnnotatedWith(NullMarked.class))
			.map(JavaPackage::getName)
			.collect(Collectors.toSet());
		assertThat(unmarked).as("packages without a package-info.java annotated @NullMarked").isEmpty();
	}

	private static DescribedPredicate<JavaClass> ownClassesOutside(String name, Set<String> allowed) {
		return DescribedPredicate.describe("our packages other than " + allowed, (candidate) -> {
			String packageName = candidate.getPackageName();
			if (!packageName.equals(ROOT) && !packageName.startsWith(ROOT + ".")) {
				return false;
			}
			String target = packageName.substring(Math.min(ROOT.length() + 1, packageName.length()));
			return !target.equals(name) && !allowed.contains(target);
		});
	}

}
