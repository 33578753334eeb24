package com.hubify.identity.parts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.hubify.testing.ArchitectureRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ArchitectureTests implements ArchitectureRules {

    private final JavaClasses parts = ArchitectureRules.importing("com.hubify.identity.parts");

    @Override
    public JavaClasses module() {
        return parts;
    }

    @Override
    public String root() {
        return "com.hubify.identity.parts";
    }

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
}
