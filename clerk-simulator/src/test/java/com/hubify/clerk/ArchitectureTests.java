package com.hubify.clerk;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.hubify.testing.ArchitectureRules;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;

class ArchitectureTests implements ArchitectureRules {

    private static final JavaClasses SIMULATOR = ArchitectureRules.importing("com.hubify.clerk");

    @Override
    public JavaClasses module() {
        return SIMULATOR;
    }

    @Override
    public String root() {
        return "com.hubify.clerk";
    }

    @Override
    public boolean handsInTheClock(JavaClass type) {
        return type.isEquivalentTo(TimeAndChanceConfiguration.class);
    }

    @Test
    void simulatorKnowsNothingOfThePlatform() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.hubify.identity..", "com.hubify.demo..")
                .because("it stands in for somebody else's service, and shared mistakes would go unnoticed")
                .check(SIMULATOR);
    }

    @Test
    void onlyTheSigningPackageTouchesJose() {
        noClasses()
                .that()
                .resideOutsideOfPackage("com.hubify.clerk.signing")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds..")
                .because("one place signs, so one place can be wrong about it")
                .check(SIMULATOR);
    }

    @Test
    void securityFilterChainStaysOff() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.security.config..", "org.springframework.security.web..")
                .because("the simulator answers as Clerk does, also where Spring Security would answer better")
                .check(SIMULATOR);
    }

    @Test
    void valuesArePlain() {
        noClasses()
                .that()
                .areRecords()
                .or()
                .areEnums()
                .and()
                .areNotAnnotatedWith(ConfigurationProperties.class)
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.web.servlet..")
                        .or(resideInAPackage("tools.jackson.."))
                        .or(resideInAPackage("com.github.benmanes..")))
                .because("they are tested and reasoned about without a context")
                .check(SIMULATOR);
    }

    @Test
    void worksAreHidden() {
        classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .or()
                .areAnnotatedWith(Configuration.class)
                .should()
                .notBePublic()
                .because("what is hidden is free to change")
                .check(SIMULATOR);
    }
}
