package com.hubify.identity.parts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private final JavaClasses parts = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.hubify.identity.parts");

    @Test
    void serversAreRunInOneWayAtATime() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.Container.*")
                .and()
                .doNotHaveSimpleName("Means")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
                .because("a test must read the same whether its part is a container or a process")
                .check(parts);
    }

    @Test
    void onlySpringGlueUsesSpring() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("PartsContext")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .because("Spring is optional here and a test without it must not miss it")
                .check(parts);
    }

    @Test
    void mechanicsAreHidden() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Runners")
                .or()
                .haveSimpleNameEndingWith("Extension")
                .should()
                .notBePublic()
                .because("what is hidden is free to change")
                .check(parts);
    }

    @Test
    void timeIsNotReadFromTheWallClock() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .because("waiting is measured with the monotonic clock")
                .check(parts);
    }
}
